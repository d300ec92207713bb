import { activation } from "../lives.ts";
import { type Move, type Oracles, UNRESOLVED } from "./oracle.ts";

/** A body on its own last output, until a function is content, and at most so often. */
export const loopOracle: Oracles = ({ path, it, input }) => {
  const { draft } = it;
  if (draft.kind !== "loop") throw new Error("it is no loop");
  const name = it.children[0]?.name ?? "";
  let rounds = 0;
  let last: unknown;
  const next = (given: unknown): readonly Move[] => [{ start: activation(path, name, rounds++), input: given }];
  return {
    begins: next(input),
    hears(event) {
      switch (event.is) {
        case "gave":
          last = event.output;
          return [];
        case "declined":
        case "handed":
          return UNRESOLVED;
        case "said":
          if (typeof event.value !== "boolean") return UNRESOLVED;
          if (event.value) return [{ done: last }];
          if (rounds < draft.max) return next(last);
          return draft.exhausted === "fail" ? UNRESOLVED : [{ done: last, isLacking: true }];
        default:
          return [];
      }
    },
  };
};
