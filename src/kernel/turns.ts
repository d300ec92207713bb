/** Acts that wait for one another: those of one key one after the other, those of different keys at once. */
export interface Turns {
  /** Acts as soon as all that came before it under this key is over. What went wrong there is nothing to it. */
  take<T>(key: string, act: () => Promise<T>): Promise<T>;
  /** Resolves when all that has come so far is over, well or not. */
  rest(): Promise<void>;
}

/** Nothing is kept of a key whose acts are over. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, act) {
      const before = last.get(key) ?? Promise.resolve();
      const acting = before.then(act, act);
      const forget = () => {
        if (last.get(key) === acting) last.delete(key);
      };
      last.set(key, acting);
      acting.then(forget, forget);
      return acting;
    },
    async rest() {
      await Promise.allSettled(last.values());
    },
  };
}
