// The machines that run: to draw, to explore with @xstate/graph, to step by hand.
export { agentMachine } from "./agent.machine.ts";
export type { AgentContext, AgentInput, AgentRequest } from "./agent-request.ts";
export { type GateContext, type GateEvent, gateMachine, type GateRequest } from "./gate.machine.ts";
export type { SupervisorContext, SupervisorInput, SupervisorRequest } from "./supervisor-context.ts";
export { supervisorMachine } from "./supervisor.machine.ts";

// What they hear.
export type {
  AgentEvent,
  ChildEvent,
  GateAnswer,
  NodeEvent,
  Stamp,
  StopHow,
  StopReason,
  SupervisorEvent,
  Verdict,
  WorkEvent,
} from "./events.ts";

// What they look at.
export type { GateInput, GateKind, GateVerdict } from "./gate-verdict.ts";
export type { GatePlace } from "./gate-order.ts";
export type {
  ChildInfo,
  Ending,
  Group,
  GroupRequest,
  Occupant,
  Regroup,
  Slot,
  SlotPhase,
} from "./supervision/group.ts";
