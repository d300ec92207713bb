import { expect, it } from "vitest";
import type { DeskReport } from "../../../../examples/support-desk/desk/report.ts";
import { tableOf } from "../../../../examples/support-desk/desk/table.ts";

const report: DeskReport = {
  status: "degraded",
  mails: 60,
  completed: 50,
  degraded: 8,
  escalated: 2,
  byStatus: { spam: 20, answered: 34, held: 4, "handed-over": 2 },
  decisions: { retry: 20, revise: 4, fallback: 9, skip: 3, escalate: 2 },
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

it("lines up what was completed, degraded and escalated, the accuracy, and the budget", () => {
  const table = tableOf(report);
  expect(table).toContain("completed    50  (34 answered in all, 20 spam)");
  expect(table).toContain("spam filter  59 of 60 right here · 98.5 % of 1814 held-out mails");
  expect(table).toContain("steps        502 of 2400");
  expect(table).toContain("wall time    1.6 s of 120 s");
});
