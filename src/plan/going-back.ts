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
  /** There is such a step around it, which comes later, or beside. */
  readonly isBeside: boolean;
}

/** What is wrong with such a directive, and what to do about it. */
export function goalWords({ owner, kind, from, steps, isBeside }: Goal): {
  readonly what: string;
  readonly remedy: string;
} {
  const why = isBeside
    ? "a step that does not lead to what fails there: it comes later, or stands beside it"
    : "and nothing that it is asked in has such a step at or before what fails";
  const remedy =
    steps.length === 0
      ? "Only a chain or a graph goes back: put the policy on it or on a step of it, or leave `from` out."
      : didYouMean(from, steps);
  return {
    what: `${kind} in the policy of ${owner.kind} "${owner.name}" goes back to ${JSON.stringify(from)}, ${why}.`,
    remedy,
  };
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
    const { back, all } = around.get(goal.owner) ?? NO_CHAIN;
    const steps = [...new Set([...stepNames(goal.owner), ...back])];
    return steps.includes(goal.from) ? [] : [{ ...goal, steps, isBeside: all.has(goal.from) }];
  });
}

function goalsIn(plans: ReadonlySet<Spec>): readonly Omit<Goal, "steps" | "isBeside">[] {
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

/** The steps at or before a plan in the chains and graphs that it is a step of, itself or in the place of one; and all steps there. */
interface Around {
  readonly back: Set<string>;
  readonly all: Set<string>;
}

const NO_CHAIN: Around = { back: new Set(), all: new Set() };

function stepsAround(root: Spec, owners: ReadonlySet<Spec>): ReadonlyMap<Spec, Around> {
  const around = new Map<Spec, Around>();
  if (owners.size === 0) return around;
  for (const plan of plansIn([root])) {
    for (const place of ownSteps(plan).keys()) {
      const child = plan.children[place];
      for (const owner of child === undefined ? [] : standInsOf(child.spec)) {
        if (!owners.has(owner)) continue;
        const known: Around = around.get(owner) ?? { back: new Set(), all: new Set() };
        for (const step of ownSteps(plan)) {
          known.all.add(step);
          if (stepsBackFrom(plan, place).has(step)) known.back.add(step);
        }
        around.set(owner, known);
      }
    }
  }
  return around;
}

function unknownStep(goal: Goal): TroupeError {
  const { owner, kind, from, steps } = goal;
  return new TroupeError("UNKNOWN_STEP", { ...goalWords(goal), facts: { kind, plan: owner.name, from, steps } });
}
