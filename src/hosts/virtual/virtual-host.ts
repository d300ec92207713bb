import type { Host, Placement, Session, Waiting } from "../../kernel/port.ts";
import type { Completion, Effect } from "../../model/effect.ts";
import { timeHeap } from "../../model/heap.ts";
import type { Result } from "../attempt.ts";
import { type Eventually, isLater } from "../eventually.ts";
import { evaluate } from "../evaluate.ts";
import { fit } from "../fit.ts";
import { createInbox } from "../inbox.ts";
import { joinReports } from "../join-reports.ts";
import type { Script } from "./act.ts";
import { createStage } from "./stage.ts";

/** What the virtual world saw, in its own words: the oracle of tests, which never ask the state under test. */
export interface WorldEvent {
  readonly at: number;
  readonly what: "began" | "ended" | "aborted" | "asked" | "withdrew" | "evaluated" | "closed";
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
      attempts: sessions.flatMap((session) => session.underWay()),
      times: sessions.reduce((sum, session) => sum + session.times(), 0),
    }),
  };
}

interface VirtualSession extends Session {
  underWay(): readonly string[];
  times(): number;
}

/** The clock of one run, what will happen at which time, and what has come and not been taken. */
function createWorld(log: WorldEvent[]) {
  const inbox = createInbox<Completion>(joinReports());
  const heap = timeHeap<() => void>();
  let now = 0;
  let coming = 0;
  const put = (result: Result) => inbox.put({ ...result, at: now });
  return {
    inbox,
    put,
    /** An input schema may take turns of the event loop, as real work may. */
    putWhenThere(result: Eventually<Result>): void {
      if (!isLater(result)) return void put(result);
      coming += 1;
      result.then((late) => {
        coming -= 1;
        return put(late);
      });
    },
    isComing: () => coming > 0,
    now: () => now,
    times: () => heap.size,
    note: (what: WorldEvent["what"], id: string, path: string) => void log.push({ at: now, what, id, path }),
    later: (ms: number, happen: () => void) => heap.push(now + ms, happen),
    /** Moves the clock to whatever comes next, and lets it happen; says whether anything could. */
    advance(wakeAt: number | undefined): boolean {
      const next = heap.peek()?.at;
      if (next === undefined && wakeAt === undefined) return false;
      const isWake = next === undefined || (wakeAt !== undefined && wakeAt < next);
      now = Math.max(now, (isWake ? wakeAt : next) ?? now);
      if (isWake) put({ kind: "woke" });
      else heap.pop()?.value();
      return true;
    },
  };
}
type World = ReturnType<typeof createWorld>;

function virtualSession({ sites }: Placement, script: Script, log: WorldEvent[]): VirtualSession {
  const world = createWorld(log);
  const stage = createStage(script, { say, later: world.later });
  if (script.cancelAtMs !== undefined)
    world.later(script.cancelAtMs, () => world.put({ kind: "cancelled", reason: "from outside", by: "caller" }));

  /** The end of an attempt, however often it is said, is an end once. */
  function say(result: Result): boolean {
    const id = "id" in result && result.kind !== "progressed" && result.kind !== "spent" ? result.id : "";
    const attempt = stage.under.get(id);
    if (attempt !== undefined) world.note("ended", id, attempt.path);
    stage.ended(id);
    return world.put(result);
  }

  function begin(effect: Effect): void {
    if (effect.kind === "question") return ask(effect);
    const spec = sites[effect.site];
    if (spec === undefined) throw new Error(`no plan ${effect.site} for ${effect.id}`);
    world.note(effect.kind === "work" ? "began" : "evaluated", effect.id, effect.path);
    if (effect.kind === "work") stage.begin(effect, spec);
    else world.putWhenThere(evaluate(effect, spec));
  }

  function ask({ question }: Extract<Effect, { kind: "question" }>): void {
    world.note("asked", question.id, question.path);
    const answer = script.answer?.(question);
    if (answer !== undefined)
      world.later(answer.afterMs, () => world.put({ kind: "answered", question: question.id, reply: answer.reply }));
  }

  const isReal = () => world.isComing() || [...stage.under.values()].some((attempt) => attempt.isReal);
  return {
    underWay: () => [...stage.under.keys()],
    times: world.times,
    now: world.now,
    commit: () => {},
    begin: (effects) => effects.forEach(begin),
    withdraw(id, why) {
      const attempt = stage.under.get(id);
      world.note(attempt === undefined ? "withdrew" : "aborted", id, attempt?.path ?? "");
      attempt?.attempt.abort(why);
    },
    next: (waiting) => (world.inbox.size === 0 && isReal() ? settleReal(world, waiting) : settle(world, waiting)),
    post: (completion) => world.inbox.put({ ...completion, at: world.now() }),
    fit: (site, question, value) => fit(sites[site], question, value),
    breathe: () => {},
    close() {
      world.inbox.close();
      world.note("closed", "", "");
    },
  };
}

/** Lets time pass until something has come. */
function settle(world: World, { wakeAt }: Waiting): readonly Completion[] | Promise<readonly Completion[]> {
  while (world.inbox.size === 0) if (!world.advance(wakeAt)) break;
  return world.inbox.take();
}

/** Real work may need turns of the event loop; time stands still for it, and passes when it rests. */
async function settleReal(world: World, waiting: Waiting): Promise<readonly Completion[]> {
  for (let turn = 0; world.inbox.size === 0 && turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  return settle(world, waiting);
}
