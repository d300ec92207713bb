import type { Outcome } from "../../src/model/outcome.ts";
import { act, again, atOnce, gives, instead, judgedBy, on, runOf, throws, voteOf, worker } from "./drafts.ts";
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
