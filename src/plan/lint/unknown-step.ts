import { didYouMean } from "../../model/near.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A policy that goes back to a step which is never there: no run of the plan is started. */
export const unknownStep: Rule = {
  name: "unknown-step",
  check: ({ spec }, { goals }) =>
    goals
      .filter(({ owner }) => owner === spec)
      .map(({ kind, from, steps }) => ({
        severity: "error",
        message: `${kind} in the policy of ${called(spec)} goes back to "${from}", and nothing that it is asked in has such a step at or before what fails.`,
        remedy:
          steps.length === 0
            ? "Only a chain or a graph goes back: put the policy on it or on a step of it, or leave from out."
            : didYouMean(from, steps),
      })),
};
