import type { DeskReport } from "./report.ts";

/** The report as a table of two columns, for people. What stands in brackets adds up to what stands before them. */
export function tableOf(report: DeskReport): string {
  const { spam, queue, training, steps, wallMs } = report;
  const rows: readonly Row[] = [
    ["outcome", report.why === null ? report.status : `${report.status}: ${report.why}`],
    ["mails", `${report.mails} that the desk has never seen (${wordSource(report)})`],
    ...mailRows(report),
    ["decisions", decisionText(report)],
    ["stand-ins", standInText(report)],
    [
      "spam filter",
      `${spam.right} of ${spam.of} right here · ${percent(training.spamAccuracy)} of ${training.counts.heldOut} held-out mails`,
    ],
    [
      "router",
      `${queue.right} of ${queue.of} right here, where the queue is known · ${percent(training.queueAccuracy)} of ${training.counts.heldOutWithQueue} held-out mails`,
    ],
    ["steps", `${steps.used} of ${steps.budget}`],
    ["wall time", `${(wallMs.used / 1_000).toFixed(1)} s of ${wallMs.budget / 1_000} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

type Row = readonly [string, string];

/** What became of the mails: the rows add up to their number. */
function mailRows({ completed, degraded, escalated, unfinished }: DeskReport): readonly Row[] {
  const rows: readonly Row[] = [
    ["completed", summed({ "answered in full": completed.answered, spam: completed.spam })],
    ["degraded", summed({ "held for a person": degraded.held, "answered without something": degraded.answered })],
    ["escalated", summed({ "with a word from the lead": escalated.told, "left for the lead": escalated.left })],
  ];
  return unfinished === 0 ? rows : [...rows, ["unfinished", `${unfinished}`]];
}

/** In the words of the summary above the table: what was tried again, for whatever reason, is a retry. */
function decisionText({ decisions: { retry, revise, fallback, skip, escalate } }: DeskReport): string {
  return [
    `${counted(retry + revise, "retry", "retries")} (${retry} after a failure, ${revise} to revise an output)`,
    counted(fallback, "fallback", "fallbacks"),
    counted(skip, "skip", "skips"),
    counted(escalate, "escalation", "escalations"),
  ].join(" · ");
}

function standInText({ standIns: { skips, unanswered, otherSkips } }: DeskReport): string {
  const others =
    otherSkips === 0 ? "" : `; ${counted(otherSkips, "more skip", "more skips")} in mails handed over or not finished`;
  return `${summed({ "of skips": skips, "for answers that nobody gave": unanswered })}${others}`;
}

/** A sum, and what it is of. */
function summed(parts: Readonly<Record<string, number>>): string {
  const sum = Object.values(parts).reduce((total, part) => total + part, 0);
  const words = Object.entries(parts).map(([word, part]) => `${part} ${word}`);
  return `${sum}  (${words.join(", ")})`;
}

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function wordSource({ source }: DeskReport): string {
  return source === "corpus" ? "SpamAssassin public corpus" : "our own sample";
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
