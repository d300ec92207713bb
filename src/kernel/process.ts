import type { AgentRequest } from "../../machines/agent-request.ts";
import type { GroupRequest } from "../../machines/supervision/group.ts";
import type { AgentEvent, SupervisorEvent } from "../../machines/events.ts";
import type { GateEvent, GateRequest } from "../../machines/gate.machine.ts";
import type { GateInput } from "../../machines/gate-verdict.ts";
import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import type { Lineage } from "../../supervisors/policy.ts";
import type { About } from "../model/answer.ts";
import type { Assignment, Brief } from "../model/brief.ts";
import type { Effect } from "../model/effect.ts";
import type { Failure } from "../model/failure.ts";
import type { Spec } from "../plan/spec.ts";
import type { Actor } from "./driver.ts";
import type { Timer } from "./timers.ts";

const NONE: readonly Failure[] = [];

/** How a supervisor asks for a node. */
export type Start = Extract<GroupRequest, { ask: "start" }>;

/** A start that nobody asked for: the run's, and that of a plan which is run for a gate. */
export const UNASKED: Start = {
  ask: "start",
  slot: 0,
  life: 0,
  path: "",
  place: "",
  site: -1,
  attempt: 1,
  input: undefined,
  feedback: undefined,
  lineage: undefined,
  label: undefined,
  brief: undefined,
  answers: [],
};

/** Where a node comes to life, and by which plan. */
export interface Placement {
  /** Path and incarnation: no two processes of a run have the same. */
  readonly id: string;
  readonly incarnation: number;
  readonly parent: SupervisorProcess | undefined;
  readonly request: Start;
  readonly spec: Spec;
  readonly owners: readonly string[];
}

/** What every node has, whichever machine it is. Classes, for there may be tens of thousands at once. */
abstract class Placed {
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
  /** The policies above it. */
  readonly lineage: Lineage | undefined;
  /** What a planner says of its task, or of the task that it is a part of. */
  readonly assignment: Assignment | undefined;
  /** What its supervisor or its gate decided last, for those who look. */
  disposition = "";
  attempt = 0;
  /** The last fact about it, to name as the cause of the next. */
  cause = 0;
  /** The node whose declared value it ends with, when it is skipped. */
  skippedFor: string;
  /** Its last failure, until something is decided about it. */
  failure: Failure | undefined = undefined;
  /** It was asked to stop: a start or a retry that is still on its way to it is overtaken. */
  isToStop = false;

  constructor({ id, incarnation, parent, request, spec, owners }: Placement) {
    this.id = id;
    this.path = request.path;
    this.place = request.place;
    this.life = request.life;
    this.incarnation = incarnation;
    this.site = request.site;
    this.spec = spec;
    this.parent = parent;
    this.slot = request.slot;
    this.ledgers = owners;
    this.input = request.input;
    this.lineage = request.lineage;
    this.assignment = assignmentOf(request.brief, parent);
    this.skippedFor = request.path;
  }
}

function assignmentOf(brief: Brief | undefined, parent: SupervisorProcess | undefined): Assignment | undefined {
  if (brief !== undefined) return { brief, isOwn: true };
  const above = parent?.assignment;
  return above?.isOwn === true ? { ...above, isOwn: false } : above;
}

export class AgentProcess extends Placed {
  readonly kind = "agent";
  readonly actor: Actor<AgentEvent, AgentRequest>;
  gate: GateProcess | undefined = undefined;
  /** A gate that was taken back while a plan decided there, which is being stopped. */
  closing: GateProcess | undefined = undefined;
  /** How often each plan was run for its gates, by the plan's name here. */
  consultations: Map<string, number> | undefined = undefined;
  /** What passed at a deadline because nobody looked: the input and the output of this attempt. */
  unattendedBefore: readonly Failure[] = NONE;
  unattended: readonly Failure[] = NONE;
  /** The work that is out, its clock, and the money promised to it that it has not reported yet. */
  effect: string | undefined = undefined;
  timer: Timer | undefined = undefined;
  reservedUsd = 0;
  /** How many of its attempts a killed process took with it. */
  losses = 0;

  constructor(placement: Placement, actor: Actor<AgentEvent, AgentRequest>) {
    super(placement);
    this.actor = actor;
  }
}

export class SupervisorProcess extends Placed {
  readonly kind = "supervisor";
  readonly actor: Actor<SupervisorEvent, SupervisorRequest>;
  /** Who is at work in each slot. */
  readonly children = new Map<number, NodeProcess>();
  /** Slots whose start is in the queue, with the life that is to start; a stop takes it back. */
  readonly starting = new Map<number, number>();
  readonly waits = new Map<number, Timer>();
  /** Evaluations that are out, each with the key that the pattern knows it by, and which function it is, in words. */
  readonly effects = new Map<string, { readonly key: number; readonly words: string }>();
  /** It runs a plan for a gate, and nothing else; then it has no parent. */
  readonly consultedBy: GateProcess | undefined;
  /** A person is being asked about an escalation. */
  question: string | undefined = undefined;
  turned = "";

  constructor(placement: Placement, actor: Actor<SupervisorEvent, SupervisorRequest>, consultedBy?: GateProcess) {
    super(placement);
    this.actor = actor;
    this.consultedBy = consultedBy;
  }
}

/** A gate belongs to the agent whose value it looks at. */
export interface GateProcess {
  readonly kind: "gate";
  readonly id: string;
  readonly agent: AgentProcess;
  readonly gate: number;
  readonly actor: Actor<GateEvent, GateRequest>;
  readonly input: GateInput;
  /** Which function of the plan it asks; none for a person. */
  readonly place: Exclude<Extract<Effect, { kind: "evaluate" }>["of"], "plan"> | undefined;
  /** Who may answer. */
  readonly roles: readonly string[] | undefined;
  readonly about: About | undefined;
  /** What the work saw, or will see. */
  readonly seen: unknown;
  /** For asking: who may know, the nearest first. */
  readonly sources: readonly Source[];
  effect: string | undefined;
  question: string | undefined;
  /** How often it has asked a person, and until when the first asking holds, absolute, in milliseconds. */
  questions: number;
  deadline: number | undefined;
  /** The plan that is deciding, and which of the sources it is. */
  consultation: SupervisorProcess | undefined;
  source: number;
  /** How long a schema may take; set while the wall clock counts it as work. */
  timer: Timer | undefined;
}

/** A plan around an agent that may know what its work asks for: the site that declares it, and its number there. */
export interface Source {
  readonly site: number;
  readonly index: number;
}

export type NodeProcess = AgentProcess | SupervisorProcess;
