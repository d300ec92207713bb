import type { Directive } from "../../supervisors/policy.ts";
import { didYouMean } from "../model/near.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Spec } from "./spec.ts";
import { ownSteps, plansIn, standInsOf, stepNames, stepsBackFrom } from "./tree.ts";

/** Plans whose policies were found to go back to steps that there are. */
const accepted = new WeakSet<Spec>();

/**
 * Refuses a `retry({ from })` that can never be taken, before anything is started.
 *
 * @throws TroupeError UNKNOWN_STEP
 */
export function acceptGoingBack(root: Spec): void {
  if (accepted.has(root)) return;
  const [wrong] = neverTaken(root);
  if (wrong !== undefined) throw unknownStep(wrong);
  accepted.add(root);
}

/** A directive that goes back, in whose policy and for which kind it stands, and the steps that this could go back to. */
export interface Goal {
  readonly owner: Spec;
  readonly kind: string;
  readonly directive: Directive;
  readonly from: string;
  readonly steps: readonly string[];
}

/**
 * Directives that can never be taken: wherever their policy stands in the plan, no chain that it is asked in has such a
 * step at or before what fails there. Those are the chains inside the policy's plan, whose failures it sees, and the chain
 * around it, which asks it about the plan itself. Which kinds fail, and which nearer policies answer first, is not looked
 * at: what could be taken is never among them.
 */
export function neverTaken(root: Spec): readonly Goal[] {
  const goals = goalsIn(plansIn([root]));
  const around = stepsAround(root, new Set(goals.map(({ owner }) => owner)));
  return goals.flatMap((goal) => {
    const steps = [...new Set([...stepNames(goal.owner), ...(around.get(goal.owner) ?? [])])];
    return steps.includes(goal.from) ? [] : [{ ...goal, steps }];
  });
}

function goalsIn(plans: ReadonlySet<Spec>): readonly Omit<Goal, "steps">[] {
  return [...plans].flatMap((owner) =>
    Object.entries(owner.policy?.table ?? {}).flatMap(([kind, chain]) =>
      chain.flatMap((directive) =>
        directive.does === "retry" && directive.from !== undefined
          ? [{ owner, kind, directive, from: directive.from }]
          : [],
      ),
    ),
  );
}

/** For each owner the steps at or before it in the chains that it is a step of, itself or in the place of one. */
function stepsAround(root: Spec, owners: ReadonlySet<Spec>): ReadonlyMap<Spec, ReadonlySet<string>> {
  const around = new Map<Spec, Set<string>>();
  if (owners.size === 0) return around;
  for (const plan of plansIn([root])) {
    for (const place of ownSteps(plan).keys()) {
      const child = plan.children[place];
      for (const owner of child === undefined ? [] : standInsOf(child.spec)) {
        if (!owners.has(owner)) continue;
        const known = around.get(owner) ?? new Set<string>();
        for (const step of ownSteps(plan)) if (stepsBackFrom(plan, place).has(step)) known.add(step);
        around.set(owner, known);
      }
    }
  }
  return around;
}

function unknownStep({ owner, kind, from, steps }: Goal): TroupeError {
  return new TroupeError("UNKNOWN_STEP", {
    what: `${kind} in the policy of ${owner.kind} "${owner.name}" goes back to ${JSON.stringify(from)}, and nothing that it is asked in has such a step at or before what fails.`,
    remedy:
      steps.length === 0
        ? "Only a chain or a graph goes back: put the policy on it or on a step of it, or leave `from` out."
        : didYouMean(from, steps),
    facts: { kind, plan: owner.name, from, steps },
  });
}
