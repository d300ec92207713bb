import { agent, approval, chain } from "troupe";

/** Asks before it pays. */
const price = agent("price", { work: (_: unknown) => ({ euros: 250 }) });
const pay = agent("pay", { work: (sum: { readonly euros: number }) => sum }).gated(
  approval("large-sum", { deadlineMs: 60_000, otherwise: "reject" }),
);

export const plan = chain("paying", [price, pay]);
