import { initialTransition, transition } from "xstate";
import { agentMachine } from "../../machines/agent.machine.ts";
import type { AgentInput, AgentRequest } from "../../machines/agent-request.ts";
import type { AgentEvent, SupervisorEvent } from "../../machines/events.ts";
import { type GateEvent, gateMachine, type GateRequest } from "../../machines/gate.machine.ts";
import type { GateInput, GateVerdict } from "../../machines/gate-verdict.ts";
import type { SupervisorInput, SupervisorRequest } from "../../machines/supervisor-context.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";

/** A machine stepped by hand, as XState itself steps it: no actor, no kernel. */
export interface Stepped<E, R> {
  /** Sends events one after the other, and gives what the machine asked for on the way; a finished one hears nothing. */
  send(...events: readonly E[]): readonly R[];
  /** The innermost state, such as `aborting`. */
  state(): string;
  /** Whether the machine would take the event. */
  takes(event: E): boolean;
  context(): unknown;
}

export function steppedAgent(input: Partial<AgentInput> = {}): Stepped<AgentEvent, AgentRequest> {
  const [first] = initialTransition(agentMachine, {
    path: "support/draft",
    gatesBefore: 0,
    gatesAfter: 0,
    isPerson: false,
    ...input,
  });
  return stepped(first, (snapshot, event: AgentEvent) => transition(agentMachine, snapshot, event), agentRequests);
}

type Question = Extract<GateRequest, { ask: "question" }>;
/** What a gate asks for, in short, a second question in full; and its verdict. */
export type GateWord = string | Question | GateVerdict;

export function steppedGate(input: GateInput): Stepped<GateEvent, GateWord> {
  const [first] = initialTransition(gateMachine, input);
  return stepped(first, (snapshot, event: GateEvent) => transition(gateMachine, snapshot, event), gateRequests);
}

export function steppedSupervisor(input: SupervisorInput): Stepped<SupervisorEvent, SupervisorRequest> {
  const [first] = initialTransition(supervisorMachine, input);
  return stepped(
    first,
    (snapshot, event: SupervisorEvent) => transition(supervisorMachine, snapshot, event),
    groupRequests,
  );
}

interface Done {
  readonly type: string;
  readonly params: unknown;
}
interface Moment {
  readonly status: string;
  readonly value: unknown;
  readonly context: unknown;
}

function stepped<S extends Moment, E, R>(
  first: S,
  step: (snapshot: S, event: E) => readonly [S, readonly { readonly type: string; readonly params?: unknown }[]],
  read: (done: Done) => readonly R[],
): Stepped<E, R> {
  let now = first;
  const next = (event: E) => (now.status === "active" ? step(now, event) : ([now, []] as const));
  return {
    send: (...events) =>
      events.flatMap((event) => {
        const [snapshot, actions] = next(event);
        now = snapshot;
        return actions.flatMap(({ type, params }) => read({ type, params }));
      }),
    state: () => innermost(now.value),
    takes: (event) => next(event)[0] !== now,
    context: () => now.context,
  };
}

function innermost(value: unknown): string {
  return typeof value === "object" && value !== null ? innermost(Object.values(value)[0]) : String(value);
}

function agentRequests({ type, params }: Done): readonly AgentRequest[] {
  if (typeof params !== "object" || params === null) return [];
  const request: unknown = "ask" in params ? params : { ask: type, ...params };
  return isAgentRequest(request) ? [request] : [];
}

function isAgentRequest(request: unknown): request is AgentRequest {
  return typeof request === "object" && request !== null && "ask" in request;
}

function gateRequests({ type, params }: Done): readonly GateWord[] {
  if (type === "question") return isAgain(params) ? [{ ...params, ask: type }] : [type];
  if (hasSource(params)) return [params.source === 0 ? type : `${type} ${params.source}`];
  return isTold(params) ? [params.verdict] : [];
}

function hasSource(params: unknown): params is { readonly source: number } {
  return typeof params === "object" && params !== null && "source" in params;
}

function isAgain(params: unknown): params is Question {
  return (
    typeof params === "object" &&
    params !== null &&
    "approvals" in params &&
    Array.isArray(params.approvals) &&
    params.approvals.length > 0
  );
}

function isTold(params: unknown): params is { readonly verdict: GateVerdict } {
  return typeof params === "object" && params !== null && "verdict" in params;
}

function groupRequests({ type, params }: Done): readonly SupervisorRequest[] {
  if (type === "tell") return isGroupRequest(params) ? [params] : [];
  return type === "perform" && hasRequests(params) ? params.requests : [];
}

function isGroupRequest(params: unknown): params is SupervisorRequest {
  return typeof params === "object" && params !== null && "ask" in params;
}

function hasRequests(params: unknown): params is { readonly requests: readonly SupervisorRequest[] } {
  return typeof params === "object" && params !== null && "requests" in params;
}
