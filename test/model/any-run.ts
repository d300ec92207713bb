import fc from "fast-check";
import { z } from "zod";
import { hash32 } from "../../src/model/random.ts";
import { REPLIES as REPLIES_OF } from "../../src/model/question.ts";
import type { Act, Script } from "../../src/hosts/virtual/act.ts";
import {
  agent,
  approval,
  branch,
  type Budget,
  chain,
  check,
  fail,
  fallback,
  human,
  map,
  parallel,
  type Plan,
  type Reply,
  retry,
  revise,
  route,
  skip,
  TroupeError,
} from "../../src/index.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { acceptGoingBack } from "../../src/plan/going-back.ts";
import type { Watched } from "./watched-run.ts";

type Loose = Plan<unknown, unknown>;

const ACTS: readonly Act[] = [
  { afterMs: 5, ends: { returns: [1, 2] } },
  { afterMs: 5, ends: { returns: [1, 2] } },
  { ends: { returns: "b" } },
  { afterMs: 9, ends: { throws: "flaky" }, spends: [{ afterMs: 3, usage: { inputTokens: 10, costUsd: 0.1 } }] },
  { afterMs: 3, ends: { throws: fail.permanent("no") } },
  { afterMs: 3, ends: { throws: fail.rateLimited("slow down", { retryAfterMs: 40 }) } },
  { ends: { declines: "not mine" } },
  {},
  { onAbort: "ignores" },
  { onAbort: { afterMs: 20 }, spends: [{ afterMs: 1, usage: { outputTokens: 7 } }] },
];

function budgets(): fc.Arbitrary<Budget | undefined> {
  const some = fc.constantFrom<Budget>(
    { steps: 2 },
    { usd: 0.15 },
    { tokens: 15 },
    { wallMs: 70 },
    { depth: 1 },
    { spawned: 2 },
  );
  return fc.option(some, { nil: undefined, freq: 6 });
}

function leaves(name: string): fc.Arbitrary<Loose> {
  const fate = fc.record({
    isHuman: fc.nat(5).map((n) => n === 0),
    hasCheck: fc.nat(3).map((n) => n === 0),
    hasApproval: fc.nat(3).map((n) => n === 0),
    isAskedBefore: fc.nat(5).map((n) => n === 0),
    otherwise: fc.constantFrom("approve", "reject"),
    idempotent: fc.boolean(),
  });
  return fate.map(({ isHuman, hasCheck, hasApproval, isAskedBefore, otherwise, idempotent }) => {
    const boss = approval("boss", { deadlineMs: 90, otherwise });
    if (isHuman) {
      const fallsBack = otherwise === "approve" ? { value: 7 } : "fail";
      return human(name, { output: z.unknown(), deadlineMs: 60, otherwise: fallsBack });
    }
    const bare = agent(name, { work: (input: unknown) => input, timeoutMs: 30, idempotent });
    const after = [...(hasCheck ? [check("picky", (output) => output !== "b")] : []), ...(hasApproval ? [boss] : [])];
    const gated = after.length === 0 ? bare : bare.gated(...after);
    return isAskedBefore ? gated.gatedBefore(approval("door", { deadlineMs: 20, otherwise: "approve" })) : gated;
  });
}

function directives(name: string, depth: number): fc.Arbitrary<readonly unknown[]> {
  const retries = fc
    .record({
      attempts: fc.integer({ min: 1, max: 3 }),
      scope: fc.constantFrom("one", "one", "rest", "all"),
      restarts: fc.integer({ min: 0, max: 2 }),
      delayMs: fc.constantFrom(0, 15),
    })
    .map((options) => retry(options));
  const one = fc.oneof(
    { weight: 4, arbitrary: retries },
    { weight: 1, arbitrary: fc.constantFrom("s0", "s1").map((from) => retry({ from, delayMs: 5 })) },
    { weight: 1, arbitrary: fc.constant(revise({ rounds: 1 })) },
    { weight: 1, arbitrary: fc.constant(skip([3, 4])) },
    { weight: 2, arbitrary: plans(`f-${name}`, depth - 1).map((plan) => fallback(plan)) },
  );
  return fc.array(one, { maxLength: 3 }).map(upToSkip);
}

/** Nothing may stand behind a skip. */
function upToSkip(row: readonly object[]): readonly object[] {
  const skipped = row.findIndex((directive) => "value" in directive);
  return skipped < 0 ? row : row.slice(0, skipped + 1);
}

function combined(name: string, depth: number): fc.Arbitrary<Loose> {
  const part = (of: string) => plans(of, depth - 1);
  const three = fc.tuple(part("s0"), part("s1"), part("s2"));
  return fc.oneof(
    three.map((steps) => chain(name, steps)),
    three.map(([a, b, c]) => parallel(name, { a, b, c })),
    three.map(([a, b]) => branch(name, { on: (input) => (input === "b" ? "b" : "a"), cases: { a, b } })),
    part("s0").map((body) =>
      map(name, body, { maxItems: 4, concurrency: 2 }).given((input: unknown) => (Array.isArray(input) ? input : [1])),
    ),
    three.map(([a, b, otherwise]) => {
      const by = agent("label", { work: (input: unknown): "a" | "b" => (input === "b" ? "b" : "a") });
      return route(name, { by, to: { a, b }, otherwise, reroutes: 1 });
    }),
  );
}

/** Plans of every pattern, nested up to `depth`, with policies, gates, people and budgets. */
function plans(name: string, depth: number): fc.Arbitrary<Loose> {
  const bare =
    depth <= 0
      ? leaves(name)
      : fc.oneof({ weight: 1, arbitrary: leaves(name) }, { weight: 2, arbitrary: combined(name, depth) });
  const policies =
    depth < 0
      ? fc.constant(undefined)
      : fc.option(
          fc.dictionary(
            fc.constantFrom("transient", "timeout", "escalated", "unresolved", "rejected", "budget", "*"),
            directives(name, depth),
            { maxKeys: 2 },
          ),
          { nil: undefined },
        );
  return fc.tuple(bare, policies, budgets()).map(([plan, policy, budget]) => {
    const budgeted = budget === undefined ? plan : plan.budgeted(budget);
    return policy === undefined ? budgeted : supervisedWhereItCan(budgeted, policy);
  });
}

/** A policy that the plan refuses (no such step, two fallbacks of one name) is left out. */
function supervisedWhereItCan(plan: Loose, policy: object): Loose {
  try {
    return plan.supervised(policy);
  } catch (error) {
    if (error instanceof TroupeError) return plan;
    throw error;
  }
}

/** A plan in which no policy goes back to a step that there is not. */
function canBeStarted(plan: Loose): boolean {
  try {
    acceptGoingBack(specOf(plan));
    return true;
  } catch (error) {
    if (error instanceof TroupeError) return false;
    throw error;
  }
}

type Answers = readonly (Reply | undefined)[];

const REPLIES: Answers = [
  undefined,
  { verdict: "approve" },
  { verdict: "reject", reason: "no" },
  { verdict: "edit", value: [5] },
  { verdict: "retry" },
  { verdict: "skip", value: 1 },
];

/** Everyone's acts and answers come from short lists, by what the path and the attempt hash to. */
function scriptOf(acts: readonly Act[], replies: Answers, seed: number): Script {
  const pick = <T>(list: readonly T[], label: string): T | undefined => list[hash32(label, seed) % list.length];
  return {
    act: ({ path, attempt }) => pick(acts, `${path}#${attempt}`),
    answer({ id, kind }) {
      const reply = pick(replies, id);
      return reply === undefined || !UNDERSTOOD[kind]?.includes(reply.verdict) ? undefined : { afterMs: 25, reply };
    },
  };
}

const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = REPLIES_OF;

/** A run of any plan, in any world: flaky, slow, refusing, deaf, cancelled half-way. */
export function anyRun(): fc.Arbitrary<Watched> {
  return fc
    .record({
      plan: plans("top", 2).filter(canBeStarted),
      acts: fc.array(fc.constantFrom(...ACTS), { minLength: 1, maxLength: 12 }),
      replies: fc.array(fc.constantFrom(...REPLIES), { minLength: 1, maxLength: 4 }),
      seed: fc.nat(1_000),
      cancelAtMs: fc.option(fc.nat(150), { nil: undefined, freq: 3 }),
      escalationMs: fc.option(fc.constant(80), { nil: undefined, freq: 1 }),
      isUnattended: fc.boolean(),
    })
    .map(({ plan, acts, replies, seed, cancelAtMs, escalationMs, isUnattended }) => ({
      plan,
      input: [1, 2, 3],
      script: { ...scriptOf(acts, replies, seed), ...(cancelAtMs === undefined ? {} : { cancelAtMs }) },
      budget: { steps: 40, usd: 0.35, wallMs: 1_000 },
      ...(escalationMs === undefined ? {} : { escalationMs }),
      isUnattended,
    }));
}
