import type { Completion } from "../model/effect.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Kernel } from "./kernel.ts";
import type { Session } from "./port.ts";

/** How many letters are opened before the host is asked whether others should have a turn. */
const SLICE = 64;

/**
 * Takes a run from rest to rest until it is over: open letters, commit what happened, begin what was declared, and
 * when nothing is left to do, take the next thing that came back. One completion at a time, so that what a run comes
 * to never depends on how many came together. All that is asynchronous about a run is here.
 */
export async function drive(kernel: Kernel, session: Session, published: () => void): Promise<Outcome<unknown>> {
  const { core } = kernel;
  const arrivals = createArrivals(kernel, session);
  let committed = 0;
  for (;;) {
    const hasMore = kernel.step(SLICE);
    const fresh = kernel.takeFresh();
    const isPause = fresh.length > 0 || core.outcome !== undefined || arrivals.isEmpty();
    if (isPause && core.facts.length > committed) {
      const commit = session.commit(core.facts.slice(committed));
      committed = core.facts.length;
      if (commit !== undefined) await commit;
      published();
    }
    if (fresh.length > 0) session.begin(fresh);
    if (core.outcome !== undefined) return core.outcome;
    const pause = session.breathe();
    if (pause !== undefined) await pause;
    if (hasMore) continue;
    const completion = arrivals.take();
    kernel.arrive("then" in completion ? await completion : completion);
  }
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
