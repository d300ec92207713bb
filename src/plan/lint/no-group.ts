import { isAbreast } from "../../patterns/catalogue.ts";
import type { Spec } from "../spec.ts";
import { plansIn } from "../tree.ts";
import type { Rule } from "./finding.ts";
import { called, type Place } from "./place.ts";

/** A policy that restarts members of a group (scope rest or all) where no members run beside one another. */
export const noGroup: Rule = {
  name: "no-group",
  check(place) {
    const { spec } = place;
    const scoped = Object.entries(spec.policy?.table ?? {}).flatMap(([kind, chain]) =>
      chain.flatMap((it) => (it.does === "retry" && it.scope !== "one" ? [{ kind, scope: it.scope }] : [])),
    );
    if (scoped.length === 0 || hasGroup(place)) return [];
    return scoped.map(({ kind, scope }) => ({
      severity: "error",
      message: `${kind} in the policy of ${called(spec)} restarts with scope "${scope}", and nothing there runs beside anything.`,
      remedy: "Leave scope out; or put the policy on a parallel, a map, a vote or a graph, or on a member of one.",
    }));
  },
};

/** Members run beside one another in the plan, or around it. */
function hasGroup({ spec, around }: Place): boolean {
  return isAbreast(around.kind) || [...plansIn([spec])].some(isGroup);
}

function isGroup({ course }: Spec): boolean {
  return course !== undefined && isAbreast(course.kind);
}
