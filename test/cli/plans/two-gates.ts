import { setTimeout as sleep } from "node:timers/promises";
import { agent, approval, parallel } from "troupe";

/** Asks two questions at the same time. */
const gate = (name: string) => approval(name, { deadlineMs: 60_000, otherwise: "reject" });
const work = (afterMs: number) => ({ work: (_: unknown) => sleep(afterMs, 1) });

export const plan = parallel("gates", {
  a: agent("a", work(60)).gated(gate("first")),
  b: agent("b", work(1)).gated(gate("second")),
});
