import type { DeskReport } from "./report.ts";

/** The report as a table of two columns, for people. */
export function tableOf(report: DeskReport): string {
  const { byStatus, decisions, spam, queue, training, steps, wallMs } = report;
  const rows: readonly (readonly [string, string])[] = [
    ["mails", `${report.mails} that the desk has never seen (${wordSource(report)})`],
    ["completed", `${report.completed}  (${byStatus.answered} answered in all, ${byStatus.spam} spam)`],
    ["degraded", `${report.degraded}  (${byStatus.held} held for a person; the others did without something)`],
    ["escalated", `${report.escalated}  (handed over to the lead)`],
    [
      "decisions",
      Object.entries(decisions)
        .map(([directive, count]) => `${directive} ${count}`)
        .join(" · "),
    ],
    [
      "spam filter",
      `${spam.right} of ${spam.of} right here · ${percent(training.spamAccuracy)} of ${training.counts.heldOut} held-out mails`,
    ],
    [
      "router",
      `${queue.right} of ${queue.of} right here · ${percent(training.queueAccuracy)} of ${training.counts.heldOutWithQueue} held-out mails`,
    ],
    ["steps", `${steps.used} of ${steps.budget}`],
    ["wall time", `${(wallMs.used / 1_000).toFixed(1)} s of ${wallMs.budget / 1_000} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

function wordSource({ source }: DeskReport): string {
  return source === "corpus" ? "SpamAssassin public corpus" : "our own sample";
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
