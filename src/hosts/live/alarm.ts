/** One wake-up at a time. */
export interface Alarm {
  /** Rings at `at` (absolute, milliseconds) or earlier; undefined: not at all. */
  set(at: number | undefined): void;
}

/** The longest that Node's timers can wait; a later time is waited for in several turns. */
const TIMEOUT_MAX = 2 ** 31 - 1;

/**
 * An alarm on Node's timers. One that is set too early is left as it is: it rings for nothing, which costs less than
 * setting it anew for every attempt.
 */
export function createAlarm(clock: () => number, ring: () => void): Alarm {
  let armed: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;

  function disarm(): void {
    clearTimeout(armed?.timer);
    armed = undefined;
  }

  return {
    set(at) {
      if (at === undefined) return disarm();
      if (armed !== undefined && armed.at <= at) return;
      disarm();
      const rung = () => {
        armed = undefined;
        ring();
      };
      armed = { at, timer: setTimeout(rung, Math.min(TIMEOUT_MAX, Math.max(0, at - clock()))) };
    },
  };
}
