import { expect, it } from "vitest";
import {
  act,
  again,
  atOnce,
  gives,
  inTurn,
  instead,
  on,
  overNothing,
  overThree,
  person,
  runOf,
  throws,
  worker,
} from "./drafts.ts";
import { type Case, CONSULTED, LATE_MONEY, MISJUDGED } from "./found.ts";
import { play } from "./play.ts";
import type { ActDraft, Draft, GateDraft, WorkDraft } from "./scenario.ts";
import { wrongsOf } from "./verdict.ts";

/** A person is asked, and this is taken where nobody answers. */
function asks(deadlineMs: number, otherwise: "approve" | "reject"): GateDraft {
  return { kind: "approval", deadlineMs, otherwise };
}

/** Work that really runs, and how it ends. */
function really(end: WorkDraft["end"]): ActDraft {
  return act({ how: "works", by: { isLater: true, usd: "none", progress: "none", end } });
}

const NEVER = act({ how: "hangs" });
const LATER = gives("marked", { afterMs: 1 });
const BROKE = { budget: { steps: 0 } } as const;
const SILENT_PERSON: Draft = { kind: "human", policy: [], before: [], after: [], deadlineMs: 1, otherwise: "fail" };

/** The starts of agents, and the stops that overtake them. */
const STARTS: readonly Case[] = [
  {
    name: "a start that is still on its way is taken back by a stop",
    scenario: runOf(
      atOnce([
        worker([], { before: [asks(50, "reject")] }),
        inTurn([worker([], { after: [asks(50, "reject")], policy: on("*", instead(worker([throws()]))) })]),
      ]),
      { budget: { steps: 2 } },
    ),
  },
  {
    name: "a start that is still on its way is taken back by a stop in a new life too",
    scenario: runOf({
      kind: "given",
      select: ["three"],
      policy: on("*", { does: "retry", attempts: 2, scope: "one" }),
      body: atOnce(
        [inTurn([worker(), worker()]), worker([], { budget: { steps: 0, spawned: 0 } }), worker([LATER])],
        on("*"),
      ),
    }),
  },
  {
    name: "a start that was sent before a stop is overtaken by it",
    scenario: runOf(
      atOnce([
        overNothing(),
        { kind: "route", by: worker(), to: [worker()], otherwise: worker(), reroutes: 0, policy: [] },
      ]),
    ),
  },
  {
    name: "an attempt that is refused and told to stop in the same instant ends",
    scenario: runOf(
      atOnce([
        worker([act({ how: "hangs" }, { onAbort: "ignores" })], { timeoutMs: 10 }),
        worker([], { before: [asks(15, "approve"), asks(5, "approve")] }),
      ]),
      { budget: { steps: 1 }, graceMs: 10 },
    ),
  },
  {
    name: "a refused attempt ends though its group is told to stop before it hears of the refusal",
    scenario: runOf(atOnce([overNothing(), inTurn([worker()])]), BROKE),
  },
  {
    name: "work that is stopped in the instant of its start is begun before it is aborted, and is aborted",
    scenario: runOf(atOnce([overNothing(), worker([NEVER])])),
  },
  {
    name: "a chain does not go on while a later sibling is given its grace",
    scenario: runOf(
      atOnce([
        inTurn([worker([LATER]), worker()]),
        worker([act({ how: "hangs" }, { onAbort: "ignores" })]),
        worker([throws("permanent")]),
      ]),
    ),
  },
  {
    name: "no work begins behind a gate that passes while its group drains",
    scenario: runOf(atOnce([atOnce([worker()]), worker([], { before: [{ kind: "policy", says: ["yes"] }] })]), {
      budget: { steps: 1, depth: 2 },
    }),
  },
];

/** Decisions: who is asked, what is taken, and what it is done to. */
const DECISIONS: readonly Case[] = [
  {
    name: "a part whose own ledger is spent is asked about that once",
    scenario: runOf(atOnce([worker([], BROKE), worker()], on("escalated", again()))),
  },
  {
    name: "a fallback of the parent is paid by the ledgers above it, and not by the child's",
    scenario: runOf(overThree({ ...SILENT_PERSON, ...BROKE }, on("escalated", instead(worker())))),
    status: "done",
  },
  {
    name: "a retry behind a fallback is one of the plan, not of the one that stood in for it",
    scenario: runOf(
      worker([throws(), gives()], { policy: on("transient", instead(inTurn([person(1)])), again({ attempts: 3 })) }),
    ),
    status: "done",
  },
  {
    name: "a revision behind a fallback is one of the plan, in a new life",
    scenario: runOf(
      worker([gives("nan"), gives()], {
        policy: on("invalid-output", instead(worker([throws("permanent")])), { does: "revise", rounds: 1 }),
      }),
    ),
    status: "done",
  },
  {
    name: "a thrown failure of no kind is taken for an error like any other",
    scenario: runOf(worker([throws("nonsense")])),
  },
  {
    name: "a classify that names no kind says nothing",
    scenario: runOf(worker([really({ how: "throws", thrown: "error" })], { classify: "nonsense" })),
  },
  {
    name: "a classify counts for what a stand-in throws",
    scenario: runOf(worker([throws("permanent"), gives()], { classify: "transient" })),
    status: "done",
  },
  { name: "an act that returns what cannot be touched has thrown", scenario: runOf(worker([gives("proxy")])) },
  {
    name: "work that returns a thenable which is no promise times out",
    scenario: runOf(worker([really({ how: "returns", value: "thenable" })])),
  },
  {
    name: "a specialist that declined is not asked again",
    scenario: runOf({
      kind: "route",
      by: worker([gives("left")]),
      to: [worker([act({ how: "declines" })])],
      otherwise: worker(),
      reroutes: 2,
      policy: [],
    }),
    status: "done",
  },
];

/** Restarts, and what is kept, taken back or paid in them. */
const RESTARTS: readonly Case[] = [
  {
    name: "a group that is stopped while it restarts knows which members have stopped already",
    scenario: runOf(
      overThree(
        atOnce([
          worker([throws()], {
            policy: on(
              "*",
              instead(worker([throws()], { policy: on("*", { does: "retry", attempts: 2, scope: "rest" }) })),
            ),
          }),
          worker([], { before: [{ kind: "check", says: ["yes"] }] }),
        ]),
      ),
      { budget: { steps: 10 }, input: 0 },
    ),
  },
  {
    name: "finished work is not restored where a new life has another input for it",
    scenario: runOf(
      atOnce(
        [
          {
            kind: "given",
            select: ["two", "three"],
            policy: on("*"),
            body: inTurn([worker(), worker([throws("permanent"), gives()])]),
          },
        ],
        on("escalated", again()),
      ),
    ),
    status: "done",
  },
  {
    name: "nothing begins in a new life of a part whose wall time is over",
    scenario: runOf(
      {
        kind: "given",
        select: ["three"],
        policy: [],
        budget: { wallMs: 0 },
        body: worker([gives("marked", { afterMs: 3 })]),
      },
      { escalationMs: 1, answers: [{ afterMs: 0, verdict: "retry" }] },
    ),
  },
  {
    name: "work below what was taken back is done under another idempotency key",
    scenario: runOf(inTurn([inTurn([worker()]), worker([throws(), gives()])], on("transient", again({ from: 0 })))),
    status: "done",
  },
  {
    name: "a step that another plan did is taken back with what that gave",
    scenario: runOf(
      inTurn([
        worker([throws("permanent")], { policy: on("permanent", instead(worker())) }),
        worker([throws(), gives()], { policy: on("transient", again({ from: 0 })) }),
      ]),
    ),
    status: "done",
  },
  {
    name: "a plan that stands in for another is as deep as that",
    scenario: runOf(inTurn([worker([throws("permanent")], { policy: on("permanent", instead(worker())) })]), {
      budget: { steps: 30, depth: 2 },
    }),
    status: "done",
  },
  {
    name: "the gates before the work are passed before every attempt",
    scenario: runOf(worker([throws(), gives()], { before: [asks(5, "approve")] })),
    status: "degraded",
  },
  {
    name: "a run is done when somebody looked at the attempt that counts",
    scenario: runOf(worker([throws(), gives()], { before: [asks(5, "approve")] }), {
      answers: [
        { afterMs: 0, verdict: "silence" },
        { afterMs: 0, verdict: "approve" },
      ],
    }),
    status: "done",
  },
  {
    name: "more money than there are numbers is a defect of the work that reports it",
    scenario: runOf(worker([gives("marked", { afterMs: 2, spends: [{ afterMs: 1, tokens: 0, usd: 1e308 }] })])),
    status: "failed",
  },
];

/** New lives, and restarts that overtake one another. */
const OVERTAKEN: readonly Case[] = [
  {
    name: "a skipped step that is taken over after a stand-in failed still degrades the run",
    scenario: runOf(
      atOnce(
        [worker([throws()], { policy: on("*", { does: "skip" }) }), worker([throws(), gives()])],
        on("*", instead(SILENT_PERSON), again()),
      ),
    ),
    status: "degraded",
  },
  {
    name: "who waits for a former restart starts with the one that overtakes it",
    scenario: runOf(
      atOnce(
        [
          atOnce([worker([act({ how: "declines" })])]),
          { kind: "branch", on: ["right"], policy: [], cases: [worker()] },
          SILENT_PERSON,
        ],
        on("*", again({ scope: "rest", restarts: 2 })),
      ),
    ),
    status: "failed",
  },
];

/** What comes in the moment of the deadline. */
const IN_TIME: readonly Case[] = [
  {
    name: "an attempt that would begin at the deadline has not begun for anyone who looks",
    scenario: runOf(inTurn([worker([gives("marked", { afterMs: 10 })]), worker()]), { deadlineMs: 10 }),
    status: "failed",
  },
];

/** Money that is told late. */
const MONEY: readonly Case[] = [
  {
    name: "what is told to be used while a person decides about its owner waits for the decision",
    scenario: runOf(worker([throws("permanent", { spends: [{ afterMs: 1, tokens: 0, usd: 1 }] })]), {
      budget: { usd: 0.5 },
      escalationMs: 5,
      answers: [{ afterMs: 3, verdict: "retry" }],
    }),
    status: "failed",
  },
];

it.each([
  ...STARTS,
  ...DECISIONS,
  ...RESTARTS,
  ...OVERTAKEN,
  ...IN_TIME,
  ...MONEY,
  ...CONSULTED,
  ...LATE_MONEY,
  ...MISJUDGED,
])("$name", async ({ scenario, status }) => {
  expect(await wrongsOf(scenario)).toEqual([]);
  const { outcome } = await play(scenario);
  expect(outcome.status).toBe(status ?? outcome.status);
});
