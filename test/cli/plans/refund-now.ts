import { agent, approval, chain } from "troupe";

/** The plan of refund.ts as it may be a version later: its second step has another name. */
export const plan = chain("refund", [
  agent("price", { work: (_: unknown) => ({ euros: 120 }) }).gated(
    approval("large-sum", { deadlineMs: 60_000, otherwise: "reject" }),
  ),
  agent("pay-out", { work: ({ euros }: { readonly euros: number }) => ({ paid: euros }) }),
]);
