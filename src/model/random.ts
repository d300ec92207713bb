/**
 * Chance as a function: a draw is named, and the same name under the same seed is the same number. So there is no
 * generator whose state must be kept, and a draw added in one place disturbs none in another.
 * FNV-1a over the name, finished with the mixer of MurmurHash3.
 */
export function hash32(text: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1), 32 bits fine. */
export function draw(seed: number, label: string): number {
  return hash32(label, seed) / 0x1_0000_0000;
}
