import { setTimeout as sleep } from "node:timers/promises";
import { agent, chain, fail } from "troupe";

/** Prints while it is loaded and while it works, as much code does. */
process.stdout.write("chatty is loaded\n");

const talk = agent("talk", {
  async work(_: unknown, { signal }) {
    for (const word of ["one", "two", "three"]) {
      process.stdout.write(`${word}\n`);
      await sleep(300, undefined, { signal });
    }
    process.stderr.write("no line end");
    return 3;
  },
});

const listen = agent("listen", {
  async work(heard: number, { signal }) {
    await sleep(300, undefined, { signal });
    if (process.env["DEAF"] !== undefined) throw fail.permanent("I hear nothing");
    return heard;
  },
});

export const plan = chain("chatty", [talk, listen]);
