import type { Failure } from "../../src/model/failure.ts";
import { isWithin } from "../../src/model/path.ts";
import { enter, tries } from "./advance.ts";
import { change, type Slot, type Turn } from "./group.ts";

/** Another attempt of the same actor. */
export function again(turn: Turn, slot: Slot): void {
  const up = change(turn, slot, { phase: "up", next: undefined });
  turn.requests.push({ ask: "retry", slot: up.slot, attempt: tries(up), feedback: up.feedback });
}

/**
 * Before another try of a plan: what was unresolved, it or the part of it that brought it down, is done anew as a whole.
 * Its parts' answers are what left it so, and taken over they would leave it so again.
 */
export function voidUnresolved(turn: Turn, { occupant }: Slot, failure: Failure): void {
  for (let link: Failure | undefined = failure; link !== undefined; link = link.cause)
    if (link.kind === "unresolved" && isWithin(link.path, occupant.path))
      turn.requests.push({ ask: "void", path: link.path });
}

/** A new life in the slot: the former actor is gone, and whatever it still says is stale. */
export function anew(turn: Turn, slot: Slot): void {
  enter(turn, change(turn, slot, { phase: "up", life: slot.life + 1, next: undefined }));
}

/** Waits until `until` (absolute, milliseconds), and then does what the slot's `next` says. */
export function wait(turn: Turn, slot: Slot, until: number): void {
  change(turn, slot, { phase: "waiting" });
  turn.requests.push({ ask: "wait", slot: slot.slot, life: slot.life, until });
}
