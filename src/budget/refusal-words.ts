import type { Refused } from "./book.ts";

/** What a ledger's refusal says: that it is spent, or, where money is there and only not enough, what stands in the way. */
export function refusalWords(refused: Refused): string {
  const { owner, ledger, used, limit, promised = 0, asked = 0 } = refused;
  const name = `the ${ledger} ledger of ${owner}`;
  if (ledger === "depth") return `${name} allows ${limit} levels, and this would be level ${used}`;
  if (refused.asked === undefined) return `${name} is spent: ${amount(used)} of ${amount(limit)}`;
  const taken = [used > 0 ? `${amount(used)} used` : "", promised > 0 ? `${amount(promised)} promised` : ""].filter(
    (part) => part !== "",
  );
  const state = taken.length === 0 ? amount(limit) : `${taken.join(" and ")} of ${amount(limit)}`;
  const wish = asked === 0 ? "" : `, and this attempt expects ${amount(asked)}${taken.length === 0 ? "" : " more"}`;
  return `${name} has ${state}${wish}`;
}

/** Up to a billionth, as money is counted, without zeros at the end. */
function amount(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toFixed(9).replace(/\.?0+$/, "");
}
