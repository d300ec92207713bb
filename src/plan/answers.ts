import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { markedWith, SPEC } from "./brand.ts";
import { erased, specOf } from "./erasure.ts";
import type { Answerer } from "./plan.ts";
import type { AnswerSource, Spec } from "./spec.ts";

/**
 * The plan with more who answer what is asked back in it, behind those that it has.
 *
 * @throws TroupeError BAD_OPTION
 */
export function withAnswers(spec: Spec, sources: readonly Answerer[]): Spec {
  const where = `${spec.kind} "${spec.name}"`;
  if (sources.length === 0) throw noAnswerer(where, "are nobody");
  const more = sources.map((source) => acceptSource(source, where));
  return Object.freeze({ ...spec, answers: Object.freeze([...(spec.answers ?? []), ...more]) });
}

function acceptSource(source: Answerer, where: string): AnswerSource {
  if (typeof source === "function") return Object.freeze({ kind: "function", answer: erased(source) });
  if (markedWith(source, SPEC) === undefined) throw noAnswerer(where, `have ${shown(source)} among them`);
  return Object.freeze({ kind: "plan", spec: specOf(source, `An answerer of ${where}`) });
}

function noAnswerer(where: string, problem: string): TroupeError {
  return new TroupeError("BAD_OPTION", {
    what: `Those who answer for ${where} ${problem}.`,
    remedy: "Give functions of the question, or plans, as in .answers((question) => known[question], desk).",
    facts: { where },
  });
}
