import type { Outcome } from "../model/outcome.ts";
import type { Kernel } from "./kernel.ts";
import type { Session } from "./port.ts";

/** How many letters are opened before the host is asked whether others should have a turn. */
const SLICE = 64;

/**
 * Takes a run from rest to rest until it is over: open letters, commit what happened, begin what was declared, and
 * when nothing is left to do, ask the host what came back. All that is asynchronous about a run is here.
 */
export async function drive(kernel: Kernel, session: Session, published: () => void): Promise<Outcome<unknown>> {
  const { core } = kernel;
  let committed = 0;
  for (;;) {
    const hasMore = kernel.step(SLICE);
    if (core.facts.length > committed) {
      const commit = session.commit(core.facts.slice(committed));
      if (commit !== undefined) await commit;
      committed = core.facts.length;
      published();
    }
    const fresh = kernel.takeFresh();
    if (fresh.length > 0) session.begin(fresh);
    if (core.outcome !== undefined) return core.outcome;
    const pause = session.breathe();
    if (pause !== undefined) await pause;
    if (hasMore) continue;
    const waiting = kernel.waiting();
    if (waiting.outstanding.size === 0 && waiting.wakeAt === undefined)
      throw new Error(`run ${core.runId} has nothing to wait for and no outcome`);
    const next = session.next(waiting);
    for (const completion of "then" in next ? await next : next) kernel.arrive(completion);
  }
}
