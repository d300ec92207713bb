/** What came and has not been taken. */
export interface Inbox<T> {
  readonly size: number;
  put(value: T): void;
  /** All there is, in order; where there is nothing, a promise of the next things to come. */
  take(): readonly T[] | Promise<readonly T[]>;
  /** Nothing is taken in any more. */
  close(): void;
}

/** An inbox for one reader. */
export function createInbox<T>(): Inbox<T> {
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
      if (isClosed) return;
      values.push(value);
      const waiting = wake;
      wake = undefined;
      waiting?.();
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
