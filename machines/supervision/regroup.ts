import type { Failure } from "../../src/model/failure.ts";
import { consumers, isAbreast, rewind } from "../../src/patterns/catalogue.ts";
import { toArray } from "../../src/model/vector.ts";
import type { Directive } from "../../supervisors/policy.ts";
import { follow } from "./advance.ts";
import { anew, voidUnresolved, wait } from "./again.ts";
import { change, liveSlots, type Slot, slotAt, type Turn } from "./group.ts";
import { voidable } from "./voidable.ts";

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

/** The finished step to go back to, whose output the failed one consumed, or that itself; undefined where there is none such. */
export function rewindTarget({ group }: Turn, culprit: Slot, from: string): Slot | undefined {
  return toArray(group.slots).find(
    (slot) => slot.name === from && consumers(group.course, slot.slot)?.has(culprit.slot) === true,
  );
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
  change(turn, culprit, { attempts: culprit.attempts + 1, next: target === undefined ? "anew" : "rewind" });
  if (target !== undefined) tell(turn, target, restart.failure);
  take(turn, culprit, { members, target });
  if (restart.until > restart.now) wait(turn, slotAt(turn, culprit.slot) ?? culprit, restart.until);
  stopNextVictim(turn);
  startTogether(turn);
}

/** What is found wrong with a step's output is for the step itself, whatever else is gone back to at the same time. */
function tell(turn: Turn, target: Slot, { issues, message }: Failure): void {
  const feedback = { previous: target.output ?? null, issues: issues ?? [{ message }] };
  change(turn, slotAt(turn, target.slot) ?? target, { feedback });
}

/** Takes the culprit and all that start anew with it into the restart under way, or into a new one. */
function take(
  turn: Turn,
  culprit: Slot,
  it: { readonly members: readonly Slot[]; readonly target: Slot | undefined },
): void {
  const former = turn.group.regroup;
  const numbers = it.members.map((slot) => slot.slot);
  const culprits = [...(former?.culprits ?? []), culprit.slot];
  turn.group.regroup = {
    culprits,
    members: [...new Set([...(former?.members ?? []), culprit.slot, ...(it.target === undefined ? numbers : [])])],
    targets: [...(former?.targets ?? []), ...(it.target === undefined ? [] : numbers)],
    toStop: former?.toStop ?? [],
  };
  const victims = it.target === undefined ? numbers : liveConsumers(turn);
  const toStop = victims.filter((slot) => !culprits.includes(slot) && slotAt(turn, slot)?.phase !== "ended");
  turn.group.regroup = {
    ...turn.group.regroup,
    toStop: [...new Set([...turn.group.regroup.toStop, ...toStop])],
  };
  unwait(turn, toStop);
}

/** Of what will be void, what still lives and is not what failed, in the order of the starts. */
function liveConsumers(turn: Turn): readonly number[] {
  const slots = voidable(turn.group);
  return liveSlots(turn.group)
    .map((slot) => slot.slot)
    .filter((slot) => slots.has(slot) && turn.group.regroup?.culprits.includes(slot) !== true);
}

function stopNextVictim(turn: Turn): void {
  const victim = turn.group.regroup?.toStop.at(-1);
  const slot = victim === undefined ? undefined : slotAt(turn, victim);
  if (slot === undefined) return;
  change(turn, slot, { phase: "up" });
  turn.requests.push({ ask: "stop", slot: slot.slot, how: "abort", why: "restarting" });
}

/** A victim that waits to try again does not, while others are stopped before it. */
function unwait(turn: Turn, victims: readonly number[]): void {
  for (const number of victims) {
    const slot = slotAt(turn, number);
    if (slot?.phase !== "waiting") continue;
    turn.requests.push({ ask: "unwait", slot: number });
    change(turn, slot, { phase: "up" });
  }
}

/** One victim is over, and nothing of it is left to stop; the next one is asked, or all start together. */
export function victimStopped(turn: Turn, number: number, answers?: Slot["answers"]): void {
  const { regroup: it } = turn.group;
  const slot = slotAt(turn, number);
  if (it === undefined || slot === undefined || !it.toStop.includes(number)) return;
  change(turn, slot, { phase: "ended", answers: answers ?? slot.answers });
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
  if (it.members.some((number) => slotAt(turn, number)?.phase === "waiting")) return;
  const gone = voidable(turn.group);
  const members = it.members
    .filter((number) => !gone.has(number))
    .flatMap((number) => slotAt(turn, number) ?? [])
    .toSorted((a, b) => a.order - b.order);
  if (it.targets.length > 0) goBack(turn, gone, it.targets);
  turn.group.regroup = undefined;
  for (const slot of members) anew(turn, slot);
}

/** Voids the steps that are gone back to and all that consumed them, and lets the pattern go on from there. */
function goBack(turn: Turn, gone: ReadonlySet<number>, targets: readonly number[]): void {
  const culprits = turn.group.regroup?.culprits ?? [];
  const told = (slot: number) => (targets.includes(slot) ? slotAt(turn, slot)?.feedback : undefined);
  turn.group.regroup = undefined;
  for (const number of [...gone].toSorted((a, b) => a - b)) {
    const slot = slotAt(turn, number);
    if (slot === undefined || slot.isVoid) continue;
    if (culprits.includes(number))
      turn.requests.push({ ask: "conclude", slot: slot.slot, path: slot.occupant.path, disposition: "voided" });
    // The slot's own path: what a plan in the child's place did is void with it, and so is what was kept for the slot.
    turn.requests.push({ ask: "void", path: slot.path });
    change(turn, slot, { phase: "ended", isFinished: false, isVoid: true, output: undefined, next: undefined });
  }
  const progress = rewind(turn.group.course, targets);
  if (progress !== undefined) follow(turn, progress, told);
}
