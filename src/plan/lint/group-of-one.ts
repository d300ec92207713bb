import type { Spec } from "../spec.ts";
import type { Rule } from "./finding.ts";
import { called, type Place } from "./place.ts";

/** What each pattern is for, and what it is not with one member. */
const WITHOUT: Readonly<Record<string, string>> = {
  chain: "nothing follows",
  parallel: "nothing runs beside it",
  branch: "there is nothing to choose",
  graph: "nothing waits for anything",
};

/**
 * A chain, parallel, branch or graph with one member. One that carries a policy, a budget or answers has its use, and so
 * has a chain that gives a step a second name beside itself.
 */
export const groupOfOne: Rule = {
  name: "group-of-one",
  check(place) {
    const { spec } = place;
    const [only, another] = spec.children;
    const without = WITHOUT[spec.kind];
    if (without === undefined || only === undefined || another !== undefined) return [];
    if (carriesMore(spec) || isSecondName(place, only.spec)) return [];
    return [
      {
        severity: "note",
        message: `${called(spec)} has one member: ${without}.`,
        remedy: `Use ${called(only.spec)} itself${spec.kind === "parallel" || spec.kind === "graph" ? ", if its output need not be in a record, or its input come from one" : ""}.`,
      },
    ];
  },
};

function carriesMore({ policy, budget, answers }: Spec): boolean {
  return policy !== undefined || budget !== undefined || answers !== undefined;
}

/** The same step stands beside it, and steps are known by their names. */
function isSecondName({ up, spec }: Place, only: Spec): boolean {
  return up?.spec.children.some((other) => other.spec !== spec && other.spec.name === only.name) === true;
}
