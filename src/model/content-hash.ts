import { canonical } from "./json.ts";
import { hash32 } from "./random.ts";

/** 64 bits of a JSON value, as 16 hexadecimal digits; the order of an object's keys does not matter. No protection against malice. */
export function contentHash(value: unknown): string {
  const text = canonical(value);
  return [hash32(text, 1), hash32(text, 2)].map((half) => half.toString(16).padStart(8, "0")).join("");
}
