import fc from "fast-check";
import { expect, it } from "vitest";
import { featuresOf } from "./features.ts";
import { SAYINGS, THROWNS, VALUES } from "./oddities.ts";
import { play } from "./play.ts";
import { scenarios } from "./random-plan.ts";

const RUNS = 2_500;

/** Groups of what must be seen; a property that never meets a thing says nothing about it. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  outcome: ["done", "degraded", "failed", "cancelled"],
  pattern: [
    "agent",
    "human",
    "pass",
    "chain",
    "branch",
    "parallel",
    "map",
    "route",
    "given",
    "loop",
    "refine",
    "vote",
    "handoff",
    "graph",
    "orchestrate",
  ],
  "dynamic:": [
    "task",
    "less than it should be",
    "given up and gone on",
    "round given up",
    "voter not needed",
    "graph taken back",
  ],
  "unresolved:": [
    "loop",
    "rounds",
    "stale",
    "no quorum",
    "tie",
    "lost ballots",
    "no ballot",
    "ping-pong",
    "hand-offs",
    "nobody takes it",
    "no edge",
    "too many tasks",
    "no worker",
    "same label",
    "nobody answers",
    "asked too often",
  ],
  "consulted:": [
    "judge before",
    "judge after",
    "confidence after",
    "asking true",
    "asking false",
    "function knows",
    "function does not know",
    "stopped",
  ],
  "restarted:": ["parallel", "chain", "map", "vote", "graph"],
  vote: ["majority fail", "majority first", "majority judge", "quorum", "best"],
  level: ["1", "2", "3"],
  approvals: ["0 of 2", "1 of 2", "0 of 3", "1 of 3"],
  directive: ["retry", "revise", "skip", "fallback", "escalate"],
  kind: [
    "transient",
    "rate-limited",
    "timeout",
    "invalid-output",
    "rejected",
    "permanent",
    "defect",
    "unresolved",
    "budget",
    "unresponsive",
    "cancelled",
    "lost",
  ],
  "policy for": ["*", "transient", "escalated", "timeout", "unresolved", "budget"],
  "passed over:": [
    "attempts n of n",
    "rounds n of n",
    "restarts n of n",
    "the same issues twice",
    "a ledger has too few steps left",
    "its delay of n ms passes the deadline",
    "it may still be at work, and is not declared idempotent",
    "scope all has no group here",
    "no finished step … led to it",
    "retry is not for a kind",
  ],
  end: ["done", "declined", "handed", "skipped", "failed", "stopped", "restored"],
  gate: [
    "before fit",
    "before check",
    "before policy",
    "before approval",
    "after check",
    "after policy",
    "after approval",
    "person person",
    "passed",
    "failed",
    "unattended",
  ],
  question: ["approval", "human", "escalation", "answered", "deadline", "withdrawn"],
  answer: ["approve", "reject", "edit", "retry", "skip"],
  "stopped:": ["cancelled", "sibling-failed", "restarting", "timeout or ledger"],
  "group restart": ["of one", "of several"],
  supervisor: ["running", "recovering", "stopping", "failed"],
  "refused by": ["steps", "tokens", "usd", "depth", "spawned", "wallMs"],
  spent: ["tokens", "usd", "wallMs"],
  "own limit": ["steps", "tokens", "usd", "depth", "spawned", "wallMs"],
  timer: ["timeout", "grace", "backoff", "question", "deadline", "wall"],
  "dead letter": ["returned", "threw", "CHILD_FAILED", "an"],
  work: ["abandoned", "left behind", "taken back"],
  throws: THROWNS,
  returns: VALUES,
  nested: ["4", "5", "6"],
};

/** What is not named by a group. */
const ALONE = [
  "stand-in started",
  "function threw",
  "spent late",
  "ended after its abort",
  "works",
  "hangs",
  "declines",
  "nobody attends",
  "unsure",
  "struck out",
  "approval by roles",
  "hands off",
  "asks",
  "ten attempts and more",
];

it(`meets everything that it is about in ${RUNS} runs`, { timeout: 120_000 }, async () => {
  const counts = new Map<string, number>();
  for (const scenario of fc.sample(scenarios, { numRuns: RUNS, seed: 1 }))
    for (const feature of featuresOf(await play(scenario))) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const expected = [
    ...Object.entries(EXPECTED).flatMap(([group, names]) => names.map((name) => `${group} ${name}`)),
    ...ALONE,
  ];
  expect(expected.filter((feature) => !counts.has(feature))).toEqual([]);
});

it("lets the functions of gates say everything", () => {
  const drawn = JSON.stringify(fc.sample(scenarios, { numRuns: RUNS, seed: 1 }));
  expect(SAYINGS.filter((saying) => !drawn.includes(`"${saying}"`))).toEqual([]);
});
