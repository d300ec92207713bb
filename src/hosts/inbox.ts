/** What came and has not been taken. */
export interface Inbox<T> {
  readonly size: number;
  /** Says whether it is one more: false where it went into one that waits, and where nothing is taken in any more. */
  put(value: T): boolean;
  /** All there is, in order; where there is nothing, a promise of the next things to come. */
  take(): readonly T[] | Promise<readonly T[]>;
  /** Nothing is taken in any more. */
  close(): void;
}

/**
 * Into which of those that wait a value goes, and what that becomes; undefined where it is one more. `waiting` is the same
 * list until it is taken, and another one afterwards.
 */
export type Join<T> = (value: T, waiting: readonly T[]) => { readonly place: number; readonly becomes: T } | undefined;

/** An inbox for one reader. By default everything that comes is one more. */
export function createInbox<T>(join?: Join<T>): Inbox<T> {
  let values: T[] = [];
  let wake: (() => void) | undefined;
  let isClosed = false;

  function takeAll(): readonly T[] {
    const taken = values;
    values = [];
    return taken;
  }

  return {
    get size() {
      return values.length;
    },
    put(value) {
      if (isClosed) return false;
      const joined = join?.(value, values);
      if (joined !== undefined) {
        values[joined.place] = joined.becomes;
        return false;
      }
      values.push(value);
      const waiting = wake;
      wake = undefined;
      waiting?.();
      return true;
    },
    take() {
      if (values.length > 0) return takeAll();
      return new Promise((resolve) => {
        wake = () => resolve(takeAll());
      });
    },
    close() {
      isClosed = true;
    },
  };
}
