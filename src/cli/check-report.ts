import type { Change } from "../plan/diff.ts";
import type { Finding, Severity } from "../plan/lint/finding.ts";
import type { RunAgainst } from "./journal/held-against.ts";
import type { Paint, Tone } from "./terminal/paint.ts";
import { clip, count, oneLine, valueLine } from "./terminal/text.ts";

/** What is known of a plan that was checked; as JSON it is this. */
export interface CheckReport {
  readonly plan: string;
  /** The most steps that a run can take; left out where there is no such number. */
  readonly bound?: number;
  readonly findings: readonly Finding[];
  /** In what it differs from another plan, where it was compared. */
  readonly changes?: readonly Change[];
  /** The open runs of a journal that it was held against, each with why it could not be brought back. */
  readonly runs?: readonly RunAgainst[];
}

/** For whom it is, and what was asked. */
export interface ReportOptions {
  readonly paint: Paint;
  /** The module that it was compared with, or the journal, as it was named. */
  readonly against: string | undefined;
  /** The steps of the budget, where one was named. */
  readonly steps: number | undefined;
}

/** A report for the person at the terminal: the worst case, what was found by how bad it is, and the changes. */
export function reportText(report: CheckReport, options: ReportOptions): string {
  const blocks = [
    worstLines(report, options),
    ...(["error", "warning", "note"] as const).map((severity) =>
      findingLines(severity, report.findings, options.paint),
    ),
    report.findings.length === 0 ? [options.paint("good", "nothing found")] : [],
    changeLines(report, options),
    runLines(report, options),
  ];
  const shown = blocks.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function worstLines({ plan, bound }: CheckReport, { paint, steps }: ReportOptions): readonly string[] {
  const most = bound === undefined ? "no worst case" : `${count(bound, "step")} at worst`;
  return [`${paint("strong", plan)}: ${most}${steps === undefined ? "" : `, budget ${steps}`}`];
}

const TONES: Readonly<Record<Severity, Tone>> = { error: "bad", warning: "wait", note: "faint" };

function findingLines(severity: Severity, findings: readonly Finding[], paint: Paint): readonly string[] {
  const found = findings.filter((finding) => finding.severity === severity);
  if (found.length === 0) return [];
  return [
    paint(TONES[severity], count(found.length, severity)),
    ...found.flatMap(({ path, rule, message, remedy }) => [
      `  ${path}  ${paint("faint", rule)}`,
      `    ${oneLine(message)}`,
      `    ${oneLine(remedy)}`,
    ]),
  ];
}

function changeLines({ changes }: CheckReport, { against, paint }: ReportOptions): readonly string[] {
  if (changes === undefined) return [];
  if (changes.length === 0) return [`no changes since ${against}`];
  return [`${count(changes.length, "change")} since ${against}`, ...changes.map((change) => changeLine(change, paint))];
}

function runLines({ plan, runs }: CheckReport, { against, paint }: ReportOptions): readonly string[] {
  if (runs === undefined) return [];
  const broken = runs.filter(({ breaks }) => breaks !== undefined);
  const open = `${count(runs.length, "open run")} of ${plan} in ${against}`;
  if (runs.length === 0) return [`no open run of ${plan} in ${against}`];
  if (broken.length === 0) return [paint("good", `${open}: each can be brought back with this plan`)];
  return [
    paint("bad", `${broken.length} of ${open} cannot be brought back with this plan`),
    ...broken.flatMap(({ id, breaks = "" }) => [`  ${id}`, `    ${oneLine(breaks)}`]),
  ];
}

const CHANGE_TONES: Readonly<Record<Change["change"], Tone>> = {
  added: "good",
  removed: "bad",
  changed: "wait",
  moved: "busy",
};

function changeLine({ path, newPath, change, what, ...values }: Change, paint: Paint): string {
  const place = newPath === undefined ? path : `${path} → ${newPath}`;
  const word = paint(CHANGE_TONES[change], change.padEnd("removed".length));
  return `  ${word}  ${place}  ${what}${valueWords(values)}`;
}

const VALUE_MAX = 60;

function valueWords(values: Pick<Change, "from" | "to">): string {
  const [from, to] = [values.from, values.to].map((value) => clip(valueLine(value), VALUE_MAX));
  if ("from" in values && "to" in values) return ` ${from} → ${to}`;
  if ("to" in values) return ` ${to}`;
  return "from" in values ? ` ${from}` : "";
}
