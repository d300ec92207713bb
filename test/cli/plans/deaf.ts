import { setTimeout as sleep } from "node:timers/promises";
import { agent } from "troupe";

/** Works on, whatever it is told. */
export const plan = agent("deaf", { work: (_: unknown) => sleep(2 ** 30, 0) });
