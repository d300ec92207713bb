import type { Spec } from "../spec.ts";
import type { Remark, Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A loop or a refine that never gets to a second round. */
export const roundOfOne: Rule = {
  name: "round-of-one",
  check: ({ spec }) => [...loopOfOne(spec), ...refineOfOne(spec)],
};

function loopOfOne(spec: Spec): readonly Remark[] {
  if (spec.course?.kind !== "loop" || spec.course.shape.max > 1) return [];
  return [
    {
      severity: "warning",
      message: `${called(spec)} runs its body once: what until says of it can change nothing but the end.`,
      remedy: "Use the body itself with a check behind it, as in .gated(check(name, test)); or give it a larger max.",
    },
  ];
}

function refineOfOne(spec: Spec): readonly Remark[] {
  if (spec.course?.kind !== "refine" || spec.course.shape.rounds > 1) return [];
  return [
    {
      severity: "warning",
      message: `${called(spec)} has one round: nobody hears the critique.`,
      remedy: "Give it rounds: 2 or more; or let the evaluator be a gate, as in .gated(judge(name, evaluator)).",
    },
  ];
}
