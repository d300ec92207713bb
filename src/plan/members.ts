import { acceptDistinct, acceptName } from "../model/accept-name.ts";
import { fieldsOf, itemsOf } from "../model/readable.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { specOf } from "./erasure.ts";
import type { Member } from "./spec.ts";

/**
 * The plans of a list, each under its own name.
 *
 * @throws TroupeError BAD_OPTION for no list and an empty one, NOT_A_PLAN, DUPLICATE_NAME
 */
export function stepsOf(plans: unknown, where: string): readonly Member[] {
  const steps = itemsOf(plans);
  if (steps === undefined) throw noGroup(where, `are ${shown(plans)}, not a list`, "[first, second]");
  if (steps.length === 0) throw noGroup(where, "are none", "[first, second]");
  const members = steps.map((plan, index) => memberOf(plan, `Step ${index + 1} of ${where}`));
  acceptDistinct(
    members.map(({ segment }) => segment),
    {
      where,
      remedy:
        'A step is known by its name: rename one; where both are the same step, wrap one, as in chain("again", [step]).',
    },
  );
  return Object.freeze(members);
}

/**
 * The plans of a record, each under its key.
 *
 * @throws TroupeError BAD_OPTION for no record and an empty one, BAD_NAME for a key, NOT_A_PLAN
 */
export function entriesOf(plans: unknown, where: string): readonly Member[] {
  const entries = fieldsOf(plans);
  if (entries === undefined) throw noGroup(where, `are ${shown(plans)}, not a record`, "{ first, second }");
  if (entries.length === 0) throw noGroup(where, "are none", "{ first, second }");
  return Object.freeze(
    entries.map(([key, plan]) => {
      const segment = acceptName(key, `a member of ${where}`);
      return Object.freeze({ segment, spec: specOf(plan, `${JSON.stringify(key)} of ${where}`) });
    }),
  );
}

/**
 * One plan under its own name.
 *
 * @throws TroupeError NOT_A_PLAN
 */
export function memberOf(plan: unknown, where: string): Member {
  const spec = specOf(plan, where);
  return Object.freeze({ segment: spec.name, spec });
}

/** The names of the members, as patterns know them. */
export function namesOf(members: readonly Member[]): readonly string[] {
  return Object.freeze(members.map(({ segment }) => segment));
}

function noGroup(where: string, problem: string, example: string): TroupeError {
  const remedy = `Give at least one, as in ${example}.`;
  return new TroupeError("BAD_OPTION", { what: `The plans of ${where} ${problem}.`, remedy, facts: { where } });
}
