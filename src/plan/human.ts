import type { StandardSchemaV1 } from "@standard-schema/spec";
import { TIMEOUT_MS } from "../../supervisors/defaults.ts";
import { acceptName } from "../model/accept-name.ts";
import { acceptDuration, acceptJson, acceptKeys, acceptText, acceptWord } from "../model/accept.ts";
import { fieldsOf } from "../model/readable.ts";
import type { Agent, Settled } from "./plan.ts";
import { toAgent } from "./planned.ts";
import { validateOf } from "./schema.ts";
import type { AgentSpec, PersonSpec } from "./spec.ts";

/** Whom is asked for what, how long, and what is taken then. The deadline and its default are not optional. */
export interface HumanOptions<I, O> {
  /** Any Standard Schema. */
  readonly input?: StandardSchemaV1<I>;
  /** Any Standard Schema: what the person must give. */
  readonly output: StandardSchemaV1<unknown, O>;
  /** What the person is asked for, in words: 1 to 500 characters. Left out: the name must say it. */
  readonly asks?: string;
  /** In milliseconds from when the question is asked, 1 to 315,360,000,000 (ten years). */
  readonly deadlineMs: number;
  /** At the deadline: a declared value (the run is then degraded: nobody looked), or a `rejected` failure. */
  readonly otherwise: { readonly value: NoInfer<O> } | "fail";
}

/**
 * A person as a worker: the run's `questions` list what is asked, and `run.answer(id, { verdict: "edit", value })` gives
 * the output. Costs no step, and waiting costs no wall time.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_SCHEMA, NOT_JSON
 */
export function human<I, O>(name: string, options: HumanOptions<I, O>): Agent<Settled<I>, Settled<O>> {
  const called = acceptName(name, "a human");
  const where = `human "${called}"`;
  acceptKeys(options, { where, known: ["input", "output", "asks", "deadlineMs", "otherwise"] });
  const { input, output, asks, deadlineMs, otherwise } = options;
  const person: PersonSpec = {
    ...(asks === undefined ? {} : { asks: acceptText(asks, `asks of ${where}`) }),
    deadlineMs: acceptDuration(deadlineMs, `deadlineMs of ${where}`),
    otherwise: acceptOtherwise(otherwise, where),
  };
  const spec: AgentSpec = {
    person: Object.freeze(person),
    ...(input === undefined ? {} : { input: validateOf(input, `The input of ${where}`) }),
    output: validateOf(output, `The output of ${where}`),
    timeoutMs: TIMEOUT_MS,
    asks: 0,
    handsTo: Object.freeze([]),
    gatesBefore: Object.freeze([]),
    gatesAfter: Object.freeze([]),
    isIdempotent: false,
  };
  return toAgent(
    Object.freeze({ kind: "human", name: called, children: Object.freeze([]), agent: Object.freeze(spec) }),
    "human",
  );
}

function acceptOtherwise(otherwise: { readonly value: unknown } | "fail", where: string): PersonSpec["otherwise"] {
  const declared = fieldsOf(otherwise)?.find(([name]) => name === "value");
  if (declared !== undefined) {
    const [, value] = declared;
    return Object.freeze({ does: "answer", value: acceptJson(value, `The value of otherwise of ${where}`) });
  }
  acceptWord(otherwise, { where: `otherwise of ${where}`, words: ["fail", "{ value: … }"] });
  return Object.freeze({ does: "reject" });
}
