import type { Failure } from "../../src/model/failure.ts";
import { isAbreast, isInOrder, rewind } from "../../src/patterns/catalogue.ts";
import { toArray } from "../../src/model/vector.ts";
import type { Directive } from "../../supervisors/policy.ts";
import { follow } from "./advance.ts";
import { anew, voidUnresolved, wait } from "./again.ts";
import { change, liveSlots, type Slot, slotAt, type Turn } from "./group.ts";

/**
 * The slots that a retry would start anew, in order: the step that it goes back to, or the culprit and whom its scope takes
 * in; undefined where it does not apply here.
 */
export function groupMembers(turn: Turn, culprit: Slot, directive: Directive): readonly Slot[] | undefined {
  if (directive.does !== "retry") return [culprit];
  if (directive.from !== undefined) {
    const target = rewindTarget(turn, culprit, directive.from);
    return target === undefined ? undefined : [target];
  }
  if (directive.scope === "one") return [culprit];
  if (!isAbreast(turn.group.course.kind)) return undefined;
  return liveSlots(turn.group).filter(
    (slot) => slot.slot === culprit.slot || directive.scope === "all" || slot.order > culprit.order,
  );
}

/** The finished step to go back to, or the failed one itself; undefined where the group is not in order or has none such. */
export function rewindTarget(turn: Turn, culprit: Slot, from: string): Slot | undefined {
  if (!isInOrder(turn.group.course.kind)) return undefined;
  return toArray(turn.group.slots).find((slot) => slot.name === from && slot.slot <= culprit.slot);
}

interface Restart {
  readonly directive: Directive;
  readonly target: Slot | undefined;
  readonly failure: Failure;
  /** Milliseconds. */
  readonly now: number;
  readonly until: number;
}

/** Begins a restart of several: counts it, stops the victims one by one in reverse, and waits the delay meanwhile. */
export function regroup(turn: Turn, culprit: Slot, restart: Restart): void {
  const { target, directive } = restart;
  const members = target === undefined ? (groupMembers(turn, culprit, directive) ?? [culprit]) : [target];
  turn.group.restarts += 1;
  turn.requests.push({
    ask: "noteRestart",
    members: target === undefined ? members.map((slot) => slot.occupant.path) : [target.path],
    restarts: turn.group.restarts,
  });
  if (target === undefined) voidUnresolved(turn, culprit, restart.failure);
  const feedback = {
    previous: target?.output ?? null,
    issues: restart.failure.issues ?? [{ message: restart.failure.message }],
  };
  const next = target === undefined ? "anew" : "rewind";
  change(turn, culprit, {
    attempts: culprit.attempts + 1,
    next,
    feedback: target === undefined ? culprit.told : feedback,
  });
  const victims = members
    .filter((slot) => slot.slot !== culprit.slot && slot.phase !== "ended")
    .map((slot) => slot.slot);
  const former = turn.group.regroup;
  turn.group.regroup = {
    culprit: culprit.slot,
    members: [...new Set([...(former?.members ?? []), ...members.map((slot) => slot.slot)])],
    toStop: [...new Set([...(former?.toStop ?? []), ...victims])],
  };
  if (restart.until > restart.now) wait(turn, slotAt(turn, culprit.slot) ?? culprit, restart.until);
  stopNextVictim(turn);
  startTogether(turn);
}

function stopNextVictim(turn: Turn): void {
  const victim = turn.group.regroup?.toStop.at(-1);
  const slot = victim === undefined ? undefined : slotAt(turn, victim);
  if (slot === undefined) return;
  if (slot.phase === "waiting") turn.requests.push({ ask: "unwait", slot: slot.slot });
  change(turn, slot, { phase: "up" });
  turn.requests.push({ ask: "stop", slot: slot.slot, how: "abort", why: "restarting" });
}

/** One victim is over, and nothing of it is left to stop; the next one is asked, or all start together. */
export function victimStopped(turn: Turn, number: number): void {
  const { regroup: it } = turn.group;
  const slot = slotAt(turn, number);
  if (it === undefined || slot === undefined || !it.toStop.includes(number)) return;
  change(turn, slot, { phase: "ended" });
  turn.group.regroup = { ...it, toStop: it.toStop.filter((victim) => victim !== number) };
  if (it.toStop.at(-1) === number) stopNextVictim(turn);
  startTogether(turn);
}

/** A victim had finished before it could be stopped: it keeps its outcome, and the others start without it. */
export function victimFinished(turn: Turn, number: number): void {
  const { regroup: it } = turn.group;
  if (it === undefined || !it.toStop.includes(number)) return;
  turn.group.regroup = { ...it, members: it.members.filter((slot) => slot !== number) };
  victimStopped(turn, number);
}

/** A member's delay is over. */
export function memberWaited(turn: Turn, slot: Slot): void {
  change(turn, slot, { phase: "up" });
  startTogether(turn);
}

/** Starts all members in the order of their first start, once nothing of the former lives is left. */
function startTogether(turn: Turn): void {
  const { regroup: it } = turn.group;
  if (it === undefined || it.toStop.length > 0) return;
  if ([it.culprit, ...it.members].some((number) => slotAt(turn, number)?.phase === "waiting")) return;
  turn.group.regroup = undefined;
  const culprit = slotAt(turn, it.culprit);
  if (culprit?.next === "rewind") return goBack(turn, culprit, it.members);
  const members = it.members.flatMap((number) => slotAt(turn, number) ?? []).toSorted((a, b) => a.order - b.order);
  for (const slot of members) anew(turn, slot);
}

/** Voids the step that is gone back to and all that consumed it, and lets the chain go on from there. */
function goBack(turn: Turn, culprit: Slot, members: readonly number[]): void {
  const target = members[0] ?? culprit.slot;
  const { feedback } = culprit;
  for (const slot of toArray(turn.group.slots)) {
    if (slot.slot < target || slot.slot > culprit.slot) continue;
    if (slot.slot === culprit.slot)
      turn.requests.push({ ask: "conclude", slot: slot.slot, path: slot.occupant.path, disposition: "voided" });
    // The slot's own path: what a plan in the child's place did is void with it, and so is what was kept for the slot.
    turn.requests.push({ ask: "void", path: slot.path });
    change(turn, slot, { phase: "ended", isFinished: false, output: undefined, next: undefined });
  }
  const progress = rewind(turn.group.course, target);
  if (progress !== undefined) follow(turn, progress, feedback);
}
