import { setTimeout as sleep } from "node:timers/promises";

/** What goes wrong on purpose, so that supervision can be watched at work. The README lists them. */
export type Mishap = "connection-reset" | "directory-down" | "slow-shard" | "malformed-reply" | "template-refused";

/** How many of a hundred mails each of them strikes. */
export const MISHAPS_PER_HUNDRED: Readonly<Record<Mishap, number>> = {
  "connection-reset": 25,
  "directory-down": 6,
  "slow-shard": 15,
  "malformed-reply": 15,
  "template-refused": 3,
};

/** Whether a mishap strikes a mail: the same for the same seed, so that a run can be watched twice. */
export function strikes(mishap: Mishap, mailId: string, seed: number): boolean {
  return share(`${seed} ${mishap} ${mailId}`) * 100 < MISHAPS_PER_HUNDRED[mishap];
}

/** A made-up network: between the two bounds, in milliseconds, the same for the same words; ends early on abort. */
export async function network(
  words: string,
  bounds: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal,
): Promise<void> {
  await sleep(bounds.fromMs + share(words) * (bounds.toMs - bounds.fromMs), undefined, { signal });
}

/** An even number from 0 to 1 for a text (FNV-1a). */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000;
}
