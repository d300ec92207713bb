import { randomUUID } from "node:crypto";
import type { Host, Placement, Session } from "../../kernel/port.ts";
import type { Completion, Effect } from "../../model/effect.ts";
import { type Attempt, type Result, startAttempt } from "../attempt.ts";
import { isLater } from "../eventually.ts";
import { evaluate } from "../evaluate.ts";
import { fit } from "../fit.ts";
import { createInbox } from "../inbox.ts";
import { joinReports } from "../join-reports.ts";
import { createAlarm } from "./alarm.ts";

/** How long runs may hold the event loop before others have a turn, in milliseconds. */
const TURN_MS = 4;

/** Work that begins later than this after it was declared, and than this part of its timeout, has its timeout counted anew. */
const LATE_MS = 20;
const LATE = 0.01;

/** Stands for an attempt until it has begun, so that one that ends at once is gone and not kept for ever. */
const BEGINNING: Attempt = { abort: () => {} };

/** Never goes back, whatever is done to the machine's clock. */
function clock(): number {
  return Math.floor(performance.timeOrigin + performance.now());
}

/** The host for what really runs: the wall clock, real work, nothing recorded. */
export function liveHost(): Host {
  let turnBegan = performance.now();
  const breathe = (): void | Promise<void> => {
    if (performance.now() - turnBegan < TURN_MS) return;
    return new Promise((resolve) => {
      setImmediate(() => {
        turnBegan = performance.now();
        resolve();
      });
    });
  };
  return { open: (placement) => liveSession(placement, breathe), newRunId: () => randomUUID() };
}

function liveSession({ sites }: Placement, breathe: Session["breathe"]): Session {
  const attempts = new Map<string, Attempt>();
  const inbox = createInbox<Completion>(joinReports());
  /** What came meanwhile goes first: after a stall, work that is done must not be taken for late. */
  const alarm = createAlarm(clock, () => setImmediate(() => inbox.put({ kind: "woke", at: clock() })));

  function report(result: Result): boolean {
    const isEnd = result.kind !== "progressed" && result.kind !== "spent";
    if (isEnd && "id" in result) attempts.delete(result.id);
    return inbox.put({ at: clock(), ...result });
  }

  function begin(effect: Effect, declaredAt: number): void {
    if (effect.kind === "question") return;
    const spec = sites[effect.site];
    if (spec === undefined) throw new Error(`no plan ${effect.site} for ${effect.id}`);
    if (effect.kind === "evaluate") {
      const result = evaluate(effect, spec);
      return void (isLater(result) ? result.then(report) : report(result));
    }
    if (spec.agent === undefined) return;
    const at = clock();
    if (at - declaredAt > Math.max(LATE_MS, spec.agent.timeoutMs * LATE))
      inbox.put({ kind: "began", id: effect.id, at });
    attempts.set(effect.id, BEGINNING);
    const attempt = startAttempt(effect, spec.agent, report);
    if (attempts.has(effect.id)) attempts.set(effect.id, attempt);
  }

  return {
    now: clock,
    commit: () => {},
    begin: (effects, at) => effects.forEach((effect) => begin(effect, at)),
    withdraw: (id, why) => attempts.get(id)?.abort(why),
    next({ wakeAt }) {
      if (inbox.size === 0) alarm.set(wakeAt);
      return inbox.take();
    },
    post: (completion) => inbox.put(completion),
    fit: (site, question, value) => fit(sites[site], question, value),
    breathe,
    close() {
      inbox.close();
      alarm.set(undefined);
    },
  };
}
