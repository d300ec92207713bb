import type { AgentRequest } from "../../machines/agent-request.ts";
import type { AgentEvent, SupervisorEvent } from "../../machines/events.ts";
import type { GateEvent, GateRequest } from "../../machines/gate.machine.ts";
import type { GateInput } from "../../machines/gate-verdict.ts";
import type { SupervisorRequest } from "../../machines/supervisor.machine.ts";
import type { Failure } from "../model/failure.ts";
import type { Spec } from "../plan/spec.ts";
import type { Actor } from "./driver.ts";
import type { Timer } from "./timers.ts";

/** What every node has, whichever machine it is. */
export interface Placed {
  /** Path and incarnation: no two processes of a run have the same. */
  readonly id: string;
  readonly path: string;
  /** The path of the slot that it fills: its own, unless it stands in for another. */
  readonly place: string;
  /** The life of its slot, by which its supervisor knows it. */
  readonly life: number;
  /** The lives of its path so far, over all lives of what is above it. */
  readonly incarnation: number;
  readonly site: number;
  readonly spec: Spec;
  /** The supervisor that started it, and the slot it fills there; the run itself has none. */
  readonly parent: SupervisorProcess | undefined;
  readonly slot: number;
  /** The owners of the ledgers that it draws on, its own first. */
  readonly ledgers: readonly string[];
  readonly input: unknown;
  /** What its supervisor or its gate decided last, for those who look. */
  disposition: string;
  attempt: number;
  /** The last fact about it, to name as the cause of the next. */
  cause: number;
  /** The node whose declared value it ends with, when it is skipped. */
  skippedFor: string;
  /** Its last failure, until something is decided about it. */
  failure: Failure | undefined;
  /** It was asked to stop: a start or a retry that is still on its way to it is overtaken. */
  isToStop: boolean;
}

export interface AgentProcess extends Placed {
  readonly kind: "agent";
  readonly actor: Actor<AgentEvent, AgentRequest>;
  gate: GateProcess | undefined;
  /** What passed at a deadline because nobody looked: the input and the output of this attempt. */
  unattendedBefore: Failure[];
  unattended: Failure[];
  /** The work that is out, and its clock. */
  effect: string | undefined;
  timer: Timer | undefined;
}

export interface SupervisorProcess extends Placed {
  readonly kind: "supervisor";
  readonly actor: Actor<SupervisorEvent, SupervisorRequest>;
  /** Who is at work in each slot. */
  readonly children: Map<number, NodeProcess>;
  /** Slots whose start is in the queue, with the life that is to start; a stop takes it back. */
  readonly starting: Map<number, number>;
  readonly waits: Map<number, Timer>;
  /** An evaluation that is out. */
  effect: string | undefined;
  /** A person is being asked about an escalation. */
  question: string | undefined;
  turned: string;
}

/** A gate belongs to the agent whose value it looks at. */
export interface GateProcess {
  readonly kind: "gate";
  readonly id: string;
  readonly agent: AgentProcess;
  readonly gate: number;
  readonly actor: Actor<GateEvent, GateRequest>;
  readonly input: GateInput;
  /** Which function of the plan it asks. */
  readonly place: { readonly gates: "before" | "after"; readonly index: number } | undefined;
  readonly about: unknown;
  effect: string | undefined;
  question: string | undefined;
}

export type NodeProcess = AgentProcess | SupervisorProcess;
