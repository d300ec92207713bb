import { agent, map } from "troupe";
import { z } from "zod";

/** Three plans that need an input. */
const each = agent("each", { work: (n: number) => n + 1 });
export const list = map("all", each, { maxItems: 100 });
export const shape = agent("shape", { input: z.object({ a: z.string() }), work: ({ a }) => a });
export const field = agent("field", { work: (ticket: { readonly text: string }) => ticket.text.length });
