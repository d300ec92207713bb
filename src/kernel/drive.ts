import type { Completion } from "../model/effect.ts";
import type { Outcome } from "../model/outcome.ts";
import { breakDown } from "./ending.ts";
import type { Kernel } from "./kernel.ts";
import { leave } from "./leaving.ts";
import type { Session } from "./port.ts";
import type { Standing } from "./replay.ts";

/** How many letters are opened before the host is asked whether others should have a turn. */
const SLICE = 64;

/**
 * Takes a run from rest to rest until it is over: open letters, commit what happened, begin what was declared, and
 * when nothing is left to do, take the next thing that came back. One completion at a time, so that what a run comes
 * to never depends on how many came together. All that is asynchronous about a run is here. It never rejects: where
 * the kernel or its host breaks, what is out is withdrawn, and the run fails.
 */
export async function drive(
  kernel: Kernel,
  session: Session,
  { published, standing }: Driving,
): Promise<Outcome<unknown>> {
  const { core } = kernel;
  const log = createCommits(kernel, session, { published, kept: standing?.kept ?? 0 });
  try {
    if (standing !== undefined && core.outcome === undefined)
      kernel.arrive({ kind: "resumed", at: session.now(), lost: standing.lost });
    return await driveToEnd(kernel, session, log);
  } catch (error) {
    const outcome = breakDown(core, error, { isStored: log.isWhole() });
    await tryTo(() => log.commit());
    return outcome;
  }
}

/** How a run is driven. */
export interface Driving {
  /** Told after every commit. */
  readonly published: () => void;
  /** Where it stands, if it was brought back. */
  readonly standing?: Standing;
}

/** What broke may be the storage itself: then its last word is not stored either. */
async function tryTo(act: () => void | Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    return;
  }
}

async function driveToEnd(kernel: Kernel, session: Session, log: Commits): Promise<Outcome<unknown>> {
  const { core } = kernel;
  const arrivals = createArrivals(kernel, session);
  for (;;) {
    const hasMore = kernel.step(SLICE);
    const fresh = kernel.takeFresh();
    const isPause = fresh.length > 0 || core.outcome !== undefined || arrivals.isEmpty();
    const commit = isPause ? log.commit() : undefined;
    if (commit !== undefined) await commit;
    if (fresh.length > 0) session.begin(fresh, core.now);
    if (core.outcome !== undefined) return core.outcome;
    const pause = session.breathe();
    if (pause !== undefined) {
      await log.commit();
      await pause;
    }
    if (hasMore) continue;
    const next = arrivals.take();
    const completion = "then" in next ? await next : next;
    kernel.arrive(completion);
    if (completion.kind !== "left") continue;
    await log.commit();
    return leave(core, session);
  }
}

interface CommitsOf {
  readonly published: () => void;
  /** How many facts are durable already. */
  readonly kept: number;
}

/**
 * Makes durable and then shows what has happened since the last time. Nothing is stored behind a gap: where a commit
 * failed, no other is tried, and the run is kept as it stood before, for whoever brings it back.
 */
interface Commits {
  commit(): void | Promise<void>;
  /** Whether all that has happened is stored. */
  isWhole(): boolean;
}

function createCommits({ core: { facts } }: Kernel, session: Session, { published, kept }: CommitsOf): Commits {
  let committed = kept;
  let isBroken = false;

  function broke(error: unknown): never {
    isBroken = true;
    throw error;
  }

  return {
    commit() {
      if (isBroken || facts.length === committed) return;
      const commit = session.commit(facts.slice(committed));
      committed = facts.length;
      return commit === undefined ? published() : commit.then(published, broke);
    },
    isWhole: () => !isBroken && facts.length === committed,
  };
}

/** What the host gave and the kernel has not taken yet. */
interface Arrivals {
  isEmpty(): boolean;
  take(): Completion | Promise<Completion>;
}

function createArrivals(kernel: Kernel, session: Session): Arrivals {
  let batch: readonly Completion[] = [];
  let taken = 0;

  function takeOne(): Completion {
    const completion = batch[taken];
    if (completion === undefined) throw new Error("a host that answers has at least one completion");
    taken += 1;
    return completion;
  }

  function takeFrom(next: readonly Completion[]): Completion {
    batch = next;
    taken = 0;
    return takeOne();
  }

  return {
    isEmpty: () => taken >= batch.length,
    take() {
      if (taken < batch.length) return takeOne();
      const waiting = kernel.waiting();
      const isStuck = waiting.outstanding.size === 0 && waiting.wakeAt === undefined;
      if (isStuck) throw new Error(`run ${kernel.core.runId} has nothing to wait for and no outcome`);
      const next = session.next(waiting);
      return "then" in next ? next.then(takeFrom) : takeFrom(next);
    },
  };
}
