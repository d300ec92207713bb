import fc from "fast-check";
import { z } from "zod";
import { TroupeError } from "../../src/model/troupe-error.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { Plan, Policy } from "../../src/plan/plan.ts";
import { recursive } from "../../src/plan/recursive.ts";
import { refine } from "../../src/plan/refine.ts";
import { route } from "../../src/plan/route.ts";
import { vote } from "../../src/plan/vote.ts";
import { best, majority, quorum, ruleOf, type VoteRule } from "../../src/plan/vote-rules.ts";

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

/**
 * Any plan over the patterns that there are, nested up to `depth`, with any policies, fallbacks as deep as the rest, judges,
 * and agents that ask back.
 */
export function anyPlan(name: string, depth: number): fc.Arbitrary<LoosePlan> {
  if (depth < 0) return leaf(name);
  const bare = depth === 0 ? leaf(name) : fc.oneof(leaf(name), { weight: 3, arbitrary: group(name, depth) });
  return fc
    .tuple(bare, policies(name, depth), fc.boolean(), answerers(name))
    .map(([plan, policy, isStrict, sources]) => {
      const answered = sources.length === 0 ? plan : plan.answers(...sources);
      return supervisedIfItCan(answered, isStrict ? { "*": [], ...policy } : policy);
    });
}

function leaf(name: string): fc.Arbitrary<LoosePlan> {
  const person = human(name, { output: z.unknown(), deadlineMs: 1_000, otherwise: "fail" });
  const consulting = fc.record({ asks: fc.nat({ max: 2 }), before: fc.boolean(), after: fc.nat({ max: 2 }) });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(worker(name)) },
    { weight: 2, arbitrary: consulting.map((options) => consultingWorker(name, options)) },
    { weight: 2, arbitrary: fc.constantFrom(person, pass<unknown>()) },
  );
}

/** An agent that asks back, with judges before and after its work. */
function consultingWorker(
  name: string,
  { asks, before, after }: { readonly asks: number; readonly before: boolean; readonly after: number },
): LoosePlan {
  const critic = (at: string) => judge(at, retyped(agent("critic", { work: (_: unknown): unknown => 0 })));
  const bare = agent(name, { work: (input: unknown): unknown => input, asks });
  const first = before ? bare.gatedBefore(retyped(critic("first"))) : bare;
  return first.gated(...Array.from({ length: after }, (_, place): never => retyped(critic(`judge ${place}`))));
}

/** Who may know what is asked back: plans that do not always. */
function answerers(name: string): fc.Arbitrary<readonly Plan<unknown, unknown>[]> {
  const desk = worker(`desk ${name}`);
  const strict = worker(`desk 2 ${name}`).supervised({ "*": [] });
  return fc.constantFrom([], [], [], [desk], [strict], [strict, desk]);
}

function worker(name: string): LoosePlan {
  return agent(name, { work: (input: unknown): unknown => input });
}

function group(name: string, depth: number): fc.Arbitrary<LoosePlan> {
  return fc.oneof(fixedGroup(name, depth), dynamicGroup(name, depth));
}

/** Patterns whose course is decided while they run. */
function dynamicGroup(name: string, depth: number): fc.Arbitrary<LoosePlan> {
  const part = (of: string) => anyPlan(of, depth - 1);
  const many = fc.integer({ min: 1, max: 3 });
  const parts = fc.tuple(part("s0"), part("s1"), part("s2"));
  const critic = agent("critic", { work: (_: unknown): unknown => 0 });
  const picker = agent("pick", { work: (_: unknown): unknown => 0 });
  const planner = agent("planner", { work: (_: unknown): unknown => [] });
  return fc.oneof(
    fc
      .tuple(part("s0"), many, fc.constantFrom("fail" as const, "last"))
      .map(([body, max, exhausted]): LoosePlan => loop(name, body, { until: () => true, max, exhausted })),
    fc
      .tuple(part("s0"), many, fc.constantFrom("fail" as const, "best"))
      .map(([generate, rounds, unapproved]) =>
        refine(name, { generate, evaluate: retyped(critic), rounds, unapproved }),
      ),
    fc.tuple(parts, many, fc.constantFrom<VoteRule<unknown>>(...rules(picker))).map(([[a, b, c], count, rule]) => {
      const voters = [a, ...[b, c].slice(0, count - 1)];
      return vote(name, voters, count < 2 && isQuorum(rule) ? best(retyped(picker)) : rule);
    }),
    fc
      .tuple(many, many, fc.nat({ max: 1 }), fc.nat({ max: 1 }))
      .map(([count, max, asks, after]) => peers(name, { count, max, asks, after })),
    fc.tuple(parts, fc.boolean(), fc.boolean()).map(([[s0, s1, s2], isLong, isConditional]): LoosePlan => {
      const edge = isConditional ? { node: "s0", when: () => true } : "s0";
      const after = isLong ? { s1: [edge], s2: ["s1"] } : { s2: [edge, "s1"] };
      return graph(name, { s0, s1, s2 }, retyped({ after, output: "s2" }));
    }),
    fc
      .tuple(parts, many, many)
      .map(
        ([[left, right, synthesizer], rounds, maxTasks]): LoosePlan =>
          orchestrate(
            name,
            retyped({ workers: { left, right }, planner, synthesizer: chain("end", [synthesizer]), rounds, maxTasks }),
          ),
      ),
    part("s0").map((body) =>
      recursive<unknown, unknown>({
        depth: 2,
        otherwise: body,
        plan: (deeper) => branch(name, { on: () => "a", cases: { a: body, b: deeper } }),
      }),
    ),
  );
}

function rules(picker: LoosePlan): readonly VoteRule<unknown>[] {
  const ballot = () => 0;
  return [
    majority({ tie: "first", ballot }),
    majority({ tie: retyped(picker), ballot }),
    quorum(2, { ballot }),
    best(retyped(picker)),
  ];
}

function isQuorum(rule: VoteRule<unknown>): boolean {
  return ruleOf(rule, "a test").by === "quorum";
}

interface PeerOptions {
  readonly count: number;
  readonly max: number;
  readonly asks: number;
  readonly after: number;
}

/** Agents that may all hand off to one another. */
function peers(name: string, { count, max, asks, after }: PeerOptions): LoosePlan {
  const names = PARTS.slice(0, count);
  const critic = (place: number) =>
    judge(`judge ${place}`, retyped(agent("critic", { work: (_: unknown): unknown => 0 })));
  const all = names.map((peer) => {
    const bare = agent(peer, { work: (input: unknown): unknown => input, handsTo: names, asks });
    return [peer, bare.gated(...Array.from({ length: after }, (_, place): never => retyped(critic(place))))] as const;
  });
  return retyped(handoff(name, retyped(Object.fromEntries(all)), retyped({ start: "s0", max })));
}

function fixedGroup(name: string, depth: number): fc.Arbitrary<LoosePlan> {
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
