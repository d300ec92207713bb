import type { Spec } from "../spec.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** An orchestration whose synthesizer hands the workers' results on as they are: putting them together is its task. */
export const idleSynthesizer: Rule = {
  name: "idle-synthesizer",
  check({ spec }) {
    const synthesizer = spec.kind === "orchestrate" ? spec.children[1]?.spec : undefined;
    if (synthesizer === undefined || !handsOn(synthesizer)) return [];
    return [
      {
        severity: "warning",
        message: `The synthesizer of ${called(spec)} only passes on: its output is the planner's goal with the results behind it.`,
        remedy: "Make the results into one answer: agent(name, { work: ({ goal, results }) => … }).",
      },
    ];
  },
};

/** Whether a plan gives what it is given: passes, one after the other. A given's function may change it, and is not looked into. */
function handsOn({ kind, children }: Spec): boolean {
  return kind === "pass" || (kind === "chain" && children.every(({ spec }) => handsOn(spec)));
}
