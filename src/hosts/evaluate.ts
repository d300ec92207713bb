import type { About } from "../model/answer.ts";
import type { Effect } from "../model/effect.ts";
import { toJson } from "../model/json.ts";
import { readThrown } from "../model/thrown.ts";
import type { Spec } from "../plan/spec.ts";
import { isLate } from "./at-once.ts";
import type { Result } from "./attempt.ts";
import { checkInput } from "./check-input.ts";
import type { Eventually } from "./eventually.ts";

type Evaluate = Extract<Effect, { kind: "evaluate" }>;

/** Calls a function of the plan: a branch's `on`, a given's selection, a gate's test. What it throws is a result too. An input schema alone may answer later. */
export function evaluate(effect: Evaluate, spec: Spec): Eventually<Result> {
  const { id, of } = effect;
  if (of === "input" && spec.agent !== undefined) return checkInput(id, spec.agent, effect.args[0]);
  try {
    const said = call(effect, spec);
    if (isLate(said)) throw new TypeError("a function of a plan must answer at once; a promise is always true");
    const json = toJson(said);
    if (json.isJson) return { kind: "evaluated", id, value: json.value };
    return { kind: "notEvaluated", id, thrown: { name: "NotJson", message: `what it gave ${json.issue.message}` } };
  } catch (error) {
    return { kind: "notEvaluated", id, thrown: readThrown(error) };
  }
}

function call({ of, args }: Evaluate, spec: Spec): unknown {
  if (of === "plan" || of === "input") return spec.evaluate?.(...args);
  if ("answers" in of) {
    const source = spec.answers?.[of.answers];
    return source?.kind === "function" ? source.answer(...args) : undefined;
  }
  const gates = of.gates === "before" ? spec.agent?.gatesBefore : spec.agent?.gatesAfter;
  const [value, about] = args;
  return gates?.[of.index]?.test?.(value, readAbout(about));
}

function readAbout(about: unknown): About {
  if (typeof about !== "object" || about === null) return {};
  const confidence: unknown = Reflect.get(about, "confidence");
  const reasoning: unknown = Reflect.get(about, "reasoning");
  return {
    ...(typeof confidence === "number" ? { confidence } : {}),
    ...(typeof reasoning === "string" ? { reasoning } : {}),
  };
}
