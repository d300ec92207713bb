import { describe, expect, it } from "vitest";
import type { DeskReport } from "../../../../examples/support-desk/desk/report.ts";
import { tableOf } from "../../../../examples/support-desk/desk/table.ts";

const report: DeskReport = {
  status: "degraded",
  why: null,
  mails: 60,
  completed: { answered: 36, spam: 14 },
  degraded: { held: 5, answered: 2 },
  escalated: { told: 1, left: 2 },
  unfinished: 0,
  decisions: { retry: 19, revise: 6, fallback: 14, skip: 4, escalate: 3 },
  standIns: { skips: 3, unanswered: 2, otherSkips: 1 },
  spam: { right: 59, of: 60 },
  queue: { right: 24, of: 26 },
  training: {
    spamAccuracy: 0.9846,
    queueAccuracy: 0.9673,
    counts: {
      training: 4_232,
      heldOut: 1_814,
      heldOutSpam: 581,
      heldOutWithQueue: 794,
      falseAlarms: 9,
      missedSpam: 19,
      replyPairs: 629,
    },
  },
  source: "corpus",
  steps: { used: 502, budget: 2_400 },
  wallMs: { used: 1_581, budget: 120_000 },
};

describe("the table", () => {
  it("lines up what became of the mails, what was decided, the accuracy, and the budget", () => {
    expect(tableOf(report).split("\n")).toEqual([
      "outcome      degraded",
      "mails        60 that the desk has never seen (SpamAssassin public corpus)",
      "completed    50  (36 answered in full, 14 spam)",
      "degraded     7  (5 held for a person, 2 answered without something)",
      "escalated    3  (1 with a word from the lead, 2 left for the lead)",
      "decisions    25 retries (19 after a failure, 6 to revise an output) · 14 fallbacks · 4 skips · 3 escalations",
      "stand-ins    5  (3 of skips, 2 for answers that nobody gave); 1 more skip in mails handed over or not finished",
      "spam filter  59 of 60 right here · 98.5 % of 1814 held-out mails",
      "router       24 of 26 right here, where the queue is known · 96.7 % of 794 held-out mails",
      "steps        502 of 2400",
      "wall time    1.6 s of 120 s",
    ]);
  });

  it("adds up: the first number of a row is the sum of those in its brackets, and the mails are the sum of the rows", () => {
    const numbers = tableOf(report)
      .split("\n")
      .flatMap((line) => {
        const [, sum, parts = ""] =
          /^(?:completed|degraded|escalated|decisions|stand-ins) +(\d+)[^(]*\(([^)]*)\)/.exec(line) ?? [];
        return sum === undefined ? [] : [{ sum: Number(sum), parts: (parts.match(/\d+/g) ?? []).map(Number) }];
      });
    expect(numbers).toHaveLength(5);
    for (const { sum, parts } of numbers) expect(parts.reduce((total, part) => total + part, 0)).toBe(sum);
    expect(numbers.slice(0, 3).reduce((total, { sum }) => total + sum, 0)).toBe(report.mails);
  });

  it("says why a run did not come to its end, and how many mails it left", () => {
    const table = tableOf({ ...report, status: "cancelled", why: "Ctrl-C", unfinished: 16 });
    expect(table).toContain("outcome      cancelled: Ctrl-C");
    expect(table).toContain("unfinished   16");
  });
});
