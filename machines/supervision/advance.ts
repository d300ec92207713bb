import type { Feedback } from "../../src/model/answer.ts";
import type { Failure } from "../../src/model/failure.ts";
import { childPath, lastSegment } from "../../src/model/path.ts";
import { begin, childEnded, evaluated, type Progress } from "../../src/patterns/catalogue.ts";
import type { ChildEnd, Command } from "../../src/patterns/coordinator.ts";
import type { SupervisorEvent } from "../events.ts";
import { NO_ANSWERS } from "../agent-context.ts";
import { change, type ChildInfo, endAs, type Slot, slotAt, type Turn } from "./group.ts";
import { isVoidable } from "./voidable.ts";

type Event<T extends SupervisorEvent["type"]> = Extract<SupervisorEvent, { type: T }>;

/** Starts the pattern on its input. */
export function start(turn: Turn, event: Event<"START">): void {
  turn.group.told = event.feedback;
  follow(turn, begin(turn.group.course, event.input));
}

/** A child ended well: its slot is finished, and the pattern says what comes next. */
export function childDone(turn: Turn, event: Event<"CHILD_DONE">): void {
  const slot = slotAt(turn, event.slot);
  if (slot === undefined) return;
  const { output, about, isSkipped } = event;
  change(turn, slot, { phase: "ended", output, isFinished: true });
  hear(turn, {
    ...endOf(slot),
    how: "done",
    output,
    ...(about === undefined ? {} : { about }),
    ...(isSkipped === true ? { isSkipped } : {}),
  });
}

/** A child had no use for the task, or passes it on; that is an answer, and the pattern's to read. */
export function childDeclined(turn: Turn, event: Event<"CHILD_DECLINED" | "CHILD_HANDED">): void {
  const slot = slotAt(turn, event.slot);
  if (slot === undefined) return;
  change(turn, slot, { phase: "ended", isFinished: true });
  if (event.type === "CHILD_DECLINED") return hear(turn, { ...endOf(slot), how: "declined", reason: event.reason });
  hear(turn, { ...endOf(slot), how: "handed", to: event.to, context: event.context });
}

/** A child was given up, and the pattern takes that for an answer. */
export function childGivenUp(turn: Turn, slot: Slot, failure: Failure): void {
  change(turn, slot, { phase: "ended" });
  hear(turn, { ...endOf(slot), how: "failed", failure });
}

function endOf({ slot, path }: Slot): Pick<ChildEnd, "slot" | "name" | "path"> {
  return { slot, name: lastSegment(path), path };
}

function hear(turn: Turn, end: ChildEnd): void {
  follow(turn, childEnded(turn.group.course, end));
}

/** The pattern's own function gave its value. */
export function functionGave(turn: Turn, { key, value }: Event<"EVALUATED">): void {
  follow(turn, evaluated(turn.group.course, { key, value }));
}

/** What whoever starts in a slot is told, where that is something else than the pattern or the group has to say. */
type Told = (slot: number) => Feedback | undefined;

/** Does what the pattern asks for, in its order. */
export function follow(turn: Turn, progress: Progress, told?: Told): void {
  turn.group.course = progress.course;
  for (const command of progress.commands) obey(turn, command, told);
}

function obey(turn: Turn, command: Command, told: Told | undefined): void {
  switch (command.do) {
    case "start":
      return startSlot(turn, command, command.feedback ?? told?.(command.slot) ?? heard(turn, command));
    case "evaluate":
      turn.requests.push({ ask: "evaluate", call: command.call, key: command.key ?? 0, args: command.args });
      return;
    case "finish":
      return finish(turn, command);
    case "unresolved":
      return endAs(turn, { how: "failed", failure: ownFailure(turn, command.reason, command.cause) });
  }
}

function finish(turn: Turn, { output, about, lacking, cause }: Extract<Command, { do: "finish" }>): void {
  endAs(turn, {
    how: "done",
    output,
    ...(about === undefined ? {} : { about }),
    ...(lacking === undefined ? {} : { lacking: ownFailure(turn, lacking, cause) }),
  });
}

/** What the pattern itself could not do, or not as well as it should. */
function ownFailure({ group }: Turn, message: string, cause: Failure | undefined): Failure {
  return { kind: "unresolved", path: group.path, message, ...(cause === undefined ? {} : { cause }) };
}

type StartCommand = Extract<Command, { do: "start" }>;

/** Whoever works on what the group was given hears what the group was told; who works on another's output does not. */
function heard({ group }: Turn, { isConsumer }: StartCommand): Feedback | undefined {
  return isConsumer === true ? undefined : group.told;
}

function startSlot(turn: Turn, command: StartCommand, told: Feedback | undefined): void {
  const { group } = turn;
  const { slot: number, child, index, input, label, brief } = command;
  const info = group.children[child];
  if (info === undefined) return;
  const former = slotAt(turn, number);
  const fresh = freshSlot(turn, info, { number, path: childPath(group.path, info.name, index) });
  const life = former === undefined ? 0 : former.life + 1;
  const slot: Slot = { ...fresh, input, told, feedback: told, label, brief, life };
  if (isVoidable(turn, number)) return notBegun(turn, slot);
  group.starts += 1;
  enter(turn, change(turn, slot, {}));
}

/** What it would work on is void as soon as the group has gone back: it begins after that, on what is given then. */
function notBegun(turn: Turn, slot: Slot): void {
  change(turn, slot, { phase: "ended", isVoid: true });
}

function freshSlot(turn: Turn, info: ChildInfo, place: { readonly number: number; readonly path: string }): Slot {
  return {
    slot: place.number,
    path: place.path,
    name: info.name,
    occupant: { path: place.path, info },
    input: undefined,
    told: undefined,
    feedback: undefined,
    label: undefined,
    brief: undefined,
    output: undefined,
    isFinished: false,
    isVoid: false,
    phase: "up",
    asked: undefined,
    life: 0,
    attempts: 1,
    rounds: 0,
    answers: NO_ANSWERS,
    issues: undefined,
    order: turn.group.starts,
    next: undefined,
  };
}

/** Lets whoever is at work in the slot begin a new life. */
export function enter(turn: Turn, slot: Slot): void {
  turn.requests.push({
    ask: "start",
    slot: slot.slot,
    life: slot.life,
    path: slot.occupant.path,
    place: slot.path,
    site: slot.occupant.info.site,
    attempt: tries(slot),
    input: slot.input,
    feedback: slot.feedback,
    lineage: turn.group.lineage,
    label: slot.label,
    brief: slot.brief,
    answers: slot.answers,
  });
}

/** Which attempt the next one is, those that ended with a question back included. */
export function tries({ attempts, rounds, answers }: Slot): number {
  return attempts + rounds + answers.length;
}
