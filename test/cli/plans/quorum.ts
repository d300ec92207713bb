import { agent, approval } from "troupe";

/** Pays once two people have approved, each in a role that may. */
export const plan = agent("pay", { work: () => 250 }).gated(
  approval("large-sum", { quorum: 2, roles: ["legal", "lead"], deadlineMs: 60_000, otherwise: "reject" }),
);
