import type { AgentInput, AgentRequest } from "../../machines/agent-request.ts";
import type { AgentEvent, SupervisorEvent } from "../../machines/events.ts";
import type { GateEvent, GateRequest } from "../../machines/gate.machine.ts";
import type { GateInput } from "../../machines/gate-verdict.ts";
import type { SupervisorInput, SupervisorRequest } from "../../machines/supervisor-context.ts";

/** One machine at work. */
export interface Actor<E, R> {
  /** Delivers an event and returns what the machine asks for, in order; undefined where no transition took it. */
  send(event: E): readonly R[] | undefined;
  /** The outermost state. */
  state(): string;
  /** Lets go of it; it hears nothing any more. */
  stop(): void;
}

/** What steps machines. Two of them, held to one trace: XState's actors for what runs, bare transitions for replay and tests. */
export interface Driver {
  agent(id: string, input: AgentInput): Actor<AgentEvent, AgentRequest>;
  supervisor(id: string, input: SupervisorInput): Actor<SupervisorEvent, SupervisorRequest>;
  gate(id: string, input: GateInput): Actor<GateEvent, GateRequest>;
  /** Lets go of whatever is left. */
  close(): void;
}
