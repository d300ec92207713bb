import { sayingOf, type SayingName, valueOf } from "./oddities.ts";
import type { ChoiceName, SelectionName } from "./scenario.ts";
import { type BallotName, ballotOf, type KnowName, knownOf } from "./words.ts";

/** A function that says one thing after the other, and then begins again. */
export function round<N>(names: readonly N[], say: (name: N, calls: number) => unknown): () => unknown {
  let calls = 0;
  return () => {
    const at = calls++;
    const name = names[at % names.length];
    return name === undefined ? undefined : say(name, at);
  };
}

/** What a gate's test, an approval's `when`, a loop's `until` and an edge's `when` give. */
export function sayings(names: readonly SayingName[]): () => unknown {
  return round(names, sayingOf);
}

/** What a branch's function gives. */
export function choices(names: readonly ChoiceName[]): () => unknown {
  return round(names, (name) => {
    if (name === "throws") throw new Error("an on of a test");
    return name === "number" ? 3 : name;
  });
}

/** What a function that is asked back gives. */
export function known(names: readonly KnowName[]): () => unknown {
  return round(names, knownOf);
}

/** What outputs count as. */
export function ballots(names: readonly BallotName[]): (output: unknown) => unknown {
  let calls = 0;
  return (output) => ballotOf(names[calls++ % names.length] ?? "same", output);
}

/** What a given's function gives. */
export function selections(names: readonly SelectionName[]): (input: unknown) => unknown {
  let calls = 0;
  return (input) => {
    const name = names[calls++ % names.length] ?? "all";
    switch (name) {
      case "all":
        return input;
      case "two":
        return [{ first: input }, [1, 2]];
      case "three":
        return [[1], [1, [2]], []];
      case "empty":
        return [];
      case "cycle":
        return valueOf("cycle", { mark: 0, input });
      case "throws":
        throw new Error("a select of a test");
    }
  };
}
