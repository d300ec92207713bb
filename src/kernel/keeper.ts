import { canonical } from "../model/json.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { StoredRun } from "./journal.ts";
import { bringBack, type Keeping, planFor, type Resumed } from "./kept.ts";
import type { Parts } from "./launch.ts";
import { readStart } from "./origin.ts";
import { pendingRun } from "./pending-run.ts";
import type { Origin } from "./port.ts";
import { createDelivery, type Delivery } from "./delivery.ts";
import type { Roster } from "./roster.ts";
import type { Run } from "./run.ts";
import { duplicate } from "./runtime-error.ts";
import { createTurns, type Turns } from "./turns.ts";

/** A start under an id that may be known. */
interface Attaching {
  readonly runId: string;
  readonly plan: unknown;
  readonly origin: Origin;
  /** Begins the run, where nobody knows it. */
  readonly begin: () => Run<unknown>;
}

/** All that a runtime does with a journal. */
export interface Keeper {
  /** A run that is known here, or in the journal; else it begins. */
  attach(attaching: Attaching): Run<unknown>;
  resume(): Promise<Resumed>;
  find(id: string): Promise<Run<unknown> | undefined>;
  /** From now on nothing is brought back any more, and no longer waited for a journal that is not open. */
  stop(): void;
  /** Waits for what was being looked up, and lets go of the journal. */
  close(): Promise<void>;
}

/** What all of it needs. */
interface Room {
  readonly keeping: Keeping;
  readonly parts: Parts;
  readonly roster: Roster;
  /** Throws once the runtime is closing. */
  readonly acceptOpen: () => void;
  readonly delivery: Delivery;
  /** Each run is looked up by one at a time, so that it is never brought back twice. */
  readonly turns: Turns;
}

/** Who keeps runs. */
export function createKeeper(keeping: Keeping, runtime: Pick<Room, "parts" | "roster" | "acceptOpen">): Keeper {
  const delivery = createDelivery(keeping.journal, (id) => runtime.roster.get(id)?.handle);
  const room: Room = { ...runtime, keeping, delivery, turns: createTurns() };
  // A journal that cannot be read says so to whoever starts or resumes a run.
  const look = () => void delivery.look().catch(() => {});
  const unwatch = keeping.watch(look);
  return {
    attach: (attaching) =>
      hereFor(room, attaching) ??
      pendingRun(
        attaching.runId,
        room.turns.take(attaching.runId, () => attach(room, attaching)),
      ),
    async resume() {
      const resumed = await resumeAll(room);
      look();
      return resumed;
    },
    find: (id) => room.turns.take(id, () => byId(room, id)),
    stop() {
      unwatch();
      keeping.giveUp();
    },
    async close() {
      await room.turns.rest();
      await delivery.rest();
      const journal = await keeping.journal.catch(() => undefined);
      await journal?.close();
    },
  };
}

/** The run of that id, where it is under way here. */
function hereFor({ roster }: Room, { runId, origin }: Attaching): Run<unknown> | undefined {
  const here = roster.get(runId);
  if (here?.origin === undefined) return undefined;
  acceptSame(runId, here.origin, origin);
  return here.handle.run;
}

async function attach(room: Room, attaching: Attaching): Promise<Run<unknown>> {
  const here = hereFor(room, attaching);
  if (here !== undefined) return here;
  const { runId, origin, plan, begin } = attaching;
  const writer = await room.keeping.journal;
  const stored = await writer.run(runId);
  if (stored !== undefined) {
    acceptSame(runId, stored, origin);
    return back(room, stored, plan);
  }
  room.acceptOpen();
  return begin();
}

async function byId(room: Room, id: string): Promise<Run<unknown> | undefined> {
  const here = room.roster.get(id);
  if (here !== undefined) return here.handle.run;
  const { journal, plans } = room.keeping;
  const stored = await (await journal).run(id);
  if (stored === undefined) return undefined;
  return back(room, stored, stored.status === undefined ? planFor(stored, plans) : undefined);
}

/** A stored run, with what others have left for it while nobody ran it: that comes before anything else. */
async function back(room: Room, stored: StoredRun, plan: unknown): Promise<Run<unknown>> {
  const writer = await room.keeping.journal;
  const posts = stored.status === undefined ? await writer.posts() : [];
  const bring = await bringBack(room.parts, writer, { stored, plan });
  if (bring.over !== undefined) return bring.over;
  room.acceptOpen();
  const handle = bring.goOn();
  room.roster.enter(stored.id, { handle, origin: stored });
  const own = posts.filter(({ runId }) => runId === stored.id);
  room.delivery.hand(writer, own);
  return handle.run;
}

async function resumeAll(room: Room): Promise<Resumed> {
  const writer = await room.keeping.journal;
  room.acceptOpen();
  const runs: Run<unknown>[] = [];
  const refused: Resumed["refused"][number][] = [];
  for (const { id, plan } of await writer.runs({ isOver: false })) {
    try {
      const run = await room.turns.take(id, () => byId(room, id));
      if (run !== undefined) runs.push(run);
    } catch (error) {
      room.acceptOpen();
      if (!(error instanceof TroupeError)) throw error;
      refused.push({ id, plan, error });
    }
  }
  return { runs, refused };
}

/** A known id stands for one run of one plan on one input. */
function acceptSame(runId: string, known: Origin, asked: Origin): void {
  if (known.plan !== asked.plan) throw duplicate(runId, `is one of the plan "${known.plan}"`);
  if (canonical(readStart(known).input) !== canonical(readStart(asked).input))
    throw duplicate(runId, "began with another input");
}
