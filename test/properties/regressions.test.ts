import { expect, it } from "vitest";
import {
  again,
  atOnce,
  act,
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
import { type Played, play } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import { wrongsOf } from "./verdict.ts";

/** Bugs that the properties found, as the smallest scenarios that showed them. */
const CASES: readonly (readonly [string, Scenario])[] = [
  [
    "a refused attempt ends though its agent is told to stop before it hears of the refusal",
    runOf(atOnce([overNothing(), inTurn([worker()])]), { budget: { steps: 0 } }),
  ],
  [
    "work that is stopped in the instant of its start is begun before it is aborted, and is aborted",
    runOf(atOnce([overNothing(), worker([act({ how: "hangs" })])])),
  ],
  [
    "a start that is still on its way is taken back by a stop",
    runOf(atOnce([worker([throws()]), inTurn([inTurn([worker()]), worker()])]), {
      budget: { steps: 80, spawned: 1 },
      escalationMs: 5,
      answers: [{ afterMs: 0, verdict: "retry" }],
    }),
  ],
  [
    "a group that is stopped while it restarts knows which members have stopped already",
    runOf(
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
  ],
  [
    "a part whose own ledger is spent is asked about that once",
    runOf(atOnce([worker([], { budget: { steps: 0, spawned: 0 } }), worker()], on("escalated", again()))),
  ],
  ["a thrown failure of no kind is taken for an error like any other", runOf(worker([throws("nonsense")]))],
  [
    "a classify that names no kind says nothing",
    runOf(
      worker(
        [
          act({
            how: "works",
            by: { isLater: true, usd: "none", progress: "none", end: { how: "throws", thrown: "error" } },
          }),
        ],
        { classify: "nonsense" },
      ),
    ),
  ],
  ["an act that returns what cannot be touched has thrown", runOf(worker([gives("proxy")]))],
  [
    "work that returns a thenable which is no promise times out",
    runOf(
      worker([
        act({
          how: "works",
          by: { isLater: false, usd: "none", progress: "none", end: { how: "returns", value: "thenable" } },
        }),
      ]),
    ),
  ],
  [
    "the gates before the work are passed before every attempt",
    runOf(worker([throws(), gives()], { before: [{ kind: "approval", deadlineMs: 5, otherwise: "approve" }] })),
  ],
  [
    "what nobody looked at before an attempt that failed does not count against one that somebody looked at",
    runOf(worker([throws(), gives()], { before: [{ kind: "approval", deadlineMs: 5, otherwise: "approve" }] }), {
      answers: [
        { afterMs: 0, verdict: "silence" },
        { afterMs: 0, verdict: "approve" },
      ],
    }),
  ],
  [
    "nothing begins in a new life of a part whose wall time is over",
    runOf(
      {
        kind: "given",
        select: ["three"],
        policy: [],
        budget: { wallMs: 0 },
        body: worker([gives("marked", { afterMs: 3 })], { timeoutMs: 3 }),
      },
      { escalationMs: 1, answers: [{ afterMs: 0, verdict: "retry" }] },
    ),
  ],
  [
    "a retry behind a fallback is one of the plan, not of the one that stood in for it",
    runOf(worker([throws()], { policy: on("transient", instead(inTurn([person(1)])), again({ attempts: 3 })) })),
  ],
  [
    "a revision behind a fallback is one of the plan, in a new life",
    runOf(
      worker([gives("nan"), gives()], {
        policy: on("invalid-output", instead(worker([throws("permanent")])), { does: "revise", rounds: 1 }),
      }),
    ),
  ],
  [
    "a fallback is paid by the ledgers above the plan that it stands in for",
    runOf(
      overThree(
        { kind: "human", policy: [], budget: { steps: 0 }, before: [], after: [], deadlineMs: 1, otherwise: "fail" },
        on("escalated", instead(worker())),
      ),
    ),
  ],
  [
    "a chain does not go on while a later sibling is given its grace",
    runOf(
      atOnce([
        inTurn([worker([gives("marked", { afterMs: 1 })]), worker()]),
        worker([act({ how: "hangs" }, { onAbort: "ignores" })]),
        worker([throws("permanent")]),
      ]),
    ),
  ],
  [
    "no work begins behind a gate that passes while its group drains",
    runOf(atOnce([atOnce([worker()]), worker([], { before: [{ kind: "policy", says: ["yes"] }] })]), {
      budget: { steps: 1, depth: 2 },
    }),
  ],
  [
    "work below what was taken back is done under another idempotency key",
    runOf(inTurn([inTurn([worker()]), worker([throws(), gives()])], on("transient", again({ from: 0 })))),
  ],
  [
    "a stop overtakes a start that was sent before it",
    runOf(
      atOnce([
        overNothing(),
        { kind: "route", by: worker(), to: [worker()], otherwise: worker(), reroutes: 0, policy: [] },
      ]),
    ),
  ],
];

it.each(CASES)("%s", async (_, scenario) => {
  expect(await wrongsOf(scenario)).toEqual([]);
});

/** What a case is about, where its laws alone would not say it. */
const OUTCOMES: readonly (readonly [string, Scenario, (played: Played) => unknown, unknown])[] = [
  [
    "a run is done when somebody looked at what became of it",
    runOf(worker([throws(), gives()], { before: [{ kind: "approval", deadlineMs: 5, otherwise: "approve" }] }), {
      answers: [
        { afterMs: 0, verdict: "silence" },
        { afterMs: 0, verdict: "approve" },
      ],
    }),
    ({ outcome }) => outcome.status,
    "done",
  ],
  [
    "a fallback of the parent is not refused because the child's own ledger is spent",
    runOf(
      overThree(
        { kind: "human", policy: [], budget: { steps: 0 }, before: [], after: [], deadlineMs: 1, otherwise: "fail" },
        on("escalated", instead(worker())),
      ),
    ),
    ({ outcome }) => outcome.status,
    "done",
  ],
];

it.each(OUTCOMES)("%s", async (_, scenario, seen, expected) => {
  expect(seen(await play(scenario))).toBe(expected);
});
