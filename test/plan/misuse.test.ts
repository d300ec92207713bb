import { describe, expect, it } from "vitest";
import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check, policy } from "../../src/gates/check.ts";
import { confidence } from "../../src/gates/confidence.ts";
import { TroupeError } from "../../src/model/troupe-error.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { recursive } from "../../src/plan/recursive.ts";
import { refine } from "../../src/plan/refine.ts";
import { role } from "../../src/plan/role.ts";
import { route } from "../../src/plan/route.ts";
import { best, majority, quorum, weighted } from "../../src/plan/vote-rules.ts";
import { repeat, vote } from "../../src/plan/vote.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

/**
 * Everything that is built, called as somebody without a compiler may call it: with anything at all in any place. What
 * it says is for the tests of the builders; here it is that each mistake is told as one, before anything else happens.
 */
const [a, b] = [step("a"), step("b")];
const team = chain("team", [step("inside")]);
const yes = () => true;
const brief = { goal: "g", definitionOfDone: "d", context: "c", format: "f" };
const shared = { brief, timeoutMs: 1, expects: { latencyMs: 1, costUsd: 1 }, classify: yes, idempotent: true };
const asks = { asks: "fine?", deadlineMs: 1, otherwise: "reject" };
const rounds = { attempts: 2, backoff: { initialMs: 1, factor: 2, maxMs: 3, jitter: "none" }, scope: "one" };
const said = z.string();

type Callee = (...args: never[]) => unknown;
const CALLS: Readonly<Record<string, readonly [Callee, ...unknown[]]>> = {
  agent: [agent, "n", { ...shared, work: yes, handsTo: ["x"], asks: 1, role: undefined, input: said, output: said }],
  human: [human, "n", { ...asks, input: said, output: said, otherwise: { value: "x" } }],
  role: [role, shared],
  chain: [chain, "n", [a, b]],
  branch: [branch, "n", { on: yes, cases: { a, b } }],
  loop: [loop, "n", a, { until: yes, max: 3, exhausted: "last" }],
  parallel: [parallel, "n", { a, b }],
  map: [map, "n", a, { concurrency: 1, maxItems: 1 }],
  vote: [vote, "n", [a, b], quorum(1)],
  repeat: [repeat, a, 3],
  majority: [majority, { ballot: yes, tie: "fail" }],
  weighted: [weighted, { ballot: yes, tie: "fail", weights: { a: 1 } }],
  quorum: [quorum, 1, { ballot: yes }],
  best: [best, a],
  route: [route, "n", { by: a, to: { b }, otherwise: team, reroutes: 1 }],
  refine: [refine, "n", { generate: a, evaluate: b, rounds: 3, unapproved: "best" }],
  handoff: [handoff, "n", { a, b }, { start: "a", max: 3 }],
  graph: [graph, "n", { a, b, c: step("c") }, { after: { b: ["a", { node: "c", when: yes }] }, output: "b" }],
  orchestrate: [
    orchestrate,
    "n",
    { workers: { w: a }, planner: a, synthesizer: b, rounds: 1, maxTasks: 1, concurrency: 1, approve: check("c", yes) },
  ],
  recursive: [recursive, { depth: 2, plan: () => a, otherwise: b }],
  judge: [judge, "n", a],
  confidence: [confidence, "n", { use: 0.8, ask: { ...asks, from: 0.1 } }],
  approval: [approval, "n", { ...asks, when: yes, quorum: 2, roles: ["x"] }],
  check: [check, "n", yes],
  policy: [policy, "n", yes],
  answers: [(...sources: never[]) => team.answers(...sources), yes, b],
  gated: [(...gates: never[]) => a.gated(...gates), check("c", yes)],
  gatedBefore: [(...gates: never[]) => a.gatedBefore(...gates), check("c", yes)],
  supervised: [(chains: never) => a.supervised(chains), { timeout: [retry(), skip(1)], "*": [] }],
  budgeted: [(budget: never) => a.budgeted(budget), { steps: 3, usd: 0.5 }],
  given: [(select: never) => a.given(select), yes],
  retry: [retry, rounds],
  revise: [revise, { rounds: 1 }],
  skip: [skip, { any: ["value"] }],
  fallback: [fallback, a],
};

const trap = () => {
  throw new RangeError("trapped");
};
const traps = { get: trap, has: trap, ownKeys: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: trap };
const { proxy: revoked, revoke } = Proxy.revocable<object>({}, {});
const { proxy: revokedList, revoke: revokeList } = Proxy.revocable<object>([], {});
revoke();
revokeList();
const SCALARS = [undefined, null, true, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, 3n, Symbol("s")];
const TEXTS = ["", " ", "n", "a/b", "x".repeat(501), "__proto__"];
const LISTS = [[], [undefined], Array.from({ length: 3 }), Object.assign([], { length: 3 }), [a]];
const RECORDS = [{}, { a }, { a: { a } }, Object.create(null), { __proto__: { work: yes } }];
const OBJECTS = [new Date(0), new Map([["a", a]]), new Set([a]), Promise.resolve(a), /x/, new Error("no"), said];
const OURS = [a, team, quorum(1), quorum, check("c", yes), retry(), retry, role({}), yes, async () => a, trap];
const HOSTILE = [new Proxy({}, traps), new Proxy([], traps), revoked, revokedList];
const MARKED = ["rule", "spec", "gate", "role", "directive"].map((mark) => ({ [Symbol.for(`troupe.${mark}`)]: null }));
const WRONG: readonly unknown[] = [
  ...SCALARS,
  ...TEXTS,
  ...LISTS,
  ...RECORDS,
  ...OBJECTS,
  ...OURS,
  ...HOSTILE,
  ...MARKED,
];

/** The value with something wrong in each place of it, one after the other; left out, unreadable, and with more. */
function* wrong(value: unknown): Generator {
  yield* WRONG;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    for (const [place, item] of list.entries()) for (const other of wrong(item)) yield list.with(place, other);
  } else if (isRecord(value)) {
    yield { ...value, another: 1 };
    for (const [key, field] of Object.entries(value)) {
      for (const other of wrong(field)) yield { ...value, [key]: other };
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      yield Object.defineProperty({ ...value }, key, { get: trap, enumerable: true });
    }
  }
}

/** What is written out in the calls above; what was made by us, and schemas, are taken whole. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Object.getOwnPropertySymbols(value).length > 0) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** What came of a call: undefined where it was taken. */
function complaint(callee: Callee, args: readonly unknown[]): unknown {
  try {
    fromJavaScript(callee, ...args);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Errors of plans' own functions are theirs. */
const isTrapped = (error: unknown) => error instanceof RangeError && error.message === "trapped";

describe.each(Object.entries(CALLS))("%s", (name, [callee, ...right]) => {
  it("takes what it is meant to be given", () => {
    expect(complaint(callee, right)).toBeUndefined();
  });

  it("tells every misuse as one of ours, in one readable line", () => {
    const calls = right.flatMap((value, place) => [...wrong(value)].map((other) => right.with(place, other)));
    const complaints = [...calls, []].map((args) => complaint(callee, args)).filter((error) => error !== undefined);
    const ownFunctions = name === "recursive" ? isTrapped : () => false;
    const others = complaints.filter((error) => !(error instanceof TroupeError) && !ownFunctions(error));
    expect(others).toEqual([]);
    const unreadable = complaints.filter(
      (error) => error instanceof TroupeError && !/^\w+: .{10,600}\S$/.test(error.message),
    );
    expect(unreadable).toEqual([]);
    expect(complaints.length).toBeGreaterThan(name === "skip" ? 10 : 30);
  });
});
