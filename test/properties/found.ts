import type { Outcome } from "../../src/model/outcome.ts";
import { act, again, atOnce, gives, inTurn, instead, judgedBy, on, runOf, throws, voteOf, worker } from "./drafts.ts";
import type { Scenario } from "./scenario.ts";

/** A run that once went wrong, and how it must end, where that is what it is about. */
export interface Case {
  readonly name: string;
  readonly scenario: Scenario;
  readonly status?: Outcome<unknown>["status"];
}

const SLOW = gives("marked", { afterMs: 3 });

/** Judges and those who answer, and what overtakes them. */
export const CONSULTED: readonly Case[] = [
  {
    name: "a judge tries nothing again while its group drains",
    scenario: runOf(
      voteOf(
        [
          worker([SLOW, gives(), throws("invalid-output")], {
            timeoutMs: 1,
            idempotent: true,
            after: [judgedBy(worker([throws()], { timeoutMs: 1 }))],
          }),
        ],
        { times: 3, rule: { by: "majority", tie: "first" }, policy: on("timeout", again({ scope: "all" })) },
      ),
      { budget: { steps: 7 } },
    ),
  },
  {
    name: "no judge is asked about what returns while its group drains",
    scenario: runOf(
      atOnce(
        [worker([SLOW], { after: [judgedBy(worker())] }), worker([throws()])],
        on("transient", again({ scope: "all" })),
      ),
      { budget: { steps: 3 } },
    ),
  },
];

/** Money that is told late. */
export const LATE_MONEY: readonly Case[] = [
  {
    name: "what a stand-in is told to have used while a person decides about it waits for the decision",
    scenario: runOf(
      worker([throws("permanent")], {
        policy: on(
          "*",
          instead(worker([act({ how: "asks", value: "marked" }, { spends: [{ afterMs: 1, tokens: 0, usd: 3 }] })])),
        ),
      }),
      { budget: { usd: 1 }, escalationMs: 5 },
    ),
    status: "failed",
  },
];

/** Runs that were right, and that a law had taken for wrong. */
export const MISJUDGED: readonly Case[] = [
  {
    name: "of two skips that one owner declares, and that are decided in one moment, the first to reach it counts",
    scenario: runOf(
      atOnce(
        [
          atOnce([SLOW, throws("rejected", { afterMs: 1 })].map(alone)),
          atOnce([SLOW, throws("error", { afterMs: 1 })].map(alone)),
        ],
        [...on("rejected", { does: "skip" }), ...on("transient", { does: "skip" })],
      ),
    ),
    status: "degraded",
  },
  {
    name: "what a person has made of an output is no longer measured by the confidence that the work had in it",
    scenario: runOf(
      worker([], {
        after: [
          { kind: "approval", deadlineMs: 5, otherwise: "reject" },
          { kind: "confidence", use: 1 },
        ],
      }),
      { answers: [{ afterMs: 0, verdict: "edit" }] },
    ),
    status: "done",
  },
  {
    name: "a retry behind a fallback waits for what the provider asked for before, deep within the plan",
    scenario: runOf(
      inTurn(
        [worker([throws("retry-after"), gives()])],
        on("rate-limited", instead(worker([throws("permanent")])), again()),
      ),
    ),
    status: "done",
  },
];

function alone(only: ReturnType<typeof act>): ReturnType<typeof worker> {
  return worker([only]);
}
