/** Every code, with what it means and what to do: docs/errors.md, which a test holds to this list both ways. */
export const ERROR_CODES = [
  "BAD_BUDGET",
  "BAD_INPUT",
  "BAD_MODULE",
  "BAD_NAME",
  "BAD_OPTION",
  "BAD_POLICY",
  "BAD_REPLY",
  "CYCLE",
  "DUPLICATE_NAME",
  "DUPLICATE_RUN",
  "JOURNAL_BUSY",
  "JOURNAL_CLOSED",
  "JOURNAL_CONFLICT",
  "JOURNAL_CORRUPT",
  "JOURNAL_FOREIGN",
  "JOURNAL_FULL",
  "JOURNAL_NEWER",
  "JOURNAL_READ_ONLY",
  "JOURNAL_TAKEN_OVER",
  "JOURNAL_UNREADABLE",
  "MODULE_NOT_FOUND",
  "NOT_A_FUNCTION",
  "NOT_A_PLAN",
  "NOT_A_SCHEMA",
  "NOT_JSON",
  "PLAN_TOO_DEEP",
  "PLAN_TOO_LARGE",
  "REPLAY_DIFFERS",
  "RUNTIME_CLOSED",
  "UNBOUNDED_PLAN",
  "UNKNOWN_NODE",
  "UNKNOWN_PEER",
  "UNKNOWN_PLAN",
  "UNKNOWN_QUESTION",
  "UNKNOWN_STEP",
  "USAGE",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is known of a mistake. */
export interface ErrorReport {
  /** What happened, in a sentence. */
  readonly what: string;
  /** What to do next, as code to paste where that is possible. */
  readonly remedy: string;
  /** The facts, for programs. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The caller's mistake, thrown before any effect. What goes wrong in a run is never thrown: it is in the outcome. */
export class TroupeError extends Error {
  override readonly name = "TroupeError";
  readonly code: ErrorCode;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly remedy: string;

  constructor(code: ErrorCode, report: ErrorReport) {
    super(`${code}: ${report.what} ${report.remedy}`);
    this.code = code;
    this.facts = report.facts ?? {};
    this.remedy = report.remedy;
  }
}
