import type { Origin } from "./port.ts";
import type { RunHandle } from "./run.ts";

/** A run that is under way here, and what it began with, where it is kept. */
interface Entry {
  readonly handle: RunHandle;
  readonly origin: Origin | undefined;
}

/** The runs that are under way in a runtime. One that is over is kept no longer. */
export interface Roster {
  get(runId: string): Entry | undefined;
  enter(runId: string, entry: Entry): void;
  /** All of them, the latest first. */
  latestFirst(): readonly RunHandle[];
}

export function createRoster(): Roster {
  const entries = new Map<string, Entry>();
  return {
    get: (runId) => entries.get(runId),
    enter(runId, entry) {
      entries.set(runId, entry);
      const forget = () => void entries.delete(runId);
      entry.handle.run.outcome.then(forget, forget);
    },
    latestFirst: () => [...entries.values()].map(({ handle }) => handle).toReversed(),
  };
}
