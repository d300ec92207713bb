import type { Feedback } from "../../src/model/answer.ts";
import { childPath } from "../../src/model/path.ts";
import { begin, childEnded, evaluated, type Progress } from "../../src/patterns/catalogue.ts";
import type { ChildEnd, Command } from "../../src/patterns/coordinator.ts";
import type { SupervisorEvent } from "../events.ts";
import { change, type ChildInfo, endAs, type Slot, slotAt, type Turn } from "./group.ts";

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
  change(turn, slot, { phase: "ended", output: event.output, isFinished: true });
  const about = event.about === undefined ? {} : { about: event.about };
  hear(turn, { slot: slot.slot, how: "done", output: event.output, ...about });
}

/** A child had no use for the task; that is an answer, and the pattern's to read. */
export function childDeclined(turn: Turn, event: Event<"CHILD_DECLINED">): void {
  const slot = slotAt(turn, event.slot);
  if (slot === undefined) return;
  change(turn, slot, { phase: "ended", isFinished: true });
  hear(turn, { slot: slot.slot, how: "declined", reason: event.reason });
}

function hear(turn: Turn, end: ChildEnd): void {
  follow(turn, childEnded(turn.group.course, end));
}

/** The pattern's own function gave its value. */
export function functionGave(turn: Turn, event: Event<"EVALUATED">): void {
  follow(turn, evaluated(turn.group.course, event.value));
}

/** Does what the pattern asks for, in its order. `told` is for whom it starts. */
export function follow(turn: Turn, progress: Progress, told?: Feedback): void {
  turn.group.course = progress.course;
  for (const command of progress.commands) obey(turn, command, told);
}

function obey(turn: Turn, command: Command, told: Feedback | undefined): void {
  switch (command.do) {
    case "start":
      return startSlot(turn, command, command.feedback ?? told ?? heard(turn, command));
    case "evaluate":
      turn.requests.push({ ask: "evaluate", call: command.call, args: command.args });
      return;
    case "finish":
      return endAs(turn, { how: "done", output: command.output });
    case "unresolved": {
      const failure = { kind: "unresolved", path: turn.group.path, message: command.reason } as const;
      return endAs(turn, { how: "failed", failure });
    }
  }
}

type StartCommand = Extract<Command, { do: "start" }>;

/** Whoever works on what the group was given hears what the group was told; who works on another's output does not. */
function heard({ group }: Turn, { isConsumer }: StartCommand): Feedback | undefined {
  return isConsumer === true ? undefined : group.told;
}

function startSlot(turn: Turn, { slot: number, child, index, input }: StartCommand, told: Feedback | undefined): void {
  const { group } = turn;
  const info = group.children[child];
  if (info === undefined) return;
  const former = slotAt(turn, number);
  const fresh = freshSlot(turn, info, { number, path: childPath(group.path, info.name, index) });
  const slot: Slot = { ...fresh, input, told, feedback: told, life: former === undefined ? 0 : former.life + 1 };
  group.starts += 1;
  enter(turn, change(turn, slot, {}));
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
    output: undefined,
    isFinished: false,
    phase: "up",
    asked: undefined,
    life: 0,
    attempts: 1,
    rounds: 0,
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
    attempt: slot.attempts + slot.rounds,
    input: slot.input,
    feedback: slot.feedback,
    lineage: turn.group.lineage,
  });
}
