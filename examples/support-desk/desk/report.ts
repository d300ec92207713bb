import type { Fact, Outcome } from "troupe";
import type { HeldOutMail, TrainingReport } from "../brains/train.ts";
import type { Queue } from "../schemas.ts";
import { queueSchema } from "../schemas.ts";
import type { Result } from "./records.ts";

/** What a run of the desk came to, as data: the last line of `--json`, and what the table is made of. */
export interface DeskReport {
  readonly status: Outcome<unknown>["status"];
  readonly mails: number;
  /** Mails that got all that the desk can do for them. */
  readonly completed: number;
  /** Mails for which something had to be done without, or that wait for a person. */
  readonly degraded: number;
  /** Mails that were handed over to the lead. */
  readonly escalated: number;
  readonly byStatus: Readonly<Record<Result["status"], number>>;
  /** Decisions of supervisors, by directive. */
  readonly decisions: Readonly<Record<string, number>>;
  /** Right and all, on the mails of this run, which the desk had never seen. */
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

/** Counts a run. */
export function reportOf({ outcome, facts, mails, training, source, budget }: DeskRun): DeskReport {
  const results = outcome.status === "done" || outcome.status === "degraded" ? outcome.output : [];
  const skippedMails = new Set(outcome.status === "degraded" ? outcome.skipped.map(({ path }) => mailOf(path)) : []);
  const byStatus = { spam: 0, answered: 0, held: 0, "handed-over": 0 };
  for (const { status } of results) byStatus[status] += 1;
  const escalated = byStatus["handed-over"];
  const degraded = results.filter(
    ({ status }, index) => status !== "handed-over" && (status === "held" || skippedMails.has(index)),
  ).length;
  return {
    status: outcome.status,
    mails: mails.length,
    completed: results.length - escalated - degraded,
    degraded,
    escalated,
    byStatus,
    decisions: countDecisions(facts),
    ...accuracy(results, facts, mails),
    training,
    source,
    steps: { used: outcome.spend.steps, budget: budget.steps },
    wallMs: { used: outcome.spend.wallMs, budget: budget.wallMs },
  };
}

/** Which mail a path is about. */
function mailOf(path: string): number {
  return Number(/^desk\/mail\[(\d+)\]/.exec(path)?.[1] ?? -1);
}

function countDecisions(facts: readonly Fact[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { retry: 0, revise: 0, fallback: 0, skip: 0, escalate: 0 };
  for (const fact of facts)
    if (fact.type === "supervisor.decided") counts[fact.directive] = (counts[fact.directive] ?? 0) + 1;
  return counts;
}

type Accuracy = Pick<DeskReport, "spam" | "queue">;

/** What the filter and the router said, against the truth; the router's first word counts, whoever wrote in the end. */
function accuracy(results: readonly Result[], facts: readonly Fact[], mails: readonly HeldOutMail[]): Accuracy {
  const routed = firstRoutes(facts);
  const judged = results.map(({ status }, index) => ({
    isSpam: status === "spam",
    truth: mails[index]?.truth,
    queue: routed.get(index),
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
