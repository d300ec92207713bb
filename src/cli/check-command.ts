import { bound } from "../plan/bound.ts";
import { diff } from "../plan/diff.ts";
import { lint } from "../plan/lint.ts";
import type { Severity } from "../plan/lint/finding.ts";
import type { CheckCommand } from "./commands.ts";
import { type CheckReport, reportText } from "./check-report.ts";
import { heldAgainst } from "./journal/held-against.ts";
import { withJournal } from "./journal/open-journal.ts";
import { isModule, loadPlan } from "./plan-module.ts";
import { divert } from "./terminal/foreign-output.ts";
import { paintFor } from "./terminal/paint.ts";
import type { Streams } from "./terminal/streams.ts";

/** The exit codes of a plan in which something was found; 1 is also a command that could not be carried out. */
const BREAKS = 1;
const WITH_ERRORS = 2;
const WITH_WARNINGS = 3;

/**
 * Says of a module's plan what it may cost, what is found in it and, where there is another, in what it differs from that,
 * or, where there is a journal, which of its open runs it would break; and gives the exit code, which goes by what is
 * found. What the modules print goes to stderr.
 */
export async function checkCommand(command: CheckCommand, { stdout, stderr }: Streams): Promise<number> {
  const diverted = divert(stdout, (text) => void stderr.write(text));
  try {
    const report = await check(command);
    const { against, budget, isJson } = command;
    const text = isJson
      ? `${JSON.stringify(report)}\n`
      : reportText(report, { paint: paintFor(stdout), against, steps: budget?.steps });
    diverted.write(text);
    return exitCodeFor(report);
  } finally {
    diverted.restore();
  }
}

async function check({ module, exportName, against, budget }: CheckCommand): Promise<CheckReport> {
  const plan = await loadPlan(module, exportName);
  const isJournal = against !== undefined && !isModule(against);
  const before = against === undefined || isJournal ? undefined : await loadPlan(against, exportName);
  const runs = isJournal ? await withJournal(against, ({ reader }) => heldAgainst(reader, plan)) : undefined;
  const most = bound(plan);
  return {
    plan: plan.name,
    ...(most === undefined ? {} : { bound: most }),
    findings: lint(plan, budget === undefined ? {} : { budget }),
    ...(before === undefined ? {} : { changes: diff(before, plan) }),
    ...(runs === undefined ? {} : { runs }),
  };
}

function exitCodeFor({ findings, runs = [] }: CheckReport): number {
  if (runs.some(({ breaks }) => breaks !== undefined)) return BREAKS;
  const has = (severity: Severity) => findings.some((finding) => finding.severity === severity);
  if (has("error")) return WITH_ERRORS;
  return has("warning") ? WITH_WARNINGS : 0;
}
