import { GRACE_MS } from "../../supervisors/defaults.ts";
import { acceptDuration } from "../model/accept.ts";
import { toJson } from "../model/json.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Budget } from "../model/usage.ts";
import { bound } from "../plan/bound.ts";
import { acceptBudget, tighter } from "../plan/budget.ts";
import { retyped, specOf } from "../plan/erasure.ts";
import { acceptGoingBack } from "../plan/going-back.ts";
import { layOut } from "../plan/layout.ts";
import { acceptPlaces } from "../plan/size.ts";
import type { Spec } from "../plan/spec.ts";
import type { Setting } from "./kernel.ts";
import type { RunOptions } from "./run-options.ts";

/** All of a run's setting that plan, input and options decide. */
export type Settled = Omit<Setting, "runId" | "seed" | "startedAt">;

/**
 * Everything that can be wrong about a start is found here, before anything happens. The same plan, input and options are
 * settled the same way in every process.
 */
export function settle(plan: unknown, input: unknown, options: RunOptions): Settled {
  const spec = specOf(plan, "The plan given to start()");
  const most = bound(retyped(plan));
  acceptPlaces(spec);
  acceptGoingBack(spec);
  const { deadlineMs, graceMs, onEscalation, unattended = false } = options;
  return {
    layout: layOut(spec),
    input: jsonInput(spec, input),
    budget: budgetOf(spec, options.budget, most),
    bound: most,
    graceMs: graceMs === undefined ? GRACE_MS : acceptDuration(graceMs, "graceMs of start()"),
    deadlineMs: deadlineMs === undefined ? undefined : acceptDuration(deadlineMs, "deadlineMs of start()"),
    escalationMs:
      onEscalation === undefined
        ? undefined
        : acceptDuration(onEscalation.deadlineMs, "onEscalation.deadlineMs of start()"),
    isUnattended: unattended,
  };
}

function jsonInput(spec: Spec, input: unknown): unknown {
  const json = toJson(input);
  if (json.isJson) return json.value;
  const place = (json.issue.path ?? []).map(String).join(".");
  throw new TroupeError("NOT_JSON", {
    what: `The input of ${spec.name} is not JSON${place === "" ? "" : ` at ${place}`}: ${json.issue.message}.`,
    remedy: "Send plain JSON, and let the first agent's input schema turn it into what the work wants, such as dates.",
    facts: { plan: spec.name, path: json.issue.path },
  });
}

/** What the caller named, what the root plan declares, and for the steps its bound: the tightest of each. */
function budgetOf(spec: Spec, given: Budget | undefined, most: number | undefined): Budget {
  const own = given === undefined ? {} : acceptBudget(given, "start()");
  const budget = spec.budget === undefined ? own : tighter(own, spec.budget);
  if (budget.steps !== undefined) return budget;
  if (most !== undefined) return { ...budget, steps: most };
  throw new TroupeError("UNBOUNDED_PLAN", {
    what: `Nothing bounds the steps of ${spec.name}.`,
    remedy: `Give its maps maxItems, or the run a budget: start(plan, input, { budget: { steps: 100 } }).`,
    facts: { plan: spec.name },
  });
}
