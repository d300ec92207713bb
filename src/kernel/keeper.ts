import { canonical } from "../model/json.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { JournalWriter, StoredRun } from "./journal.ts";
import { bringBack, type Keeping, planFor, type Resumed } from "./kept.ts";
import type { Parts } from "./launch.ts";
import { readStart } from "./origin.ts";
import { pendingRun } from "./pending-run.ts";
import type { Origin } from "./port.ts";
import { createDelivery } from "./delivery.ts";
import type { Roster } from "./roster.ts";
import type { Run } from "./run.ts";
import { duplicate } from "./runtime-error.ts";

/** A start under an id that may be known. */
export interface Attaching {
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

/** Who keeps runs. `acceptOpen` throws once the runtime is closing. */
export function createKeeper(
  keeping: Keeping,
  { parts, roster, acceptOpen }: { readonly parts: Parts; readonly roster: Roster; readonly acceptOpen: () => void },
): Keeper {
  /** What is looked up, by run: the last of those who wait for their turn. */
  const coming = new Map<string, Promise<unknown>>();
  const delivery = createDelivery(keeping.journal, (id) => roster.get(id)?.handle);
  // A journal that cannot be read says so to whoever starts or resumes a run.
  const look = () => void delivery.look().catch(() => {});
  const unwatch = keeping.watch(look);

  /** One after the other for each run, so that it is never brought back twice. What is wrong with one start is nothing to the next. */
  function inTurn<T>(runId: string, find: () => Promise<T>): Promise<T> {
    const before = coming.get(runId) ?? Promise.resolve();
    const finding = before.then(find, find);
    const forget = () => void (coming.get(runId) === finding && coming.delete(runId));
    coming.set(runId, finding);
    finding.then(forget, forget);
    return finding;
  }

  /** A stored run, with what others have left for it while nobody ran it: that comes before anything else. */
  async function back(writer: JournalWriter, stored: StoredRun, plan: unknown): Promise<Run<unknown>> {
    const posts = stored.status === undefined ? await writer.posts() : [];
    const bring = await bringBack(parts, writer, { stored, plan });
    if (bring.over !== undefined) return bring.over;
    acceptOpen();
    const handle = bring.goOn();
    roster.enter(stored.id, { handle, origin: stored });
    delivery.hand(
      writer,
      posts.filter(({ runId }) => runId === stored.id),
    );
    return handle.run;
  }

  async function byId(id: string): Promise<Run<unknown> | undefined> {
    const here = roster.get(id);
    if (here !== undefined) return here.handle.run;
    const writer = await keeping.journal;
    const stored = await writer.run(id);
    if (stored === undefined) return undefined;
    return back(writer, stored, stored.status === undefined ? planFor(stored, keeping.plans) : undefined);
  }

  async function attachInTurn({ runId, plan, origin, begin }: Attaching): Promise<Run<unknown>> {
    const here = roster.get(runId);
    if (here?.origin !== undefined) {
      acceptSame(runId, here.origin, origin);
      return here.handle.run;
    }
    const writer = await keeping.journal;
    const stored = await writer.run(runId);
    if (stored !== undefined) {
      acceptSame(runId, stored, origin);
      return back(writer, stored, plan);
    }
    acceptOpen();
    return begin();
  }

  return {
    attach(attaching) {
      const { runId, origin } = attaching;
      const here = roster.get(runId);
      if (here?.origin === undefined)
        return pendingRun(
          runId,
          inTurn(runId, () => attachInTurn(attaching)),
        );
      acceptSame(runId, here.origin, origin);
      return here.handle.run;
    },
    async resume() {
      const writer = await keeping.journal;
      acceptOpen();
      const runs: Run<unknown>[] = [];
      const refused: Resumed["refused"][number][] = [];
      for (const { id, plan } of await writer.runs({ isOver: false })) {
        try {
          const run = await inTurn(id, () => byId(id));
          if (run !== undefined) runs.push(run);
        } catch (error) {
          acceptOpen();
          if (!(error instanceof TroupeError)) throw error;
          refused.push({ id, plan, error });
        }
      }
      look();
      return { runs, refused };
    },
    find: (id) => inTurn(id, () => byId(id)),
    stop() {
      unwatch();
      keeping.giveUp();
    },
    async close() {
      await Promise.allSettled(coming.values());
      await delivery.rest();
      const journal = await keeping.journal.catch(() => undefined);
      await journal?.close();
    },
  };
}

/** A known id stands for one run of one plan on one input. */
function acceptSame(runId: string, known: Origin, asked: Origin): void {
  if (known.plan !== asked.plan) throw duplicate(runId, `is one of the plan "${known.plan}"`);
  if (canonical(readStart(known).input) !== canonical(readStart(asked).input))
    throw duplicate(runId, "began with another input");
}
