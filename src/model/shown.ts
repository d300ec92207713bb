import { kindOf } from "./readable.ts";

/** A value in the words of an error: short, on one line, whatever it is. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return clip(JSON.stringify(value));
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : objectWords(kindOf(value));
    default:
      return clip(String(value));
  }
}

function objectWords(kind: string | undefined): string {
  if (kind === undefined) return "an object that cannot be read";
  if (kind === "Array") return "a list";
  return /^\w{1,40}$/.test(kind)
    ? `${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind === "Object" ? "object" : kind}`
    : "an object";
}

function clip(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
