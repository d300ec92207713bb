import { randomUUID } from "node:crypto";
import type { Completion, Effect } from "../../model/effect.ts";
import type { Host, Placement, Session, Waiting } from "../../kernel/port.ts";
import { type Attempt, type Result, startAttempt } from "../attempt.ts";
import { evaluate } from "../evaluate.ts";
import { fit } from "../fit.ts";

/** How long runs may hold the event loop before others have a turn, in milliseconds. */
const TURN_MS = 8;
/** The longest that Node's timers can wait; a later time is waited for in several turns. */
const TIMEOUT_MAX = 2 ** 31 - 1;

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
  let inbox: Completion[] = [];
  let wake: (() => void) | undefined;
  let alarm: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;
  let isClosed = false;

  function put(completion: Completion): void {
    if (isClosed) return;
    inbox.push(completion);
    const resolve = wake;
    wake = undefined;
    resolve?.();
  }

  function report(result: Result): void {
    if (result.kind !== "progressed" && result.kind !== "spent" && "id" in result) attempts.delete(result.id);
    put({ at: clock(), ...result });
  }

  function begin(effect: Effect): void {
    if (effect.kind === "question") return;
    const spec = sites[effect.site];
    if (spec === undefined) throw new Error(`no plan ${effect.site} for ${effect.id}`);
    if (effect.kind === "evaluate") return report(evaluate(effect, spec));
    if (spec.agent !== undefined) attempts.set(effect.id, startAttempt(effect, spec.agent, report));
  }

  function disarm(): void {
    clearTimeout(alarm?.timer);
    alarm = undefined;
  }

  /** An alarm that is early is left as it is: it wakes for nothing, which costs less than setting it for every attempt. */
  function arm(wakeAt: number | undefined): void {
    if (wakeAt === undefined) return disarm();
    if (alarm !== undefined && alarm.at <= wakeAt) return;
    disarm();
    const timer = setTimeout(ring, Math.min(TIMEOUT_MAX, Math.max(0, wakeAt - clock())));
    alarm = { at: wakeAt, timer };
  }

  function ring(): void {
    alarm = undefined;
    put({ kind: "woke", at: clock() });
  }

  function takeInbox(): readonly Completion[] {
    const taken = inbox;
    inbox = [];
    return taken;
  }

  return {
    now: clock,
    commit: () => {},
    begin: (effects) => effects.forEach(begin),
    withdraw: (id, why) => attempts.get(id)?.abort(why),
    next({ wakeAt }: Waiting) {
      if (inbox.length > 0) return takeInbox();
      arm(wakeAt);
      return new Promise((resolve) => {
        wake = () => resolve(takeInbox());
      });
    },
    post: put,
    fit: (site, question, value) => fit(sites[site], question, value),
    breathe,
    close() {
      isClosed = true;
      disarm();
    },
  };
}
