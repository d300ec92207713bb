import type { Fact } from "../model/fact.ts";

/** The committed facts of one run, for as many readers as there are; a slow one slows nobody. */
export interface FactLog {
  /** Says that all facts there are now were committed. */
  publish(): void;
  /** Says that no more will be committed. What was not is never read. */
  end(): void;
  /** The last fact that was committed. */
  last(): Fact | undefined;
  /** All facts from a sequence number on, and then those that come, to the end. */
  read(from: number): AsyncIterable<Fact>;
}

/** Readers share the run's own list, and keep nothing but their place in it. */
export function createFactLog(facts: readonly Fact[]): FactLog {
  let visible = 0;
  let isOver = false;
  let waiting: (() => void)[] = [];

  const more = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
    });

  async function* read(from: number): AsyncGenerator<Fact, void, undefined> {
    let next = Math.max(0, from);
    for (;;) {
      const until = visible;
      yield* facts.slice(next, until);
      next = Math.max(next, until);
      if (until < visible) continue;
      if (isOver) return;
      await more();
    }
  }

  function wakeAll(): void {
    const readers = waiting;
    waiting = [];
    for (const wake of readers) wake();
  }

  return {
    publish() {
      visible = facts.length;
      wakeAll();
    },
    end() {
      isOver = true;
      wakeAll();
    },
    last: () => facts[visible - 1],
    read,
  };
}
