import { setTimeout as sleep } from "node:timers/promises";
import { agent } from "troupe";

/** Reports its progress, and never ends by itself. */
export const plan = agent("ticking", {
  async work(_: unknown, { signal, progress }) {
    for (let tick = 0; ; tick++) {
      await sleep(20, undefined, { signal });
      progress((tick % 100) / 100, `tick ${tick}`);
    }
  },
});
