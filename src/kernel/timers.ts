import type { TimerName } from "../model/fact.ts";
import { timeHeap } from "../model/heap.ts";

/** A time that was set, and what happens then. */
export interface Timer {
  readonly name: TimerName;
  readonly path: string;
  readonly at: number;
  readonly fire: () => void;
  isCancelled: boolean;
}

/** The times of one run. The host is asked for one wake-up only: the earliest. */
export interface Timers {
  set(timer: Omit<Timer, "isCancelled">): Timer;
  cancel(timer: Timer | undefined): void;
  /** The earliest time that is still wanted. */
  next(): number | undefined;
  /** Takes out everything that is due by `now`, in order of time, then of setting. */
  due(now: number): readonly Timer[];
  readonly size: number;
}

/** Cancelled entries are swept out once they are the majority, so that a long run of short attempts stays small. */
export function createTimers(): Timers {
  let heap = timeHeap<Timer>();
  let live = 0;

  function sweep(): void {
    if (heap.size < 64 || heap.size < 2 * live) return;
    const fresh = timeHeap<Timer>();
    for (let entry = heap.pop(); entry !== undefined; entry = heap.pop()) {
      if (!entry.value.isCancelled) fresh.push(entry.at, entry.value);
    }
    heap = fresh;
  }

  function dropCancelled(): void {
    while (heap.peek()?.value.isCancelled === true) heap.pop();
  }

  return {
    get size() {
      return live;
    },
    set(timer) {
      const set: Timer = { ...timer, isCancelled: false };
      heap.push(timer.at, set);
      live += 1;
      return set;
    },
    cancel(timer) {
      if (timer === undefined || timer.isCancelled) return;
      timer.isCancelled = true;
      live -= 1;
      sweep();
    },
    next() {
      dropCancelled();
      return heap.peek()?.at;
    },
    due(now) {
      const due: Timer[] = [];
      for (dropCancelled(); (heap.peek()?.at ?? Number.POSITIVE_INFINITY) <= now; dropCancelled()) {
        const entry = heap.pop();
        if (entry === undefined) break;
        entry.value.isCancelled = true;
        live -= 1;
        due.push(entry.value);
      }
      return due;
    },
  };
}
