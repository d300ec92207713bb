import type { AgentEvent, ChildEvent, SupervisorEvent } from "../../machines/events.ts";
import type { GateEvent } from "../../machines/gate.machine.ts";
import type { GroupRequest } from "../../machines/supervision/group.ts";
import type { Book } from "../budget/book.ts";
import type { AgentState } from "../model/answer.ts";
import type { Effect } from "../model/effect.ts";
import { type Fact, type FactBody, isWorld, makeFact } from "../model/fact.ts";
import { frozen } from "../model/frozen.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Question } from "../model/question.ts";
import type { Layout } from "../plan/layout.ts";
import type { Driver } from "./driver.ts";
import type { Harvest } from "./harvest.ts";
import type { AgentProcess, GateProcess, NodeProcess, SupervisorProcess } from "./process.ts";
import type { Queue } from "./queue.ts";
import type { Receipts } from "./receipts.ts";
import type { Timer, Timers } from "./timers.ts";

/** Something to be done next, in the order in which it came up. `cause` is the fact that led to it. */
export type Letter = { readonly cause: number } & (
  | { readonly to: AgentProcess; readonly kind: "agent"; readonly event: AgentEvent }
  | { readonly to: SupervisorProcess; readonly kind: "supervisor"; readonly event: SupervisorEvent }
  /** The stamp is put on when the letter is opened. */
  | {
      readonly to: SupervisorProcess;
      readonly kind: "failure";
      readonly event: Omit<Extract<ChildEvent, { type: "CHILD_FAILED" }>, "stamp">;
      readonly from: NodeProcess;
    }
  | { readonly to: GateProcess; readonly kind: "gate"; readonly event: GateEvent }
  | {
      readonly to: SupervisorProcess;
      readonly kind: "spawn";
      readonly request: Extract<GroupRequest, { ask: "start" }>;
    }
);

/** Nothing begins after it was asked to stop, though the start was sent before. */
export function isOvertaken(letter: Letter): boolean {
  if (letter.kind !== "agent" && letter.kind !== "supervisor") return false;
  return (letter.event.type === "START" || letter.event.type === "RETRY") && isToStop(letter.to);
}

/** Whether it was asked to stop, or something above it was: the word is on its way down. */
function isToStop(node: NodeProcess): boolean {
  for (let at: NodeProcess | undefined = node; at !== undefined; at = above(at)) if (at.isToStop) return true;
  return false;
}

function above(node: NodeProcess): NodeProcess | undefined {
  return node.parent ?? (node.kind === "supervisor" ? node.consultedBy?.agent : undefined);
}

/** A node as it can be seen from outside, at any moment. */
export interface NodeView {
  readonly path: string;
  readonly kind: string;
  readonly state: AgentState;
  /** What was decided about it, in words; empty while there is nothing to say. */
  readonly disposition: string;
  readonly attempt: number;
}

/** A question that is or was open, and whom the answer goes to. */
export interface Asked {
  readonly question: Question;
  /** The plan whose output an answer is held against. */
  readonly site: number;
  readonly to: { readonly gate: GateProcess } | { readonly supervisor: SupervisorProcess; readonly slot: number };
  readonly timer: Timer;
  /** Why no answer is taken any more. */
  closed: string | undefined;
}

/** The time that a ledger's subtree has been at work. */
export interface Clock {
  readonly limitMs: number | undefined;
  busy: number;
  usedMs: number;
  since: number | undefined;
  timer: Timer | undefined;
}

/** Everything one run knows. Its parts change only while a letter is open or a completion arrives. */
export interface Core {
  readonly runId: string;
  readonly seed: number;
  readonly graceMs: number;
  readonly layout: Layout;
  readonly driver: Driver;
  readonly withdraw: (id: string, why: string) => void;
  readonly deadline: number | undefined;
  /** Set for the deadline, and cancelled with the run. */
  deadlineTimer: Timer | undefined;
  readonly escalationMs: number | undefined;
  /** Nobody is there to be asked: questions take their defaults at once. */
  readonly isUnattended: boolean;
  now: number;
  readonly queue: Queue<Letter>;
  readonly timers: Timers;
  readonly live: Map<string, NodeProcess>;
  readonly views: Map<string, NodeView>;
  book: Book;
  readonly clocks: Map<string, Clock>;
  /** Owners whose clocks may have to be started or stopped at the next rest. */
  readonly restless: Set<string>;
  readonly halted: Set<string>;
  /** What is out, and the effects that have not been handed to the host yet. */
  readonly outstanding: Map<string, Effect>;
  readonly owners: Map<string, AgentProcess | SupervisorProcess | GateProcess>;
  fresh: Effect[];
  readonly harvest: Harvest;
  readonly voids: Map<string, number>;
  /** How many lives each path has had. */
  readonly lives: Map<string, number>;
  readonly abandoned: string[];
  readonly questions: Map<string, Asked>;
  /** Who waits to hear whether an answer was taken. */
  readonly receipts: Receipts;
  readonly facts: Fact[];
  cause: number | undefined;
  /** What has come from outside and is being taken: how, and of which effect. */
  arriving: string | undefined;
  cancelled: { readonly reason: string; readonly by: "caller" | "shutdown" } | undefined;
  outcome: Outcome<unknown> | undefined;
}

/** Writes a fact down, for good: readers get the run's own. It is the cause of what follows from the same letter. */
export function record(core: Core, path: string, body: FactBody): number {
  const seq = core.facts.length;
  const { arriving } = core;
  const base = { seq, at: core.now, cause: core.cause, path };
  const from = arriving !== undefined && (isWorld(body) || body.type === "dead.letter") ? { from: arriving } : {};
  core.facts.push(frozen(makeFact({ ...base, ...from }, body)));
  core.cause = seq;
  return seq;
}

/** Something came for what is no longer there. */
export function deadLetter(core: Core, path: string, what: string): void {
  record(core, path, { type: "dead.letter", what });
}

type Unsent = Letter extends infer L ? (L extends unknown ? Omit<L, "cause"> : never) : never;

/** Puts a letter into the queue. */
export function send(core: Core, letter: Unsent): void {
  core.queue.put({ ...letter, cause: core.cause ?? 0 });
}

/** Sends to whichever kind of node it is. */
export function sendNode(core: Core, to: NodeProcess, event: AgentEvent & SupervisorEvent): void {
  if (to.kind === "agent") send(core, { kind: "agent", to, event });
  else send(core, { kind: "supervisor", to, event });
}

/** Declares an effect; it is begun with the next slice. */
export function declare(core: Core, effect: Effect, owner: AgentProcess | SupervisorProcess | GateProcess): void {
  core.outstanding.set(effect.id, effect);
  core.owners.set(effect.id, owner);
  core.fresh.push(effect);
}

/** Forgets an effect: it came back, or nobody waits for it any more. */
export function forget(core: Core, id: string): void {
  core.outstanding.delete(id);
  core.owners.delete(id);
}
