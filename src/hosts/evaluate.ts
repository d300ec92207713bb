import type { About } from "../model/answer.ts";
import type { Effect } from "../model/effect.ts";
import { toJson } from "../model/json.ts";
import { readThrown } from "../model/thrown.ts";
import type { Spec } from "../plan/spec.ts";
import type { Result } from "./attempt.ts";

type Evaluate = Extract<Effect, { kind: "evaluate" }>;

/** Calls a function of the plan: a branch's `on`, a given's selection, a gate's test. What it throws is a result too. */
export function evaluate(effect: Evaluate, spec: Spec): Result {
  const { id } = effect;
  try {
    const said = call(effect, spec);
    if (said instanceof Promise) throw atOnce(said);
    const json = toJson(said);
    if (json.isJson) return { kind: "evaluated", id, value: json.value };
    return { kind: "notEvaluated", id, thrown: { name: "NotJson", message: `what it gave ${json.issue.message}` } };
  } catch (error) {
    return { kind: "notEvaluated", id, thrown: readThrown(error) };
  }
}

function call({ of, args }: Evaluate, spec: Spec): unknown {
  if (of === "plan") return spec.evaluate?.(...args);
  const gates = of.gates === "before" ? spec.agent?.gatesBefore : spec.agent?.gatesAfter;
  const [value, about] = args;
  return gates?.[of.index]?.test?.(value, readAbout(about));
}

/** Nobody waits for a promise here, so nobody else will hear of its rejection: it must not end the process. */
function atOnce(late: Promise<unknown>): TypeError {
  late.catch(() => {});
  return new TypeError("a function of a plan must answer at once; a promise is always true");
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
