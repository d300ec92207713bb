import { agent, approval, chain } from "troupe";

/** The plan of refund.ts as it may be a version later: its first step, which runs have begun, has another name. */
export const plan = chain("refund", [
  agent("estimate", { work: (_: unknown) => ({ euros: 120 }) }).gated(
    approval("large-sum", { deadlineMs: 60_000, otherwise: "reject" }),
  ),
  agent("pay", { work: ({ euros }: { readonly euros: number }) => ({ paid: euros }) }),
]);
