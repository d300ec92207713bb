import type { StandardSchemaV1 } from "@standard-schema/spec";
import { TIMEOUT_MS } from "../../supervisors/defaults.ts";
import { acceptName } from "../model/accept-name.ts";
import { acceptBoolean, acceptDuration, acceptFunction, acceptKeys, acceptNumber } from "../model/accept.ts";
import type { FailureKind } from "../model/failure.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Brief } from "./brief.ts";
import { erased } from "./erasure.ts";
import type { Agent, Settled } from "./plan.ts";
import { toAgent } from "./planned.ts";
import type { Declined, Said } from "./said.ts";
import { validateOf } from "./schema.ts";
import type { AgentSpec, Expectation } from "./spec.ts";
import type { WorkContext } from "./work-context.ts";

/**
 * What an agent is made of. `WI` and `WO` are what its work sees and says, `I` and `O` what the outside gives and gets;
 * a schema may transform between them, and without one they are the same.
 */
export interface AgentOptions<WI, WO, I, O> {
  /** Any Standard Schema. An input that does not fit is a `permanent` failure. */
  readonly input?: StandardSchemaV1<I, WI>;
  /** Any Standard Schema. An output that does not fit is an `invalid-output`, and its issues are the next try's feedback. */
  readonly output?: StandardSchemaV1<WO, O>;
  /** Any function: a model call, a tool, plain code. What it throws is classified into a kind of failure. */
  readonly work: (input: WI, context: WorkContext) => Said<WO> | Promise<Said<WO>>;
  /** Handed to the work as `context.brief`. */
  readonly brief?: Brief;
  /** How long one attempt may take, in milliseconds, 1 to 315,360,000,000 (ten years). Default 30,000. */
  readonly timeoutMs?: number;
  /** What one attempt is expected to take, for estimates. `costUsd` is reserved on every ledger before the attempt. */
  readonly expects?: Expectation;
  /** Says the kind of what the work threw; undefined leaves it to the runtime (docs/semantics.md). */
  readonly classify?: (thrown: unknown) => FailureKind | undefined;
  /** Whether work that ignored its abort may be run again all the same. Default false. */
  readonly idempotent?: boolean;
}

const OPTIONS = ["input", "output", "work", "brief", "timeoutMs", "expects", "classify", "idempotent"];

/**
 * A worker: a name, and any function as its work. Each attempt is a step. Without a schema, the work's own types are
 * the agent's, and nothing is checked at run time but that values are JSON.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_FUNCTION, NOT_A_SCHEMA
 */
export function agent<WI, WO, I = WI, O = WO>(
  name: string,
  options: AgentOptions<WI, WO, I, O>,
): Agent<Settled<I>, Settled<Exclude<O, Declined>>> {
  const called = acceptName(name, "an agent");
  const where = `agent "${called}"`;
  acceptKeys(options, { where, known: OPTIONS });
  const { input, output, work, classify } = options;
  acceptFunction(work, `The work of ${where}`);
  if (classify !== undefined) acceptFunction(classify, `classify of ${where}`);
  const spec: AgentSpec = {
    work: erased(work),
    ...(input === undefined ? {} : { input: validateOf(input, `The input of ${where}`) }),
    ...(output === undefined ? {} : { output: validateOf(output, `The output of ${where}`) }),
    ...(options.brief === undefined ? {} : { brief: acceptBrief(options.brief, where) }),
    timeoutMs: acceptDuration(options.timeoutMs ?? TIMEOUT_MS, `timeoutMs of ${where}`),
    ...(options.expects === undefined ? {} : { expects: acceptExpectation(options.expects, where) }),
    gatesBefore: Object.freeze([]),
    gatesAfter: Object.freeze([]),
    ...(classify === undefined ? {} : { classify }),
    isIdempotent: acceptBoolean(options.idempotent ?? false, `idempotent of ${where}`),
  };
  return toAgent(
    Object.freeze({ kind: "agent", name: called, children: Object.freeze([]), agent: Object.freeze(spec) }),
    "agent",
  );
}

function acceptBrief(brief: Brief, where: string): Brief {
  acceptKeys(brief, { where: `brief of ${where}`, known: ["goal", "definitionOfDone", "context", "format"] });
  const { goal, definitionOfDone, context, format } = brief;
  return Object.freeze({
    goal: acceptText(goal, `goal in the brief of ${where}`),
    definitionOfDone: acceptText(definitionOfDone, `definitionOfDone in the brief of ${where}`),
    ...(context === undefined ? {} : { context: acceptText(context, `context in the brief of ${where}`) }),
    ...(format === undefined ? {} : { format: acceptText(format, `format in the brief of ${where}`) }),
  });
}

function acceptExpectation(expects: Expectation, where: string): Expectation {
  acceptKeys(expects, { where: `expects of ${where}`, known: ["latencyMs", "costUsd"] });
  const { latencyMs, costUsd } = expects;
  return Object.freeze({
    ...(latencyMs === undefined
      ? {}
      : { latencyMs: acceptNumber(latencyMs, { where: `latencyMs of ${where}`, min: 0 }) }),
    ...(costUsd === undefined ? {} : { costUsd: acceptNumber(costUsd, { where: `costUsd of ${where}`, min: 0 }) }),
  });
}

function acceptText(value: unknown, where: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} is ${shown(value)}.`,
    remedy: "Say it in words.",
    facts: { where },
  });
}
