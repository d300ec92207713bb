import type { PolicySpec } from "../spec.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A later `.supervised(…)` on one plan that names what an earlier one has named: the earlier one holds. */
export const shadowedPolicy: Rule = {
  name: "shadowed-policy",
  check({ spec }) {
    const { policy } = spec;
    return shadowedIn(policy).map((kind) => ({
      severity: "warning",
      message: `${kind} in a later .supervised(…) of ${called(spec)} is never asked: an earlier one names ${policy?.table[kind] === undefined ? "*, which is all kinds" : "it"}.`,
      remedy: "Keep one of them, or write both in one call: of two calls the first holds.",
    }));
  },
};

function shadowedIn(policy: PolicySpec | undefined): NonNullable<PolicySpec["shadowed"]> {
  return policy?.shadowed ?? [];
}
