/** What planners, judges, voters and evaluators give, by name; anybody may give it. */
export const WORDS = [
  "zero",
  "one",
  "nine",
  "pass",
  "revise",
  "scored",
  "reject",
  "task",
  "tasks",
  "no tasks",
  "strangers",
  "twins",
  "crowd",
  "vague",
] as const;
type WordName = (typeof WORDS)[number];

/** A word by its name. `mark` tells this attempt from all others. */
export function wordOf(name: WordName, mark: number): unknown {
  const task = { worker: "left", label: `task ${mark}`, input: { task: mark } };
  switch (name) {
    case "zero":
      return 0;
    case "one":
      return 1;
    case "nine":
      return 9;
    case "pass":
      return { verdict: "pass" };
    case "revise":
      return { verdict: "revise", feedback: `not yet: ${mark}` };
    case "scored":
      return { verdict: "revise", feedback: `better: ${mark}`, score: mark % 3 };
    case "reject":
      return { verdict: "reject", reason: "never" };
    case "task":
      return [{ ...task, brief: { goal: "this", definitionOfDone: "it is there" } }];
    case "tasks":
      return ["left", "right", "third"].map((worker, place) => ({ worker, label: `${place}`, input: [mark, place] }));
    case "no tasks":
      return [];
    case "strangers":
      return [task, { ...task, worker: "nobody", label: "other" }];
    case "twins":
      return [task, task];
    case "crowd":
      return [1, 2, 3, 4, 5].map((place) => ({ ...task, label: `${place}`, input: place }));
    case "vague":
      return [{ ...task, brief: { goal: "this" } }];
  }
}

/** What an output counts as, by name. */
export const BALLOTS = ["parity", "words", "same", "object", "throws"] as const;
export type BallotName = (typeof BALLOTS)[number];

/** What an output counts as; `throws` throws. */
export function ballotOf(name: BallotName, output: unknown): unknown {
  switch (name) {
    case "parity":
      return typeof output === "object" && output !== null && "mark" in output ? Number(output.mark) % 2 : 0;
    case "words":
      return JSON.stringify(output) ?? "";
    case "same":
      return "same";
    case "object":
      return { output };
    case "throws":
      throw new Error("a ballot of a test");
  }
}

/** What a function that answers what is asked back gives, by name. */
const KNOWS = ["known", "unknown", "list", "throws"] as const;
export type KnowName = (typeof KNOWS)[number];

/** What whoever is asked back knows; `throws` throws. */
export function knownOf(name: KnowName, calls: number): unknown {
  switch (name) {
    case "known":
      return { told: calls };
    case "unknown":
      return undefined;
    case "list":
      return [calls];
    case "throws":
      throw new Error("an answerer of a test");
  }
}
