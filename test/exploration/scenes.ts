import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check } from "../../src/gates/check.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { human } from "../../src/plan/human.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import { route } from "../../src/plan/route.ts";
import { ASKING_SCENES } from "./asking-scenes.ts";
import type { Ending, Given, Scene } from "./closed-run.ts";
import { OPEN_SCENES } from "./open-scenes.ts";
import { a, AGAIN, b, c } from "./scene-parts.ts";

const boss = approval<unknown>("boss", { deadlineMs: 20, otherwise: "approve" });

const GIVES: readonly Given[] = [{ gives: true }, { gives: "too long" }, "throws"];
const SAYS: readonly Ending[] = [{ returns: "said" }, { declines: "not mine" }];

/** Small plans over all patterns, with everything that may happen to them. */
export const SCENES: Readonly<Record<string, Scene>> = {
  ...OPEN_SCENES,
  ...ASKING_SCENES,
  "an agent that is retried": { plan: a.supervised({ "*": [AGAIN] }) },
  "an agent behind a check and an approval": {
    plan: a
      .gated(
        check("short", () => true),
        approval("boss", { deadlineMs: 20, otherwise: "approve" }),
      )
      .supervised({ "*": [revise({ rounds: 1 }), skip("nothing")] }),
    functions: { a: GIVES },
    replies: [{ verdict: "approve" }, { verdict: "reject", reason: "no" }, { verdict: "edit", value: "better" }],
  },
  "an agent whose input is checked": {
    plan: a.gatedBefore(check("known", () => true)).supervised({ "*": [AGAIN] }),
    functions: { a: GIVES },
  },
  "an agent whose input has a schema, behind an approval": {
    plan: agent("a", { input: z.unknown(), work: (input: unknown): unknown => input, timeoutMs: 10 })
      .gatedBefore(boss)
      .supervised({ transient: [AGAIN], "*": [] }),
    replies: [{ verdict: "approve" }, { verdict: "edit", value: "better" }],
  },
  "a person whose input has a schema": {
    plan: human("person", { input: z.unknown(), output: z.unknown(), deadlineMs: 20, otherwise: "fail" }).supervised({
      "*": [AGAIN, skip(1)],
    }),
    replies: [{ verdict: "edit", value: "mine" }],
  },
  "a person": {
    plan: human("person", { output: z.unknown(), deadlineMs: 20, otherwise: "fail" }).supervised({ "*": [skip(1)] }),
    replies: [
      { verdict: "edit", value: "mine" },
      { verdict: "reject", reason: "no" },
    ],
  },
  "a chain with a pass": { plan: chain("chain", [a, pass<unknown>(), b]).supervised({ "*": [AGAIN] }) },
  "a chain that goes back": { plan: chain("chain", [a, b]).supervised({ "*": [retry({ from: "a", delayMs: 3 })] }) },
  "a chain whose step has a fallback, then a retry": {
    plan: chain("chain", [a.supervised({ "*": [fallback(b.supervised({ "*": [] })), AGAIN] })]),
  },
  "a parallel that retries one": { plan: parallel("parallel", { a, b }).supervised({ "*": [AGAIN] }) },
  "a parallel that retries all": {
    plan: parallel("parallel", { a, b }).supervised({ "*": [retry({ attempts: 2, delayMs: 3, scope: "all" })] }),
  },
  "a parallel of three that retries the rest": {
    plan: parallel("parallel", { a, b, c }).supervised({
      transient: [retry({ attempts: 2, delayMs: 3, scope: "rest" })],
      "*": [],
    }),
    cancels: false,
    pairs: false,
  },
  "a map in a window of two": {
    plan: map("map", a, { concurrency: 2, maxItems: 3 }).supervised({ transient: [AGAIN], "*": [] }),
    input: [1, 2, 3],
    pairs: false,
  },
  "a branch": {
    plan: branch("branch", { on: () => "a", cases: { a, b } }).supervised({ "*": [AGAIN] }),
    functions: { branch: [{ gives: "a" }, { gives: "nobody" }, "throws"] },
  },
  "a route that may be declined": {
    plan: route("route", {
      by: agent("by", { work: (_: unknown): "a" | "b" => "a" }),
      to: { a, b },
      otherwise: c,
    }).supervised({ "*": [] }),
    endings: {
      by: [{ returns: "a" }, { returns: "b" }, { returns: "nobody" }, { declines: "unclear" }, { throws: "permanent" }],
      a: SAYS,
      b: SAYS,
      otherwise: SAYS,
    },
    pairs: false,
  },
  "a plan that is given a slice": {
    plan: chain("chain", [a.given((context: unknown) => context)]).supervised({ "*": [AGAIN] }),
    functions: { "chain/a": [{ gives: 1 }, "throws"] },
  },
  "a chain in a parallel": {
    plan: parallel("parallel", { chain: chain("chain", [a, b]), c }).supervised({ transient: [AGAIN], "*": [] }),
    pairs: false,
  },
  "a parallel that gives up and is retried": {
    plan: chain("outer", [parallel("parallel", { a, b }).supervised({ "*": [escalate()] })]).supervised({
      escalated: [AGAIN],
    }),
    pairs: false,
  },
  "an escalation that a person decides": {
    plan: chain("chain", [a.supervised({ "*": [] })]),
    escalationMs: 50,
    replies: [{ verdict: "retry" }, { verdict: "skip", value: 1 }, { verdict: "reject", reason: "no" }],
  },
  "money that runs out, in a nested ledger and in the run's": {
    plan: parallel("parallel", { a: a.budgeted({ usd: 1 }), b })
      .budgeted({ usd: 2 })
      .supervised({ "*": [skip({ a: 1, b: 1 })] }),
    endings: { a: [{ returns: 1 }, { spends: { costUsd: 1.5 } }], b: [{ returns: 1 }, { spends: { costUsd: 1.5 } }] },
  },
  "steps that run out": {
    plan: parallel("parallel", { a, b })
      .budgeted({ steps: 3 })
      .supervised({ "*": [AGAIN, skip({ a: 1, b: 1 })] }),
  },
  "wall time that runs out": {
    plan: parallel("parallel", { a, b })
      .budgeted({ wallMs: 12 })
      .supervised({ transient: [AGAIN], budget: [skip({ a: 1, b: 1 })] }),
  },
  "a deadline": { plan: parallel("parallel", { a, b }).supervised({ "*": [AGAIN] }), deadlineMs: 12 },
  "a parallel whose members wait for people": {
    plan: parallel("parallel", { a: a.gated(boss), b: b.gatedBefore(boss) }).supervised({ "*": [] }),
    replies: [{ verdict: "approve" }, { verdict: "reject", reason: "no" }],
    pairs: false,
  },
  "steps that run out beside a person": {
    plan: parallel("parallel", { a: a.gatedBefore(boss), chain: chain("chain", [b, c]) })
      .budgeted({ steps: 2 })
      .supervised({ "*": [] }),
    replies: [{ verdict: "approve" }],
    pairs: false,
  },
  "a nested ledger of steps": {
    plan: parallel("parallel", {
      chain: chain("chain", [a, b])
        .budgeted({ steps: 1 })
        .supervised({ budget: [skip(0)] }),
      c,
    }).supervised({
      "*": [],
    }),
  },
  "members that give up and are all restarted": {
    plan: parallel("parallel", { chain: chain("chain", [a]).supervised({ "*": [] }), b }).supervised({
      escalated: [retry({ attempts: 2, delayMs: 3, scope: "all" })],
      "*": [],
    }),
  },
  "a step with a stand-in that is gone back to": {
    plan: chain("chain", [a.supervised({ transient: [fallback(c)] }), b]).supervised({
      transient: [retry({ from: "a", delayMs: 0 })],
      "*": [],
    }),
    pairs: false,
  },
  "a map of maps": {
    plan: map("outer", map("inner", a, { maxItems: 2 }), { maxItems: 2 }).supervised({ "*": [] }),
    input: [[1], [2]],
  },
  "work that is revised, then retried": {
    plan: chain("chain", [a.gated(check("short", () => true))]).supervised({
      "invalid-output": [revise({ rounds: 1 }), AGAIN, skip(0)],
      "*": [],
    }),
    functions: { "chain/a": [{ gives: true }, { gives: "long" }, { gives: "longer" }] },
  },
  "idempotent work that is deaf": {
    plan: parallel("parallel", {
      a: agent("a", { work: (input: unknown): unknown => input, timeoutMs: 10, idempotent: true }),
      b,
    }).supervised({
      unresponsive: [AGAIN],
      "*": [],
    }),
  },
  "no room for another agent": {
    plan: parallel("parallel", { a, b, c }).budgeted({ spawned: 2 }).supervised({ "*": [] }),
  },
};
