import type { About, Feedback, Supplied } from "../../src/model/answer.ts";
import type { Brief } from "../../src/model/brief.ts";
import type { Failure } from "../../src/model/failure.ts";
import { fallbackPath } from "../../src/model/path.ts";
import { at, put, toArray, type Vector } from "../../src/model/vector.ts";
import type { Course } from "../../src/patterns/catalogue.ts";
import type { Call } from "../../src/patterns/coordinator.ts";
import type { Decision } from "../../supervisors/decide.ts";
import { type Lineage, type PolicyTable, type Rule, under } from "../../supervisors/policy.ts";
import type { StopHow, StopReason, Verdict } from "../events.ts";

/** A child's plan, as far as a supervisor must know it. */
export interface ChildInfo {
  /** Which plan: its number in the run's table. */
  readonly site: number;
  readonly name: string;
  readonly table?: PolicyTable;
  readonly isAgent: boolean;
  /** Only people and functions are at work in it: another try costs no step. Default false. */
  readonly isFree?: boolean;
  readonly isRepeatable: boolean;
  /** The plans that its own policy may fall back on. */
  readonly fallbacks: readonly ChildInfo[];
}

/** Whom a plan stands in for, why, and how often that one was tried: its limits hold when it is its turn again. */
export interface StandsInFor {
  readonly occupant: Occupant;
  readonly rule: Rule;
  readonly failure: Failure;
  readonly attempts: number;
  readonly rounds: number;
  readonly answers: readonly Supplied[];
}

/** Who is at work in a slot: the child itself, or the plan that stands in for it. */
export interface Occupant {
  readonly path: string;
  readonly info: ChildInfo;
  readonly standsInFor?: StandsInFor;
}

/**
 * `up`: an actor works, or awaits a decision that is being carried out · `waiting`: backing off · `asking`: a person
 * decides · `ended`: nothing of it is left to stop.
 */
export type SlotPhase = "up" | "waiting" | "asking" | "ended";

/** One activation of a child. */
export interface Slot {
  readonly slot: number;
  readonly path: string;
  /** The child's own name, whoever stands in for it. */
  readonly name: string;
  /** Who is at work here. */
  readonly occupant: Occupant;
  readonly input: unknown;
  /** What the child was told when it was started here; every try, and every plan in its place, hears it. */
  readonly told: Feedback | undefined;
  /** What a planner calls the task, and says of it. */
  readonly label: string | undefined;
  readonly brief: Brief | undefined;
  /** What is said to the next life or try: what a revise found wrong, else what the child was told. */
  readonly feedback: Feedback | undefined;
  readonly output: unknown;
  readonly isFinished: boolean;
  /** What it gave, or was about to give, was taken back: it is as if it had not been started yet. */
  readonly isVoid: boolean;
  readonly phase: SlotPhase;
  /** The failure that a person is asked about. */
  readonly asked: Failure | undefined;
  /** Which life of this slot; an answer of a former one is stale. */
  readonly life: number;
  /** Attempts that count against the policy, and rounds of revise beside them. */
  readonly attempts: number;
  readonly rounds: number;
  /** What the agent at work asked back for so far, and was told; each asking was an attempt that does not count. */
  readonly answers: readonly Supplied[];
  /** The last round's issues, to notice that nothing changes. */
  readonly issues: string | undefined;
  /** Its place in the order of starts. */
  readonly order: number;
  /** What to do when the wait is over. */
  readonly next: "again" | "anew" | "rewind" | undefined;
}

/** A restart of several: first the victims stop and all delays pass, then all members start in order. */
export interface Regroup {
  /** Who failed, and is among the members, or void with a step that is gone back to. */
  readonly culprits: readonly number[];
  readonly members: readonly number[];
  /** Finished steps that are gone back to: they and all that consumed their outputs are void. */
  readonly targets: readonly number[];
  /** Victims that still have to stop, the next one last. */
  readonly toStop: readonly number[];
}

/** How the group will end once nothing of it is left. */
export type Ending =
  | { readonly how: "done"; readonly output: unknown; readonly about?: About; readonly lacking?: Failure }
  | { readonly how: "failed"; readonly failure: Failure; readonly verdict?: Verdict }
  | { readonly how: "stopped"; readonly why: StopReason };

/** What a supervisor asks of the kernel. */
export type GroupRequest =
  | {
      readonly ask: "start";
      readonly slot: number;
      readonly life: number;
      readonly path: string;
      /** The child's own path, whoever stands in for it. */
      readonly place: string;
      readonly site: number;
      readonly attempt: number;
      readonly input: unknown;
      readonly feedback: Feedback | undefined;
      readonly lineage: Lineage | undefined;
      readonly label: string | undefined;
      readonly brief: Brief | undefined;
      readonly answers: readonly Supplied[];
    }
  | { readonly ask: "retry"; readonly slot: number; readonly attempt: number; readonly feedback: Feedback | undefined }
  | {
      readonly ask: "skip";
      readonly slot: number;
      readonly path: string;
      readonly value: unknown;
      readonly failure: Failure;
    }
  /** Its actor has nothing more to do: it failed for good. */
  | { readonly ask: "conclude"; readonly slot: number; readonly path: string; readonly disposition: string }
  | { readonly ask: "stop"; readonly slot: number; readonly how: StopHow; readonly why: StopReason }
  | { readonly ask: "wait"; readonly slot: number; readonly life: number; readonly until: number }
  | { readonly ask: "unwait"; readonly slot: number }
  | { readonly ask: "evaluate"; readonly call: Call; readonly key: number; readonly args: readonly unknown[] }
  /** What finished at and below `path` is taken back. */
  | { readonly ask: "void"; readonly path: string }
  | {
      readonly ask: "note";
      readonly path: string;
      readonly failure: Failure;
      readonly decision: Decision;
      readonly attempts: number;
      readonly rounds: number;
      readonly restarts: number;
    }
  | { readonly ask: "noteEscalation"; readonly from: string; readonly to: string; readonly failure: Failure }
  | { readonly ask: "noteRestart"; readonly members: readonly string[]; readonly restarts: number }
  | { readonly ask: "question"; readonly slot: number; readonly path: string; readonly failure: Failure };

/** Everything a supervisor knows of its children. Immutable, all data. */
export interface Group {
  readonly path: string;
  readonly children: readonly ChildInfo[];
  /** This supervisor's own policy first. */
  readonly lineage: Lineage | undefined;
  /** A pool is stopped all at once, other groups one by one in reverse. */
  readonly isPool: boolean;
  /** The run around the plan: above it there is nobody but a person. */
  readonly isRoot: boolean;
  /** A person is still to be asked before it fails; once, or a run might never end. */
  readonly asksPerson: boolean;
  readonly course: Course;
  /** What the group itself was told at its start, for those of its members that work on its input. */
  readonly told: Feedback | undefined;
  readonly slots: Vector<Slot>;
  /** Slots that have something to stop. */
  readonly live: number;
  /** Slots that wait or ask. */
  readonly troubled: number;
  readonly starts: number;
  readonly restarts: number;
  readonly regroup: Regroup | undefined;
  readonly ending: Ending | undefined;
  /** Slots still to be stopped, the next one last. */
  readonly toStop: readonly number[];
  readonly stopsHow: StopHow;
  /** Its members were told that nothing begins any more. */
  readonly isHeld?: boolean;
}

/** A group while one event changes it (a copy that is this turn's own), and what it asks for on the way. */
export interface Turn {
  readonly group: { -readonly [K in keyof Group]: Group[K] };
  readonly requests: GroupRequest[];
}

/** Runs one step on a group. Pure: the turn lives and dies here. */
export function takeTurn(
  group: Group,
  step: (turn: Turn) => void,
): { readonly group: Group; readonly requests: readonly GroupRequest[] } {
  const it: Turn = { group: { ...group }, requests: [] };
  step(it);
  return it;
}

export function slotAt(turn: Turn, slot: number): Slot | undefined {
  return at(turn.group.slots, slot);
}

const isLive = (phase: SlotPhase): number => (phase === "ended" ? 0 : 1);
const isTroubled = (phase: SlotPhase): number => (phase === "waiting" || phase === "asking" ? 1 : 0);

/** Puts a changed slot back, and keeps the counts true. */
export function change(turn: Turn, slot: Slot, changes: Partial<Slot>): Slot {
  const next = { ...slot, ...changes };
  const { group } = turn;
  const before = at(group.slots, slot.slot);
  group.slots = put(group.slots, slot.slot, next);
  group.live += isLive(next.phase) - (before === undefined ? 0 : isLive(before.phase));
  group.troubled += isTroubled(next.phase) - (before === undefined ? 0 : isTroubled(before.phase));
  return next;
}

/** The slots that have something to stop, in the order of their starts. */
export function liveSlots(group: Group): readonly Slot[] {
  return toArray(group.slots)
    .filter((slot) => slot.phase !== "ended")
    .toSorted((a, b) => a.order - b.order);
}

/** The policies that see a failure of whoever is at work in the slot. */
export function lineageOf(group: Group, { occupant }: Slot): Lineage | undefined {
  return under(occupant.path, occupant.info.table, group.lineage);
}

/** The plan that stands in for whoever is at work in a slot; undefined where there is no such fallback. */
export function standIn(slot: Slot, plan: number, why: Pick<StandsInFor, "rule" | "failure">): Occupant | undefined {
  const { occupant, attempts, rounds, answers } = slot;
  const info = occupant.info.fallbacks[plan];
  if (info === undefined) return undefined;
  return {
    path: fallbackPath(occupant.path, info.name),
    info,
    standsInFor: { occupant, attempts, rounds, answers, ...why },
  };
}

/** Ends the group as soon as nothing is left of it; the first ending holds, but a stop from above overrides. */
export function endAs(turn: Turn, ending: Ending, how: StopHow = "abort"): void {
  const { group } = turn;
  if (group.ending !== undefined && ending.how !== "stopped") return;
  group.ending = ending;
  group.regroup = undefined;
  group.stopsHow = how;
}
