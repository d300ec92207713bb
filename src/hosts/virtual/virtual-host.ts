import { timeHeap } from "../../model/heap.ts";
import type { Completion, Effect } from "../../model/effect.ts";
import { readThrown } from "../../model/thrown.ts";
import type { Host, Placement, Session, Waiting } from "../../kernel/port.ts";
import { type Attempt, readResult, type Result, startAttempt } from "../attempt.ts";
import { evaluate } from "../evaluate.ts";
import { fit } from "../fit.ts";
import type { Act, Script } from "./act.ts";

/** What the virtual world saw, in its own words: the oracle of tests, which never ask the state under test. */
export interface WorldEvent {
  readonly at: number;
  readonly what: "began" | "ended" | "aborted" | "asked" | "withdrew" | "evaluated" | "woke" | "closed";
  readonly id: string;
  readonly path: string;
}

export interface VirtualHost extends Host {
  /** Everything all its runs did, in order. */
  readonly log: readonly WorldEvent[];
  /** What is still under way or set: attempts that have not ended, and times that will still come. */
  readonly left: () => { readonly attempts: readonly string[]; readonly times: number };
}

/** Time that only passes when nothing else can: each run has its own clock, from 0, and no real waiting happens. */
export function virtualHost(script: Script = {}): VirtualHost {
  const log: WorldEvent[] = [];
  const sessions: VirtualSession[] = [];
  let runs = 0;
  return {
    log,
    open(placement) {
      const session = virtualSession(placement, script, log);
      sessions.push(session);
      return session;
    },
    newRunId: () => `run-${runs++}`,
    left: () => ({
      attempts: sessions.flatMap((session) => [...session.under.keys()]),
      times: sessions.reduce((sum, session) => sum + session.times(), 0),
    }),
  };
}

interface VirtualSession extends Session {
  readonly under: ReadonlyMap<string, unknown>;
  times(): number;
}

/** An attempt in the virtual world. */
interface UnderWay {
  readonly path: string;
  readonly isReal: boolean;
  readonly abort: (why: string) => void;
}

function virtualSession({ sites }: Placement, script: Script, log: WorldEvent[]): VirtualSession {
  const heap = timeHeap<() => void>();
  const under = new Map<string, UnderWay>();
  let inbox: Completion[] = [];
  let now = 0;
  let isClosed = false;
  let knock: (() => void) | undefined;
  if (script.cancelAtMs !== undefined) heap.push(script.cancelAtMs, () => put({ kind: "cancelled", reason: "from outside", by: "caller" }));

  const note = (what: WorldEvent["what"], id: string, path: string) => void log.push({ at: now, what, id, path });

  function put(result: Result): void {
    if (isClosed) return;
    inbox.push({ ...result, at: now });
    knock?.();
  }

  /** The end of an attempt, however often it is said. */
  function finish(id: string, result: Result): void {
    const attempt = under.get(id);
    if (attempt !== undefined) note("ended", id, attempt.path);
    under.delete(id);
    put(result);
  }

  function play(effect: Extract<Effect, { kind: "work" }>, act: Act): Attempt {
    const { id } = effect;
    const agent = sites[effect.site]?.agent;
    let isOver = false;
    const conclude = () => {
      if (isOver || act.ends === undefined) return;
      isOver = true;
      const { ends } = act;
      const said = "throws" in ends ? { kind: "threw" as const, id, thrown: readThrown(ends.throws) } : sayEnd(id, agent, ends);
      for (let i = 0; i <= (act.echoes ?? 0); i++) finish(id, said);
    };
    for (const { afterMs, usage } of act.spends ?? []) heap.push(now + afterMs, () => put({ kind: "spent", id, usage }));
    if (act.ends !== undefined) heap.push(now + (act.afterMs ?? 0), conclude);
    const obey = () => {
      if (isOver) return;
      isOver = true;
      finish(id, { kind: "threw", id, thrown: { name: "AbortError", message: "aborted" } });
    };
    const { onAbort = "ends" } = act;
    return { abort: () => (onAbort === "ignores" ? undefined : onAbort === "ends" ? heap.push(now, obey) : heap.push(now + onAbort.afterMs, obey)) };
  }

  function beginWork(effect: Extract<Effect, { kind: "work" }>): void {
    const { id, path, attempt, input } = effect;
    const agent = sites[effect.site]?.agent;
    if (agent === undefined) throw new Error(`no agent at ${path}`);
    note("began", id, path);
    const act = script.act?.({ path, attempt, input });
    if (act !== undefined) {
      under.set(id, { path, isReal: false, abort: play(effect, act).abort });
      return;
    }
    const report = (result: Result) => (result.kind === "progressed" || result.kind === "spent" ? put(result) : finish(id, result));
    const real: { abort: (why: string) => void } = { abort: () => {} };
    under.set(id, { path, isReal: true, abort: (why) => real.abort(why) });
    const started = startAttempt(effect, agent, report);
    real.abort = (why) => started.abort(why);
  }

  function begin(effect: Effect): void {
    if (effect.kind === "work") return beginWork(effect);
    if (effect.kind === "evaluate") {
      const spec = sites[effect.site];
      note("evaluated", effect.id, effect.path);
      if (spec !== undefined) put(evaluate(effect, spec));
      return;
    }
    const { question } = effect;
    note("asked", question.id, question.path);
    const answer = script.answer?.(question);
    if (answer !== undefined) heap.push(now + answer.afterMs, () => put({ kind: "answered", question: question.id, reply: answer.reply }));
  }

  function takeInbox(): readonly Completion[] {
    const taken = inbox;
    inbox = [];
    return taken;
  }

  /** Moves the clock to whatever comes next, and lets it happen. */
  function advance(wakeAt: number | undefined): void {
    const next = heap.peek()?.at;
    if (next === undefined && wakeAt === undefined) return;
    if (next === undefined || (wakeAt !== undefined && wakeAt < next)) {
      now = Math.max(now, wakeAt ?? now);
      put({ kind: "woke" });
      return;
    }
    now = Math.max(now, next);
    heap.pop()?.value();
  }

  /** Real work may need turns of the event loop; time stands still for it, and passes when it rests. */
  async function settleReal(waiting: Waiting): Promise<readonly Completion[]> {
    for (let turn = 0; inbox.length === 0 && turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    while (inbox.length === 0) {
      if (heap.peek() === undefined && waiting.wakeAt === undefined) {
        await new Promise<void>((resolve) => {
          knock = resolve;
        });
      } else advance(waiting.wakeAt);
    }
    knock = undefined;
    return takeInbox();
  }

  return {
    under,
    times: () => heap.size,
    now: () => now,
    commit: () => {},
    begin: (effects) => effects.forEach(begin),
    withdraw(id, why) {
      const attempt = under.get(id);
      note(attempt === undefined ? "withdrew" : "aborted", id, attempt?.path ?? "");
      attempt?.abort(why);
    },
    next(waiting) {
      if (inbox.length > 0) return takeInbox();
      for (const attempt of under.values()) if (attempt.isReal) return settleReal(waiting);
      while (inbox.length === 0) {
        if (heap.peek() === undefined && waiting.wakeAt === undefined) throw new Error("nothing can happen any more");
        advance(waiting.wakeAt);
      }
      return takeInbox();
    },
    post: put,
    fit: (site, question, value) => fit(sites[site], question, value),
    breathe: () => {},
    close() {
      isClosed = true;
      note("closed", "", "");
    },
  };
}

function sayEnd(id: string, agent: Parameters<typeof readResult>[1] | undefined, ends: { readonly returns: unknown } | { readonly declines: string }): Result {
  if ("declines" in ends) return { kind: "declined", id, reason: ends.declines };
  const result = agent === undefined ? undefined : readResult(id, agent, ends.returns);
  if (result !== undefined && "kind" in result) return result;
  return { kind: "threw", id, thrown: { name: "TypeError", message: "a stand-in needs a schema that validates at once" } };
}
