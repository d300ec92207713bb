import { agent, approval, chain } from "troupe";

/** Pays back what it is asked to, once a person agrees; who waits for that waits for a minute. */
const price = agent("price", { work: (order: { readonly euros: number } | null) => ({ euros: order?.euros ?? 120 }) });
const pay = agent("pay", { work: ({ euros }: { readonly euros: number }) => ({ paid: euros }) });

export const plan = chain("refund", [
  price.gated(approval("large-sum", { deadlineMs: 60_000, otherwise: "reject" })),
  pay,
]);
