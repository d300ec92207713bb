import type { SupervisorEvent } from "../events.ts";
import { anew, voidUnresolved } from "./again.ts";
import { change, endAs, slotAt, type Turn } from "./group.ts";

type Decided = Extract<SupervisorEvent, { type: "DECIDED" }>;

/** A person decided about an escalation, or the deadline did. */
export function personDecided(turn: Turn, event: Decided): void {
  const slot = slotAt(turn, event.slot);
  if (slot?.phase !== "asking") return;
  const up = change(turn, slot, { phase: "up" });
  switch (event.verdict) {
    case "retry":
      voidUnresolved(turn, up, event.failure);
      return anew(turn, change(turn, up, { attempts: up.attempts + 1, issues: undefined, feedback: up.told }));
    case "skip":
      turn.requests.push({
        ask: "skip",
        slot: slot.slot,
        path: slot.occupant.path,
        value: event.value,
        failure: event.failure,
      });
      return;
    case "reject":
      turn.requests.push({ ask: "conclude", slot: slot.slot, path: slot.occupant.path, disposition: "escalated" });
      change(turn, up, { phase: "ended" });
      return endAs(turn, { how: "failed", failure: event.failure });
  }
}
