import { plansIn } from "../tree.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** Answers for nobody: no agent in the plan may ask back. */
export const idleAnswers: Rule = {
  name: "idle-answers",
  check({ spec }) {
    if (spec.answers === undefined || [...plansIn([spec])].some(({ agent }) => (agent?.asks ?? 0) > 0)) return [];
    return [
      {
        severity: "note",
        message: `Nobody in ${called(spec)} may ask back, so that its answers are never wanted.`,
        remedy: "Say how often an agent in it may ask, as in asks: 2; or leave out .answers(…).",
      },
    ];
  },
};
