import { goalWords } from "../going-back.ts";
import type { Remark, Rule } from "./finding.ts";

/** A policy that goes back to a step which is never there: no run of the plan is started. */
export const unknownStep: Rule = {
  name: "unknown-step",
  check: ({ spec }, { goals }) =>
    goals
      .filter(({ owner }) => owner === spec)
      .map((goal): Remark => {
        const { what, remedy } = goalWords(goal);
        return { severity: "error", message: what, remedy };
      }),
};
