import type { Completion } from "../model/effect.ts";

/** How something came, and of which effect: enough, with the fact that tells what it was, to let it come again. */
export function addressOf(completion: Completion): string {
  switch (completion.kind) {
    case "woke":
    case "cancelled":
    case "resumed":
    case "left":
      return completion.kind;
    case "answered":
      return `${completion.kind} ${completion.question}`;
    default:
      return `${completion.kind} ${completion.id}`;
  }
}
