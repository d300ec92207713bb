import { agentMachine } from "../../machines/agent.machine.ts";
import type { AgentRequest } from "../../machines/agent-request.ts";
import { gateMachine, type GateRequest } from "../../machines/gate.machine.ts";
import { supervisorMachine, type SupervisorRequest } from "../../machines/supervisor.machine.ts";

/** Where the machines' effects go while one of them takes an event. */
export interface Outbox<R> {
  requests: R[];
}

/** Empties an outbox into the hands of the caller. */
export function take<R>(outbox: Outbox<R>): readonly R[] {
  const { requests } = outbox;
  outbox.requests = [];
  return requests;
}

/** The agent machine, whose effects are put into the outbox. */
export function agentLogic(out: Outbox<AgentRequest>) {
  return agentMachine.provide({
    actions: {
      work: (_, params) => void out.requests.push({ ask: "work", ...params }),
      abort: (_, params) => void out.requests.push({ ask: "abort", ...params }),
      openGate: (_, params) => void out.requests.push({ ask: "openGate", ...params }),
      withdrawGate: (_, params) => void out.requests.push({ ask: "withdrawGate", ...params }),
      tell: (_, params) => void out.requests.push(params),
    },
  });
}

/** The supervisor machine, likewise. */
export function supervisorLogic(out: Outbox<SupervisorRequest>) {
  return supervisorMachine.provide({
    actions: {
      perform: (_, { requests }) => {
        for (const request of requests) out.requests.push(request);
      },
      tell: (_, params) => void out.requests.push(params),
    },
  });
}

/** The gate machine, likewise. */
export function gateLogic(out: Outbox<GateRequest>) {
  return gateMachine.provide({
    actions: {
      evaluate: () => void out.requests.push({ ask: "evaluate" }),
      question: () => void out.requests.push({ ask: "question" }),
      tellVerdict: (_, params) => void out.requests.push({ ask: "tellVerdict", ...params }),
    },
  });
}
