import { finite, worstCase } from "../plan/bound.ts";
import { specOf } from "../plan/erasure.ts";
import type { AnyPlan } from "../plan/plan.ts";
import type { Spec } from "../plan/spec.ts";
import { count } from "./terminal/text.ts";

/**
 * A word to those who grant a plan fewer steps than it may need, with what that was reckoned from; undefined where the
 * budget suffices. A plan that begins with a map over the given list is reckoned for that list, not for `maxItems`.
 */
export function budgetNote(plan: AnyPlan, input: unknown, stepsGranted: number | undefined): string | undefined {
  const spec = specOf(plan);
  const granted = Math.min(...[stepsGranted, spec.budget?.steps].filter((steps) => steps !== undefined));
  const items = Array.isArray(input) ? input.length : undefined;
  const cut = items === undefined ? undefined : withItems(spec, items);
  const most = finite(worstCase(cut ?? spec).steps);
  if (most === undefined || most <= granted) return undefined;
  const reckoned = cut === undefined ? `${hasMaps(spec) ? MAPS : ""} it` : `, its ${items} items`;
  return `a budget of ${count(granted, "step")} may end ${plan.name} early: at worst, with every retry${reckoned} may take ${most}`;
}

const MAPS = " and with maps as long as maxItems allows,";

/** The plan as it is for a list of so many items; undefined where the list is not what it begins with. */
function withItems(spec: Spec, items: number): Spec | undefined {
  const { course, children } = spec;
  if (course?.kind === "map") {
    const maxItems = Math.min(items, course.shape.maxItems ?? items);
    return { ...spec, course: { ...course, shape: { ...course.shape, maxItems } } };
  }
  const [first, ...rest] = children;
  if (course?.kind !== "chain" || first === undefined) return undefined;
  const begun = withItems(first.spec, items);
  return begun === undefined ? undefined : { ...spec, children: [{ ...first, spec: begun }, ...rest] };
}

function hasMaps({ course, children, policy }: Spec): boolean {
  return course?.kind === "map" || [...children.map(({ spec }) => spec), ...(policy?.fallbacks ?? [])].some(hasMaps);
}
