import { approval } from "../../src/gates/approval.ts";
import { policy } from "../../src/gates/check.ts";
import { confidence } from "../../src/gates/confidence.ts";
import { z } from "zod";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { vote } from "../../src/plan/vote.ts";
import { quorum } from "../../src/plan/vote-rules.ts";
import type { Ending, Scene } from "./closed-run.ts";
import { a, AGAIN, b, worker } from "./scene-parts.ts";

const critic = worker("critic");
const by = (plan: typeof critic) => judge<unknown, unknown>("critic", retyped(plan));
const judged = a.gated(by(critic.supervised({ "*": [] })));
const clerk = agent("a", { asks: 1, work: (input: unknown): unknown => input, timeoutMs: 10 });
const WELL: readonly Ending[] = [{ returns: "out" }];
const PASS: Ending = { returns: { verdict: "pass" } };
const REVISE: Ending = { returns: { verdict: "revise", feedback: "more" } };
const VERDICTS: readonly Ending[] = [
  PASS,
  REVISE,
  { returns: { verdict: "reject", reason: "no" } },
  { throws: "permanent" },
];
const ASKS: readonly Ending[] = [{ asks: "which?" }, { returns: "out" }];
const KNOWS: readonly Ending[] = [{ returns: "known" }, { returns: null }, { throws: "permanent" }];

/** Plans that decide at gates, and whoever answers what work asks back. */
export const ASKING_SCENES: Readonly<Record<string, Scene>> = {
  "an agent whose judge revises, rejects or fails": {
    plan: judged.supervised({ "invalid-output": [revise({ rounds: 1 })], "*": [] }),
    endings: { a: WELL, critic: VERDICTS },
  },
  "an agent whose judge of the input is retried": {
    plan: chain("chain", [a.gatedBefore(by(critic.supervised({ "*": [AGAIN] })))]).supervised({ "*": [skip(0)] }),
    endings: { a: WELL, critic: [PASS, { throws: "transient" }] },
  },
  "a judge behind a policy, in a parallel": {
    plan: parallel("parallel", { a: judged.gated(policy("law", () => true)), b }).supervised({ "*": [] }),
    endings: { a: WELL, critic: [PASS, REVISE], b: [{ returns: 1 }, { throws: "permanent" }] },
    functions: { "parallel/a": [{ gives: true }, { gives: false }] },
    pairs: false,
  },
  "judges that are restarted with their agents": {
    plan: parallel("parallel", { a: judged, b }).supervised({
      transient: [retry({ attempts: 2, delayMs: 3, scope: "all" })],
      "*": [],
    }),
    endings: { a: WELL, critic: [PASS], b: [{ returns: 1 }, { throws: "transient" }] },
    pairs: false,
  },
  "a judge who spends the money": {
    plan: chain("chain", [judged.budgeted({ usd: 1 })]).supervised({ budget: [skip(0)], "*": [] }),
    endings: { a: WELL, critic: [PASS, { spends: { costUsd: 1.5 } }] },
  },
  "a judge for whom there is no step": {
    plan: chain("chain", [judged.budgeted({ steps: 1 })]).supervised({ budget: [skip(0)], "*": [] }),
    endings: { a: WELL, critic: [PASS] },
  },
  "steps that run out beside a judge and a question back": {
    plan: parallel("parallel", { a: judged, c: clerk.answers(worker("desk")), b })
      .budgeted({ steps: 4 })
      .supervised({ "*": [] }),
    endings: { a: WELL, critic: [PASS, REVISE], "parallel/c": ASKS, desk: [{ returns: "known" }], b: WELL },
    cancels: false,
    pairs: false,
  },
  "a judge whose backing off is wall time": {
    plan: chain("chain", [a.gated(by(critic.supervised({ "*": [AGAIN] })))])
      .budgeted({ wallMs: 12 })
      .supervised({ "*": [skip(0)] }),
    endings: { a: WELL, critic: [PASS, { throws: "transient" }] },
  },
  "a judged voter that is not needed any more": {
    plan: vote("vote", [judged, b.supervised({ "*": [] })], quorum(1, { ballot: String })),
    endings: { a: WELL, critic: [PASS], b: [{ returns: 1 }, { throws: "permanent" }] },
    functions: { vote: [{ gives: "yes" }] },
  },
  "a judged agent with a stand-in, and a person above": {
    plan: judged.supervised({ permanent: [fallback(b.supervised({ "*": [] }))], "*": [] }),
    endings: { a: WELL, critic: [PASS, { throws: "permanent" }], b: [{ returns: 1 }, { throws: "permanent" }] },
    escalationMs: 20,
    replies: [{ verdict: "retry" }, { verdict: "skip", value: 1 }],
    pairs: false,
  },
  "a judge who asks back, and a person who answers": {
    plan: chain("chain", [
      a.gated(by(agent("critic", { asks: 1, work: (input: unknown): unknown => input, timeoutMs: 10 }))),
    ])
      .answers(human("person", { output: z.unknown(), deadlineMs: 20, otherwise: "fail" }))
      .supervised({ "*": [] }),
    endings: { a: WELL, critic: [PASS, { asks: "which?" }] },
    replies: [
      { verdict: "edit", value: "mine" },
      { verdict: "reject", reason: "no" },
    ],
  },
  "a judge at the deadline": { plan: judged, endings: { a: WELL, critic: [PASS] }, deadlineMs: 8 },
  "work that asks a function, then a plan": {
    plan: chain("chain", [clerk])
      .answers(() => 1, worker("desk").supervised({ "*": [] }))
      .supervised({ "*": [] }),
    endings: { a: ASKS, desk: KNOWS },
    functions: { "chain/a": [{ gives: 1 }, { gives: null }, "throws"] },
  },
  "work that asks nobody, or too often": {
    plan: clerk.supervised({ "*": [AGAIN] }),
    endings: { a: ASKS },
  },
  "work that asks a plan that asks back": {
    plan: chain("chain", [clerk])
      .answers(agent("desk", { asks: 1, work: (input: unknown): unknown => input, timeoutMs: 10 }), () => 1)
      .supervised({ "*": [] }),
    endings: { a: ASKS, desk: ASKS },
    functions: { "chain/a/desk": [{ gives: 1 }], "chain/a": [{ gives: 1 }] },
    pairs: false,
  },
  "work that asks, and is retried with what it was told": {
    plan: clerk.answers(worker("desk").supervised({ "*": [] })).supervised({ transient: [AGAIN], "*": [] }),
    endings: { a: [...ASKS, { throws: "transient" }], desk: [{ returns: "known" }] },
    pairs: false,
  },
  "an approval by two": {
    plan: a.gated(approval("two", { quorum: 2, deadlineMs: 20, otherwise: "approve" })).supervised({ "*": [skip(0)] }),
    replies: [{ verdict: "approve" }, { verdict: "edit", value: "better" }, { verdict: "reject", reason: "no" }],
  },
  "an answer that is not sure": {
    plan: a
      .gated(confidence("sure", { use: 0.8, ask: { from: 0, deadlineMs: 20, otherwise: "reject" } }))
      .supervised({ rejected: [skip(0)], "*": [] }),
    replies: [{ verdict: "approve" }, { verdict: "reject", reason: "no" }],
  },
};
