import { lint, type LintOptions } from "../../../src/plan/lint.ts";
import type { Finding } from "../../../src/plan/lint/finding.ts";
import type { AnyPlan } from "../../../src/plan/plan.ts";

/** What one rule finds in a plan. */
export function foundBy(rule: string, plan: AnyPlan, options?: LintOptions): readonly Finding[] {
  return lint(plan, options).filter((finding) => finding.rule === rule);
}

/** The same, as severities and paths. */
export function placesFoundBy(rule: string, plan: AnyPlan, options?: LintOptions): readonly string[] {
  return foundBy(rule, plan, options).map(({ severity, path }) => `${severity} ${path}`);
}
