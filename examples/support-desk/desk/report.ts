import type { Fact, Outcome } from "troupe";
import type { HeldOutMail, TrainingReport } from "../brains/train.ts";
import { type Queue, queueSchema } from "../schemas.ts";
import { type Result, resultSchema } from "./records.ts";

/**
 * What a run of the desk came to, as data: the last line of `--json`, and what the table is made of. The parts of
 * `completed`, `degraded` and `escalated` with `unfinished` add up to `mails`.
 */
export interface DeskReport {
  readonly status: Outcome<unknown>["status"];
  /** Why it was cancelled, or what failed; null where it came to its end. */
  readonly why: string | null;
  readonly mails: number;
  /** Mails that got all that the desk can do for them. */
  readonly completed: { readonly answered: number; readonly spam: number };
  /** Mails that wait for a person, and answers for which something had to be done without. */
  readonly degraded: { readonly held: number; readonly answered: number };
  /** Mails handed over to the lead, who said what to do or did not. */
  readonly escalated: { readonly told: number; readonly left: number };
  /** Mails that the run did not come to the end of: none, unless it was cancelled or failed. */
  readonly unfinished: number;
  /** Decisions of supervisors, by directive. */
  readonly decisions: Readonly<Record<Directive, number>>;
  /**
   * Declared values in the results: of skips, and of people who did not answer. The other skips were in mails that were
   * handed over afterwards, or did not come to an end. `skips` and `otherSkips` add up to `decisions.skip`.
   */
  readonly standIns: { readonly skips: number; readonly unanswered: number; readonly otherSkips: number };
  /** Right and all, on the finished mails of this run, which the desk had never seen. */
  readonly spam: { readonly right: number; readonly of: number };
  readonly queue: { readonly right: number; readonly of: number };
  readonly training: TrainingReport;
  readonly source: "corpus" | "sample";
  readonly steps: { readonly used: number; readonly budget: number };
  readonly wallMs: { readonly used: number; readonly budget: number };
}

/** What the report is computed from: the outcome, the facts, and the truth about the mails. */
export interface DeskRun {
  readonly outcome: Outcome<readonly Result[]>;
  readonly facts: readonly Fact[];
  readonly mails: readonly HeldOutMail[];
  readonly training: TrainingReport;
  readonly source: "corpus" | "sample";
  readonly budget: { readonly steps: number; readonly wallMs: number };
}

type Directive = Extract<Fact, { type: "supervisor.decided" }>["directive"];
type Results = ReadonlyMap<number, Result>;

/** Counts a run, from what was finished in it: a cancelled run has a report, too. */
export function reportOf({ outcome, facts, mails, training, source, budget }: DeskRun): DeskReport {
  const results = resultsIn(outcome.finished);
  const skips = facts.filter((fact) => fact.type === "supervisor.decided" && fact.directive === "skip");
  const kept = skips.filter(({ path }) => isInResult(path, results)).map(({ path }) => mailOf(path));
  const unanswered = facts
    .filter((fact) => fact.type === "gate.decided" && fact.isPass && fact.isUnattended)
    .map(({ path }) => mailOf(path));
  return {
    status: outcome.status,
    why: whyOf(outcome),
    mails: mails.length,
    ...tally(results, { without: new Set(kept), left: new Set(unanswered) }),
    unfinished: mails.length - results.size,
    decisions: countDecisions(facts),
    standIns: {
      skips: kept.length,
      unanswered: unanswered.filter((mail) => results.has(mail)).length,
      otherSkips: skips.length - kept.length,
    },
    ...accuracy(results, facts, mails),
    training,
    source,
    steps: { used: outcome.spend.steps, budget: budget.steps },
    wallMs: { used: outcome.spend.wallMs, budget: budget.wallMs },
  };
}

function whyOf(outcome: Outcome<unknown>): string | null {
  if (outcome.status === "cancelled") return outcome.reason;
  return outcome.status === "failed" ? outcome.failure.message : null;
}

/** What became of each mail that came to an end, by its number; the agent whose output it is was the last to see it. */
function resultsIn(finished: Outcome<unknown>["finished"]): Results {
  const results = new Map<number, Result>();
  for (const [path, output] of Object.entries(finished)) {
    const { success, data } = resultSchema.safeParse(output);
    if (success) results.set(mailOf(path), data);
  }
  return results;
}

/** Whether what happened at a path is in the mail's result: what came before a hand-over is not. */
function isInResult(path: string, results: Results): boolean {
  const result = results.get(mailOf(path));
  return result !== undefined && (result.status !== "handed-over" || path.includes("/fallback:hand-over/"));
}

/** Which mail a path is about. */
function mailOf(path: string): number {
  return Number(/^desk\/mail\[(\d+)\]/.exec(path)?.[1] ?? -1);
}

interface Marked {
  /** Mails in which something was done without. */
  readonly without: ReadonlySet<number>;
  /** Mails about which the lead did not answer. */
  readonly left: ReadonlySet<number>;
}

function tally(results: Results, { without, left }: Marked): Pick<DeskReport, "completed" | "degraded" | "escalated"> {
  const count = (fits: (status: Result["status"], mail: number) => boolean) =>
    [...results].filter(([mail, { status }]) => fits(status, mail)).length;
  return {
    completed: {
      answered: count((status, mail) => status === "answered" && !without.has(mail)),
      spam: count((status) => status === "spam"),
    },
    degraded: {
      held: count((status) => status === "held"),
      answered: count((status, mail) => status === "answered" && without.has(mail)),
    },
    escalated: {
      told: count((status, mail) => status === "handed-over" && !left.has(mail)),
      left: count((status, mail) => status === "handed-over" && left.has(mail)),
    },
  };
}

function countDecisions(facts: readonly Fact[]): Readonly<Record<Directive, number>> {
  const counts = { retry: 0, revise: 0, fallback: 0, skip: 0, escalate: 0 };
  for (const fact of facts) if (fact.type === "supervisor.decided") counts[fact.directive] += 1;
  return counts;
}

/** What the filter and the router said, against the truth; the router's first word counts, whoever wrote in the end. */
function accuracy(
  results: Results,
  facts: readonly Fact[],
  mails: readonly HeldOutMail[],
): Pick<DeskReport, "spam" | "queue"> {
  const routed = firstRoutes(facts);
  const judged = [...results].map(([mail, { status }]) => ({
    isSpam: status === "spam",
    truth: mails[mail]?.truth,
    queue: routed.get(mail),
  }));
  const withQueue = judged.filter(
    ({ truth, queue }) => truth?.queue !== undefined && truth.queue !== null && queue !== undefined,
  );
  return {
    spam: { right: judged.filter(({ isSpam, truth }) => truth?.isSpam === isSpam).length, of: judged.length },
    queue: { right: withQueue.filter(({ truth, queue }) => truth?.queue === queue).length, of: withQueue.length },
  };
}

function firstRoutes(facts: readonly Fact[]): ReadonlyMap<number, Queue> {
  const routes = new Map<number, Queue>();
  for (const fact of facts) {
    if (fact.type !== "work.returned" || !fact.path.endsWith("/router")) continue;
    const queue = queueSchema.safeParse(fact.output).data;
    if (queue !== undefined) routes.set(mailOf(fact.path), queue);
  }
  return routes;
}
