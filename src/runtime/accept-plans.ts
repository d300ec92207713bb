import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { specOf } from "../plan/erasure.ts";

/**
 * Plans that are known by their names: of each name one. The same plan twice is one.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_PLAN
 */
export function acceptPlans(plans: unknown): void {
  if (!Array.isArray(plans))
    throw refusal(
      `plans of createRuntime() is ${shown(plans)}.`,
      "Give a list, as in createRuntime({ journal, plans: [support] }).",
    );
  const known = new Map<string, object>();
  for (const [place, plan] of plans.entries()) {
    const spec = specOf(plan, `plans[${place}] of createRuntime()`);
    if ((known.get(spec.name) ?? spec) !== spec)
      throw refusal(
        `plans of createRuntime() has two plans of the name "${spec.name}".`,
        "A run goes on with the plan of its name: leave one of them out, or give it another name.",
      );
    known.set(spec.name, spec);
  }
}

function refusal(what: string, remedy: string): TroupeError {
  return new TroupeError("BAD_OPTION", { what, remedy, facts: { where: "createRuntime()", option: "plans" } });
}
