import type { StandardSchemaV1 } from "@standard-schema/spec";
import { TIMEOUT_MS } from "../../supervisors/defaults.ts";
import { acceptName } from "../model/accept-name.ts";
import { acceptBoolean, acceptDuration, acceptFunction, acceptKeys, acceptNumber } from "../model/accept.ts";
import type { Brief } from "../model/brief.ts";
import type { FailureKind } from "../model/failure.ts";
import { itemsOf } from "../model/readable.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { acceptBrief, acceptExpectation } from "./agent-parts.ts";
import { erased } from "./erasure.ts";
import type { Agent, Settled } from "./plan.ts";
import { toAgent } from "./planned.ts";
import { type Role, type RoleOptions, roleOf } from "./role.ts";
import type { Said, Unsaid } from "./said.ts";
import { validateOf } from "./schema.ts";
import type { AgentSpec, Expectation } from "./spec.ts";
import type { Hands, WorkContext } from "./work-context.ts";

/**
 * What an agent is made of. `WI` and `WO` are what its work sees and says, `I` and `O` what the outside gives and gets;
 * a schema may transform between them, and without one they are the same.
 */
export interface AgentOptions<WI, WO, I, O, To extends string = never> {
  /** Any Standard Schema. An input that does not fit is a `permanent` failure. */
  readonly input?: StandardSchemaV1<I, WI>;
  /** Any Standard Schema. An output that does not fit is an `invalid-output`, and its issues are the next try's feedback. */
  readonly output?: StandardSchemaV1<WO, O>;
  /** Any function: a model call, a tool, plain code. What it throws is classified into a kind of failure. */
  readonly work: (input: WI, context: WorkContext & Hands<To>) => Said<WO> | Promise<Said<WO>>;
  /** The peers of its `handoff` that it may hand off to, by their keys there. */
  readonly handsTo?: readonly To[];
  /** How often its work may be answered what it asks back, in one activation, 0 to 100. Default 0. Each answer costs one more attempt. */
  readonly asks?: number;
  /** What it shares with others; what it says itself comes first. Made by `role()`. */
  readonly role?: Role;
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

const OPTIONS = [
  "input",
  "output",
  "work",
  "handsTo",
  "asks",
  "role",
  "brief",
  "timeoutMs",
  "expects",
  "classify",
  "idempotent",
];
const ASKS_MAX = 100;

/**
 * A worker: a name, and any function as its work. Each attempt is a step. Without a schema, the work's own types are
 * the agent's, and nothing is checked at run time but that values are JSON.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_FUNCTION, NOT_A_SCHEMA
 */
export function agent<WI, WO, I = WI, O = WO, const To extends string = never>(
  name: string,
  options: AgentOptions<WI, WO, I, O, To>,
): Agent<Settled<I>, Settled<Exclude<O, Unsaid>>, Settled<To>> {
  const called = acceptName(name, "an agent");
  const where = `agent "${called}"`;
  acceptKeys(options, { where, known: OPTIONS });
  const { input, output, work, handsTo = [], asks = 0 } = options;
  acceptFunction(work, `The work of ${where}`);
  const spec: AgentSpec = {
    work: erased(work),
    ...(input === undefined ? {} : { input: validateOf(input, `The input of ${where}`) }),
    ...(output === undefined ? {} : { output: validateOf(output, `The output of ${where}`) }),
    handsTo: acceptHandsTo(handsTo, where),
    asks: acceptNumber(asks, { where: `asks of ${where}`, min: 0, max: ASKS_MAX, isWhole: true }),
    ...acceptShared({ ...roleOf(options.role, where), ...given(options) }, where),
    gatesBefore: Object.freeze([]),
    gatesAfter: Object.freeze([]),
  };
  return toAgent(
    Object.freeze({ kind: "agent", name: called, children: Object.freeze([]), agent: Object.freeze(spec) }),
    "agent",
  );
}

/** What the agent itself says of what a role may say. */
function given({ brief, timeoutMs, expects, classify, idempotent }: RoleOptions): RoleOptions {
  return {
    ...(brief === undefined ? {} : { brief }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(expects === undefined ? {} : { expects }),
    ...(classify === undefined ? {} : { classify }),
    ...(idempotent === undefined ? {} : { idempotent }),
  };
}

type Shared = Pick<AgentSpec, "brief" | "timeoutMs" | "expects" | "classify" | "isIdempotent">;

function acceptShared(shared: RoleOptions, where: string): Shared {
  const { brief, timeoutMs = TIMEOUT_MS, expects, classify, idempotent = false } = shared;
  if (classify !== undefined) acceptFunction(classify, `classify of ${where}`);
  return {
    ...(brief === undefined ? {} : { brief: acceptBrief(brief, where) }),
    timeoutMs: acceptDuration(timeoutMs, `timeoutMs of ${where}`),
    ...(expects === undefined ? {} : { expects: acceptExpectation(expects, where) }),
    ...(classify === undefined ? {} : { classify }),
    isIdempotent: acceptBoolean(idempotent, `idempotent of ${where}`),
  };
}

function acceptHandsTo(handsTo: unknown, where: string): readonly string[] {
  const peers = itemsOf(handsTo);
  if (peers === undefined) {
    throw new TroupeError("BAD_OPTION", {
      what: `handsTo of ${where} is ${shown(handsTo)}, not a list.`,
      remedy: 'Name the peers of its handoff, as in handsTo: ["billing"].',
      facts: { where },
    });
  }
  return Object.freeze(peers.map((peer) => acceptName(peer, `a peer in handsTo of ${where}`)));
}
