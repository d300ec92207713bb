import { setTimeout as sleep } from "node:timers/promises";
import { agent, chain } from "troupe";

/** Never ends by itself, and heeds its abort. */
const wait = agent("wait", {
  async work(_: unknown, { signal }) {
    await sleep(2 ** 30, undefined, { signal });
    return 0;
  },
});

export const plan = chain("endless", [wait]);
