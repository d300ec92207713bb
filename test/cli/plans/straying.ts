import { setTimeout as sleep } from "node:timers/promises";
import { agent } from "troupe";

/** Work that throws where nobody waits for it, and work that ends the process. */
const boom = () => {
  throw new Error("nobody hears me");
};
const long = (_: unknown, { signal }: { readonly signal: AbortSignal }) => sleep(60_000, 1, { signal });

export const late = agent("late", {
  work(input: unknown, context) {
    setTimeout(boom, 50);
    return long(input, context);
  },
});
export const rejected = agent("rejected", {
  work(input: unknown, context) {
    void Promise.resolve().then(boom);
    return long(input, context);
  },
});
export const exits = agent("exits", {
  work(input: unknown, context) {
    setTimeout(() => process.exit(7), 50);
    return long(input, context);
  },
});

/** Ends the process as if all were well. */
export const leaves = agent("leaves", {
  work(input: unknown, context) {
    setTimeout(() => process.exit(0), 50);
    return long(input, context);
  },
});
