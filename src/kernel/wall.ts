import type { Failure } from "../model/failure.ts";
import { type Refused, spendOf } from "../budget/book.ts";
import { refusalWords } from "../budget/refusal-words.ts";
import type { Spend } from "../model/usage.ts";
import { type Clock, type Core, record, sendNode } from "./core.ts";
import type { NodeProcess } from "./process.ts";

/** One more (`by` 1) or one fewer (-1) thing at work, backing off or queueing, for all ledgers that it draws on. */
export function busy(core: Core, owners: readonly string[], by: 1 | -1): void {
  for (const owner of owners) {
    const clock = core.clocks.get(owner);
    if (clock === undefined) continue;
    clock.busy += by;
    core.restless.add(owner);
  }
}

/** Starts and stops the clocks at a moment of rest: time only passes between completions, so this is exact. */
export function windClocks(core: Core, root: string): void {
  for (const owner of core.restless) {
    const clock = core.clocks.get(owner);
    if (clock === undefined || clock.busy > 0 === (clock.since !== undefined)) continue;
    if (clock.since === undefined) start(core, owner, clock);
    else stop(core, clock, clock.since);
    if (owner !== root) continue;
    core.cause = undefined;
    record(
      core,
      "",
      clock.since === undefined ? { type: "clock.paused", wallMs: clock.usedMs } : { type: "clock.resumed" },
    );
  }
  core.restless.clear();
}

function start(core: Core, owner: string, clock: Clock): void {
  clock.since = core.now;
  if (clock.limitMs === undefined) return;
  const limit = clock.limitMs;
  const at = core.now + Math.max(0, limit - clock.usedMs);
  const fire = () => halt(core, { owner, ledger: "wallMs", used: limit, limit });
  clock.timer = core.timers.set({ name: "wall", path: owner, at, fire });
}

function stop(core: Core, clock: Clock, since: number): void {
  clock.usedMs += core.now - since;
  clock.since = undefined;
  core.timers.cancel(clock.timer);
}

/** The time up to `at` is not counted: no process was there to work. */
export function passOver(core: Core, at: number): void {
  const gap = Math.max(0, at - core.now);
  for (const [owner, clock] of core.clocks) {
    if (clock.since === undefined) continue;
    clock.since += gap;
    if (clock.timer === undefined) continue;
    core.timers.cancel(clock.timer);
    clock.timer = core.timers.set({ name: "wall", path: owner, at: clock.timer.at + gap, fire: clock.timer.fire });
  }
}

/** How long a ledger's subtree has been at work, in milliseconds. */
function wallMs(core: Core, owner: string): number {
  const clock = core.clocks.get(owner);
  if (clock === undefined) return 0;
  return clock.usedMs + (clock.since === undefined ? 0 : core.now - clock.since);
}

/** When these ledgers' wall time or the run's deadline would be over, if work went on from now. */
export function latest(core: Core, owners: readonly string[]): number | undefined {
  let earliest = core.deadline;
  for (const owner of owners) {
    const limit = core.clocks.get(owner)?.limitMs;
    if (limit === undefined) continue;
    const at = core.now + Math.max(0, limit - wallMs(core, owner));
    if (earliest === undefined || at < earliest) earliest = at;
  }
  return earliest;
}

/** The first of these ledgers whose wall time is over: nothing begins under it any more, in whichever life. */
export function spentWall(core: Core, owners: readonly string[]): Refused | undefined {
  for (const owner of owners) {
    const limit = core.clocks.get(owner)?.limitMs;
    const used = wallMs(core, owner);
    if (limit !== undefined && used >= limit) return { owner, ledger: "wallMs", used, limit };
  }
  return undefined;
}

/**
 * Whether the run's deadline has passed: then nothing begins any more. Work that keeps the thread busy delays the alarm
 * for it, which rings here at the latest.
 */
export function isOverdue(core: Core): boolean {
  const { deadline, deadlineTimer } = core;
  if (deadline === undefined || core.now < deadline) return false;
  if (deadlineTimer?.isCancelled !== false) return true;
  core.timers.cancel(deadlineTimer);
  record(core, "", { type: "timer.fired", timer: "deadline" });
  deadlineTimer.fire();
  return true;
}

/** What an owner has spent. */
export function spend(core: Core, owner: string): Spend {
  return { ...spendOf(core.book, owner), wallMs: wallMs(core, owner) };
}

/**
 * Money, tokens or time are used up: what works under the owner is aborted at once, and the owner fails; or the plan
 * that stands in for it, where it draws on the same ledger, as the root's stand-in draws on the run's.
 */
export function halt(core: Core, refused: Refused): void {
  const { owner } = refused;
  const node = inPlaceOf(core, owner);
  if (node === undefined || core.halted.has(owner)) return;
  core.halted.add(owner);
  record(core, owner, { type: "ledger.spent", ...refused });
  sendNode(core, node, { type: "HALT", failure: budgetFailure(refused), verdict: { owner, does: "spent" } });
}

/** The owner of a ledger, or the plan that stands in for it and draws on the same ledger; undefined where neither is there. */
export function inPlaceOf(core: Core, owner: string): NodeProcess | undefined {
  return (
    core.live.get(owner) ??
    [...core.live.values()].find(({ place, ledgers }) => place === owner && ledgers.includes(owner))
  );
}

/** The failure that says which ledger said no, and why. */
export function budgetFailure(refused: Refused): Failure {
  const { owner, ledger } = refused;
  return {
    kind: "budget",
    path: owner,
    code: ledger,
    message: refusalWords(refused),
  };
}
