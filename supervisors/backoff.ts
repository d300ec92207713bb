import type { BackoffRule } from "./policy.ts";

/**
 * The delay before run `attempt + 1`, in whole milliseconds. The cap holds after the jitter, so no delay exceeds it; a
 * provider's retry-after is a floor that jitter never goes below.
 *
 * @param draw a number in [0, 1)
 */
export function backoffMs(
  rule: BackoffRule,
  attempt: number,
  chance: { readonly draw: number; readonly retryAfterMs?: number },
): number {
  const growth = Math.min(Number.MAX_VALUE, rule.factor ** Math.max(0, attempt - 1));
  const grown = rule.initialMs * growth;
  const capped = Math.min(rule.maxMs, grown);
  const own = Math.floor(rule.jitter === "full" ? chance.draw * capped : capped);
  return Math.max(own, Math.ceil(chance.retryAfterMs ?? 0));
}
