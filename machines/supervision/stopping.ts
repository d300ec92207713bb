import type { StopHow, SupervisorEvent } from "../events.ts";
import { change, endAs, liveSlots, type Slot, slotAt, type Turn } from "./group.ts";

type Event<T extends SupervisorEvent["type"]> = Extract<SupervisorEvent, { type: T }>;

/** From the mildest to the sternest. */
const STERNNESS: readonly StopHow[] = ["drain", "hold", "abort", "halt"];

/** The group ends because somebody above says so; asked a second time, it hurries, and never the other way. */
export function stopped(turn: Turn, event: Event<"STOP">): void {
  const { ending, stopsHow } = turn.group;
  const isMilder = ending !== undefined && STERNNESS.indexOf(event.how) < STERNNESS.indexOf(stopsHow);
  endAs(turn, { how: "stopped", why: event.why }, isMilder ? stopsHow : event.how);
}

/** The group fails at once: a ledger of its own is spent, or the deadline is over. */
export function halted(turn: Turn, { failure, verdict }: Event<"HALT">): void {
  if (turn.group.ending?.how === "failed") turn.group.ending = undefined;
  if (turn.group.ending?.how === "stopped") turn.group.stopsHow = "halt";
  endAs(turn, { how: "failed", failure, ...(verdict === undefined ? {} : { verdict }) }, "halt");
}

/**
 * Asks what still lives to stop: one after the other in the reverse order of their starts, each fully over before the
 * next is asked (OTP's order_of_children), and until then held, so that nothing begins any more. A pool is told all at
 * once, and so is a group that is held, drains or halts.
 */
export function beginStop(turn: Turn): void {
  for (const slot of liveSlots(turn.group)) if (slot.phase !== "up") settle(turn, slot);
  const order = liveSlots(turn.group).map((slot) => slot.slot);
  const { isPool, isHeld = false, stopsHow } = turn.group;
  const isAtOnce = isPool || stopsHow !== "abort";
  turn.group.toStop = isAtOnce ? [] : order;
  turn.group.isHeld = stopsHow !== "drain";
  if (isAtOnce) for (const slot of order.toReversed()) ask(turn, slot, stopsHow);
  if (isAtOnce) return;
  if (!isHeld) for (const slot of order.slice(0, -1).toReversed()) ask(turn, slot, "hold");
  askNext(turn);
}

/** A pending retry is cancelled, and a person is asked no longer: stop beats both (B75). */
function settle(turn: Turn, slot: Slot): void {
  turn.requests.push({ ask: "unwait", slot: slot.slot });
  change(turn, slot, { phase: "up", next: undefined });
}

function askNext(turn: Turn): void {
  const next = turn.group.toStop.at(-1);
  if (next !== undefined) ask(turn, next, turn.group.stopsHow);
}

function ask(turn: Turn, slot: number, how: StopHow): void {
  const { ending } = turn.group;
  const why = ending?.how === "stopped" ? ending.why : ending?.how === "done" ? "not-needed" : "sibling-failed";
  turn.requests.push({ ask: "stop", slot, how, why });
}

/** One child is over, however it ended: the next one is asked. A failure on the way is nobody's business any more. */
export function childOver(
  turn: Turn,
  event: Event<"CHILD_DONE" | "CHILD_DECLINED" | "CHILD_HANDED" | "CHILD_STOPPED">,
): void {
  const slot = slotAt(turn, event.slot);
  if (slot === undefined) return;
  change(turn, slot, {
    phase: "ended",
    ...(event.type === "CHILD_DONE" ? { isFinished: true, output: event.output } : {}),
  });
  if (event.type === "CHILD_DONE" && isDrained(turn)) {
    const { output, about } = event;
    turn.group.ending = { how: "done", output, ...(about === undefined ? {} : { about }) };
  }
  const isNext = turn.group.toStop.at(-1) === event.slot;
  turn.group.toStop = turn.group.toStop.filter((number) => number !== event.slot);
  if (isNext) askNext(turn);
}

/** What a gate runs, and what was paid for: under a drain it is heard, if it comes to its end with nothing begun any more. */
function isDrained({ group: { course, ending, stopsHow } }: Turn): boolean {
  return (course.kind === "run" || course.kind === "consult") && ending?.how === "stopped" && stopsHow === "drain";
}
