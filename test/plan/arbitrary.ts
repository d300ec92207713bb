import fc from "fast-check";
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
import { z } from "zod";

/** Plans whose types do not matter: everything takes and gives anything. */
export type Loose = Plan<unknown, unknown>;

const KINDS = ["transient", "timeout", "invalid-output", "permanent", "rejected", "defect", "unresolved", "escalated", "lost", "*"] as const;
const STEPS = ["s0", "s1", "s2"] as const;

const leaf = (name: string): fc.Arbitrary<Loose> =>
  fc.constantFrom<"agent" | "human" | "pass">("agent", "agent", "agent", "human", "pass").map((kind) => {
    if (kind === "pass") return pass<unknown>();
    if (kind === "human") return human(name, { output: z.unknown(), deadlineMs: 1_000, otherwise: "fail" });
    return agent(name, { work: (input: unknown) => input });
  });

/** A random chain of directives; its fallback plans are named for their place. */
function directives(name: string, depth: number): fc.Arbitrary<readonly unknown[]> {
  const again = fc.record({
    attempts: fc.integer({ min: 1, max: 4 }),
    scope: fc.constantFrom("one", "one", "rest", "all"),
    restarts: fc.integer({ min: 0, max: 2 }),
    delayMs: fc.constantFrom(0, 5),
  });
  const one = (place: number) =>
    fc.oneof(
      { weight: 4, arbitrary: again.map((options) => retry(options)) },
      { weight: 1, arbitrary: fc.constantFrom(...STEPS).map((from) => retry({ from, delayMs: 0 })) },
      { weight: 1, arbitrary: fc.constantFrom(1, 2).map((rounds) => revise({ rounds })) },
      { weight: 1, arbitrary: fc.constant(skip(0)) },
      { weight: 3, arbitrary: anyPlan(`f${place}-${name}`, depth - 1).map((plan) => fallback(plan)) },
    );
  return fc
    .tuple(one(0), one(1), one(2), fc.integer({ min: 0, max: 3 }), fc.boolean())
    .map(([a, b, c, count, ends]) => [...[a, b, c].slice(0, count), ...(ends ? [escalate()] : [])]);
}

function policies(name: string, depth: number): fc.Arbitrary<Policy<unknown, unknown> | undefined> {
  const entries = fc.uniqueArray(fc.constantFrom(...KINDS), { maxLength: 3 }).chain((kinds) =>
    fc.tuple(...kinds.map((kind, index) => directives(`${name}-${index}`, depth).map((chosen) => [kind, chosen] as const))),
  );
  return fc.option(entries.map((chains) => Object.fromEntries(chains)), { nil: undefined, freq: 3 });
}

function combined(name: string, depth: number): fc.Arbitrary<Loose> {
  const part = (of: string) => anyPlan(of, depth - 1);
  const two = fc.tuple(part("s0"), part("s1"), fc.option(part("s2"), { nil: undefined }));
  const named = two.map(([a, b, c]) => ({ a: a, b: b, ...(c === undefined ? {} : { c }) }));
  return fc.oneof(
    two.map(([a, b, c]) => distinctChain(name, [a, b, ...(c === undefined ? [] : [c])])),
    named.map((branches) => parallel(name, branches)),
    named.map((cases) => branch(name, { on: () => "a", cases })),
    part("s0").map((body) => map(name, body, { maxItems: 2, concurrency: 2 })),
    part("s0").map((body) => body.given((input: unknown) => input)),
    fc
      .tuple(part("a"), part("b"), part("rest"), fc.integer({ min: 0, max: 2 }))
      .map(([a, b, otherwise, reroutes]) => {
        const by = agent("label", { work: (_: unknown): "a" | "b" => "a" });
        return route(name, { by, to: { a, b }, otherwise, reroutes });
      }),
  );
}

/** A chain without the steps whose name is there already (two passes). */
function distinctChain(name: string, [first, ...rest]: readonly [Loose, ...Loose[]]): Loose {
  const others = rest.filter((plan, index) => plan.name !== first.name && rest.findIndex((other) => other.name === plan.name) === index);
  const steps: readonly [Loose, ...Loose[]] = [first, ...others];
  return chain(name, steps);
}

/** Any plan over the patterns there are, nested up to `depth`, with any policies. */
export function anyPlan(name: string, depth: number): fc.Arbitrary<Loose> {
  const bare = depth <= 0 ? leaf(name) : fc.oneof({ weight: 1, arbitrary: leaf(name) }, { weight: 3, arbitrary: combined(name, depth) });
  if (depth < 0) return bare;
  return fc.tuple(bare, policies(name, depth)).map(([plan, policy]) => (policy === undefined ? plan : supervisedIfItCan(plan, policy)));
}

/** Policies that are refused (no such step in the chain, two passes as fallbacks) are left out. */
function supervisedIfItCan(plan: Loose, policy: Policy<unknown, unknown>): Loose {
  try {
    return plan.supervised(policy);
  } catch (error) {
    if (error instanceof TroupeError && ["UNKNOWN_STEP", "DUPLICATE_NAME"].includes(error.code)) return plan;
    throw error;
  }
}
