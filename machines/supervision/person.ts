import type { Reply } from "../../src/model/question.ts";
import type { SupervisorEvent } from "../events.ts";
import { anew, voidUnresolved } from "./again.ts";
import { change, endAs, slotAt, type Turn } from "./group.ts";

type Said = Extract<SupervisorEvent, { type: "ANSWERED" | "DEADLINE" }>;

/** A person decides about an escalation: retry, skip, or reject, which is also what the deadline says. */
export function personSaid(turn: Turn, event: Said): void {
  const slot = slotAt(turn, event.slot);
  if (slot?.phase !== "asking" || slot.asked === undefined) return;
  const failure = slot.asked;
  const reply: Reply | undefined = event.type === "ANSWERED" ? event.reply : undefined;
  const up = change(turn, slot, { phase: "up", asked: undefined });
  switch (reply?.verdict) {
    case "retry":
      voidUnresolved(turn, up, failure);
      return anew(turn, change(turn, up, { attempts: up.attempts + 1, issues: undefined }));
    case "skip":
      turn.requests.push({ ask: "skip", slot: slot.slot, path: slot.occupant.path, value: reply.value, failure });
      return;
    default:
      turn.requests.push({ ask: "conclude", slot: slot.slot, path: slot.occupant.path, disposition: "escalated" });
      change(turn, up, { phase: "ended" });
      return endAs(turn, { how: "failed", failure });
  }
}
