import fc from "fast-check";
import { z } from "zod";
import { TroupeError } from "../../src/model/troupe-error.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { human } from "../../src/plan/human.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { Plan, Policy } from "../../src/plan/plan.ts";
import { route } from "../../src/plan/route.ts";

/** A plan whose types do not matter: it takes and gives anything. */
export type LoosePlan = Plan<unknown, unknown>;

const KINDS = [
  "transient",
  "timeout",
  "invalid-output",
  "permanent",
  "rejected",
  "defect",
  "unresolved",
  "escalated",
  "lost",
  "*",
] as const;

/** What parts of a group are called, so that `from` finds them. */
const PARTS = ["s0", "s1", "s2"] as const;

/** Any plan over the patterns that there are, nested up to `depth`, with any policies, fallbacks as deep as the rest. */
export function anyPlan(name: string, depth: number): fc.Arbitrary<LoosePlan> {
  if (depth < 0) return leaf(name);
  const bare = depth === 0 ? leaf(name) : fc.oneof(leaf(name), { weight: 3, arbitrary: group(name, depth) });
  return fc
    .tuple(bare, policies(name, depth), fc.boolean())
    .map(([plan, policy, isStrict]) => supervisedIfItCan(plan, isStrict ? { "*": [], ...policy } : policy));
}

function leaf(name: string): fc.Arbitrary<LoosePlan> {
  const person = human(name, { output: z.unknown(), deadlineMs: 1_000, otherwise: "fail" });
  return fc.constantFrom(worker(name), worker(name), worker(name), person, pass<unknown>());
}

function worker(name: string): LoosePlan {
  return agent(name, { work: (input: unknown): unknown => input });
}

function group(name: string, depth: number): fc.Arbitrary<LoosePlan> {
  const part = (of: string) => anyPlan(of, depth - 1);
  const body = part("s0");
  const parts = fc.tuple(part("s0"), part("s1"), part("s2"), fc.integer({ min: 1, max: 3 }));
  const members = parts.map(([a, b, c, count]) => Object.fromEntries(Object.entries({ a, b, c }).slice(0, count)));
  return fc.oneof(
    parts.map(([a, b, c, count]) => distinctChain(name, [a, ...[b, c].slice(0, count - 1)])),
    members.map((branches): LoosePlan => parallel(name, branches)),
    members.map((cases): LoosePlan => branch(name, { on: () => "a", cases })),
    body.map((plan) => plan.given((input: unknown) => input)),
    body.map((plan): LoosePlan => map(name, plan, { maxItems: 2, concurrency: 2 }).given(noItems)),
    fc
      .tuple(members, part("rest"), fc.integer({ min: 0, max: 2 }))
      .map(([to, otherwise, reroutes]) => route(name, { by: labeller(), to, otherwise, reroutes })),
  );
}

function noItems(): readonly unknown[] {
  return [];
}

function labeller(): Plan<unknown, string> {
  return agent("label", { work: (_: unknown) => "a" });
}

/** A chain without the steps whose name is there already (two passes). */
function distinctChain(name: string, [first, ...rest]: readonly [LoosePlan, ...LoosePlan[]]): LoosePlan {
  const others = rest.filter(
    (plan, place) => plan.name !== first.name && rest.findIndex((other) => other.name === plan.name) === place,
  );
  return chain(name, [first, ...others]);
}

function policies(name: string, depth: number): fc.Arbitrary<Policy<unknown, unknown>> {
  return fc
    .uniqueArray(fc.constantFrom(...KINDS), { maxLength: 3 })
    .chain((kinds) =>
      fc.tuple(
        ...kinds.map((kind, place) => directives(`${name}-${place}`, depth).map((said) => [kind, said] as const)),
      ),
    )
    .map((chains) => Object.fromEntries(chains));
}

/** A random chain of directives; its fallback plans are named for their place. */
function directives(name: string, depth: number): fc.Arbitrary<readonly unknown[]> {
  const again = fc.record({
    attempts: fc.integer({ min: 1, max: 4 }),
    scope: fc.constantFrom("one", "one", "rest", "all"),
    restarts: fc.integer({ min: 0, max: 2 }),
    delayMs: fc.constantFrom(0, 5),
  });
  const directive = (place: number) =>
    fc.oneof(
      { weight: 4, arbitrary: again.map((options) => retry(options)) },
      { weight: 1, arbitrary: fc.constantFrom(...PARTS).map((from) => retry({ from, delayMs: 0 })) },
      { weight: 1, arbitrary: fc.constantFrom(1, 2).map((rounds) => revise({ rounds })) },
      { weight: 1, arbitrary: fc.constant(skip(0)) },
      { weight: 3, arbitrary: anyPlan(`f${place}-${name}`, depth - 1).map((plan) => fallback(plan)) },
    );
  return fc
    .tuple(directive(0), directive(1), directive(2), fc.integer({ min: 0, max: 3 }), fc.boolean())
    .map(([a, b, c, count, ends]) => [...upToSkip([a, b, c].slice(0, count)), ...(ends ? [escalate()] : [])]);
}

/** Nothing may stand behind a skip but the escalate that ends every chain. */
function upToSkip<D extends object>(row: readonly D[]): readonly D[] {
  const skipped = row.findIndex((directive) => "value" in directive);
  return skipped < 0 ? row : row.slice(0, skipped + 1);
}

/** Policies that are refused (no such step in the chain, two passes as fallbacks) are left out. */
function supervisedIfItCan(plan: LoosePlan, policy: Policy<unknown, unknown>): LoosePlan {
  try {
    return plan.supervised(policy);
  } catch (error) {
    if (error instanceof TroupeError && ["UNKNOWN_STEP", "DUPLICATE_NAME"].includes(error.code)) return plan;
    throw error;
  }
}
