import { writeSync } from "node:fs";
import { agent } from "troupe";

/** Lets nobody else have the process for a while. */
export const plan = agent("busy", {
  work() {
    writeSync(1, "begun\n");
    for (const end = Date.now() + 700; Date.now() < end; );
    return 1;
  },
});
