import { randomUUID } from "node:crypto";
import type { Host, Placement, Session } from "../../kernel/port.ts";
import type { Completion, Effect } from "../../model/effect.ts";
import { type Attempt, type Result, startAttempt } from "../attempt.ts";
import { evaluate } from "../evaluate.ts";
import { fit } from "../fit.ts";
import { createInbox } from "../inbox.ts";
import { createAlarm } from "./alarm.ts";

/** How long runs may hold the event loop before others have a turn, in milliseconds. */
const TURN_MS = 4;

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
  const inbox = createInbox<Completion>();
  const alarm = createAlarm(clock, () => inbox.put({ kind: "woke", at: clock() }));

  function report(result: Result): void {
    const isEnd = result.kind !== "progressed" && result.kind !== "spent";
    if (isEnd && "id" in result) attempts.delete(result.id);
    inbox.put({ at: clock(), ...result });
  }

  function begin(effect: Effect): void {
    if (effect.kind === "question") return;
    const spec = sites[effect.site];
    if (spec === undefined) throw new Error(`no plan ${effect.site} for ${effect.id}`);
    if (effect.kind === "evaluate") return report(evaluate(effect, spec));
    if (spec.agent !== undefined) attempts.set(effect.id, startAttempt(effect, spec.agent, report));
  }

  return {
    now: clock,
    commit: () => {},
    begin: (effects) => effects.forEach(begin),
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
