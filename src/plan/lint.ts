import type { Budget } from "../model/usage.ts";
import { acceptKeys } from "../model/accept.ts";
import { acceptBudget } from "./budget.ts";
import { specOf } from "./erasure.ts";
import type { Finding, Rule, Severity } from "./lint/finding.ts";
import { placesOf } from "./lint/place.ts";
import { bypassedStep } from "./lint/bypassed-step.ts";
import { deadDirective } from "./lint/dead-directive.ts";
import { forbiddenDirective } from "./lint/forbidden-directive.ts";
import { groupOfOne } from "./lint/group-of-one.ts";
import { handsToNobody } from "./lint/hands-to-nobody.ts";
import { idleAnswers } from "./lint/idle-answers.ts";
import { idlePass } from "./lint/idle-pass.ts";
import { idleSynthesizer } from "./lint/idle-synthesizer.ts";
import { managerOfOne } from "./lint/manager-of-one.ts";
import { mapOfOne } from "./lint/map-of-one.ts";
import { missedParallelism } from "./lint/missed-parallelism.ts";
import { missingBound } from "./lint/missing-bound.ts";
import { noGroup } from "./lint/no-group.ts";
import { nobodyAnswers } from "./lint/nobody-answers.ts";
import { quickQuorum } from "./lint/quick-quorum.ts";
import { retriesMultiply } from "./lint/retries-multiply.ts";
import { roundOfOne } from "./lint/round-of-one.ts";
import { sameFallback } from "./lint/same-fallback.ts";
import { shadowedPolicy } from "./lint/shadowed-policy.ts";
import { shortBudget } from "./lint/short-budget.ts";
import { shortTimeout } from "./lint/short-timeout.ts";
import { unknownStep } from "./lint/unknown-step.ts";
import { unreachablePeer } from "./lint/unreachable-peer.ts";
import { unusedOutput } from "./lint/unused-output.ts";
import { voteOfOne } from "./lint/vote-of-one.ts";
import type { AnyPlan } from "./plan.ts";
import { acceptPlaces } from "./size.ts";
import type { Spec } from "./spec.ts";

/** All that is looked for. A new rule is one file, one test, one line here, and one row in docs/guide/plans-as-data.md. */
export const RULES: readonly Rule[] = [
  voteOfOne,
  groupOfOne,
  mapOfOne,
  roundOfOne,
  managerOfOne,
  idleSynthesizer,
  idlePass,
  missedParallelism,
  unusedOutput,
  unreachablePeer,
  handsToNobody,
  nobodyAnswers,
  idleAnswers,
  forbiddenDirective,
  deadDirective,
  shadowedPolicy,
  unknownStep,
  bypassedStep,
  noGroup,
  sameFallback,
  retriesMultiply,
  missingBound,
  shortBudget,
  shortTimeout,
  quickQuorum,
];

/** What is known of the run that the plan is for. */
export interface LintOptions {
  /** What the run may spend, as at `start`. */
  readonly budget?: Budget;
}

/**
 * What is wrong with a plan, what is probably not meant, and what is worth knowing of it, as far as its data say:
 * functions are not looked into. The errors first, then warnings, then notes; each in the order of the plan. A plan that is
 * used in several places is told of once, at the first of them.
 *
 * @throws TroupeError NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE, BAD_OPTION, BAD_BUDGET
 */
export function lint(plan: AnyPlan, options: LintOptions = {}): readonly Finding[] {
  const spec = specOf(plan);
  acceptKeys(options, { where: "lint()", known: ["budget"] });
  const { budget } = options;
  acceptPlaces(spec);
  const places = placesOf(spec, budget === undefined ? undefined : acceptBudget(budget, "lint()"));
  const told = new Map<Spec, Set<string>>();
  const findings = places.all.flatMap((place) =>
    RULES.flatMap(({ name: rule, check }) =>
      check(place, places).flatMap((remark): readonly Finding[] =>
        isNew(told, place.spec, `${rule} ${remark.message}`) ? [{ rule, path: place.path, ...remark }] : [],
      ),
    ),
  );
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

function isNew(told: Map<Spec, Set<string>>, spec: Spec, word: string): boolean {
  const before = told.get(spec) ?? new Set<string>();
  told.set(spec, before);
  return before.size !== before.add(word).size;
}
