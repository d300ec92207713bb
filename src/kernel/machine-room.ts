import type { AnyStateMachine, ContextFrom, InputFrom, SnapshotFrom } from "xstate";
import { agentContext } from "../../machines/agent-context.ts";
import { agentMachine } from "../../machines/agent.machine.ts";
import type { AgentRequest } from "../../machines/agent-request.ts";
import { gateMachine, type GateRequest } from "../../machines/gate.machine.ts";
import { supervisorContext, type SupervisorRequest } from "../../machines/supervisor-context.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";

/** Where a machine's effects go while it takes an event. */
export interface Outbox<R> {
  requests: R[];
}

/** Empties an outbox into the hands of the caller. */
export function take<R>(outbox: Outbox<R>): readonly R[] {
  const { requests } = outbox;
  outbox.requests = [];
  return requests;
}

/**
 * One outbox per machine for the whole process: a machine takes one event at a time, and its driver empties the outbox
 * before the next. XState keeps what it learns about a machine with the machine, so that a copy for every run would
 * have to learn it anew each time.
 */
const fromAgents: Outbox<AgentRequest> = { requests: [] };
const fromSupervisors: Outbox<SupervisorRequest> = { requests: [] };
const fromGates: Outbox<GateRequest> = { requests: [] };

/**
 * Gives a machine whose first state is `idle` a short way there. XState enters the first state as it enters any other, at the price
 * of a transition; where nothing happens on entering, all but the context is known beforehand. Held to XState's own
 * first snapshot by a test.
 */
function beginsIdle<M extends AnyStateMachine>(machine: M, contextOf: (input: InputFrom<M>) => ContextFrom<M>): M {
  const first: SnapshotFrom<AnyStateMachine> = machine.resolveState({ value: "idle", context: {} });
  machine.getInitialSnapshot = (_scope, input) => ({ ...first, children: {}, context: contextOf(input) });
  return machine;
}

/** The agent machine, whose effects are put into the outbox. */
export const agents = {
  out: fromAgents,
  logic: beginsIdle(
    agentMachine.provide({
      actions: {
        work: (_, params) => void fromAgents.requests.push({ ask: "work", ...params }),
        abort: (_, params) => void fromAgents.requests.push({ ask: "abort", ...params }),
        openGate: (_, params) => void fromAgents.requests.push({ ask: "openGate", ...params }),
        drainGate: (_, params) => void fromAgents.requests.push({ ask: "drainGate", ...params }),
        withdrawGate: (_, params) => void fromAgents.requests.push({ ask: "withdrawGate", ...params }),
        tell: (_, params) => void fromAgents.requests.push(params),
      },
    }),
    agentContext,
  ),
} as const;

/** The supervisor machine, likewise. */
export const supervisors = {
  out: fromSupervisors,
  logic: beginsIdle(
    supervisorMachine.provide({
      actions: {
        perform: (_, { requests }) => {
          for (const request of requests) fromSupervisors.requests.push(request);
        },
        tell: (_, params) => void fromSupervisors.requests.push(params),
      },
    }),
    supervisorContext,
  ),
} as const;

/** The gate machine, likewise. */
export const gates = {
  out: fromGates,
  logic: gateMachine.provide({
    actions: {
      evaluate: (_, params) => void fromGates.requests.push({ ask: "evaluate", ...params }),
      consult: (_, params) => void fromGates.requests.push({ ask: "consult", ...params }),
      question: (_, params) => void fromGates.requests.push({ ask: "question", ...params }),
      tellVerdict: (_, params) => void fromGates.requests.push({ ask: "tellVerdict", ...params }),
    },
  }),
} as const;
