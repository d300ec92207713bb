/** One way of doing what a probe asks for, and what was seen: a cell for each of the probe's columns. */
export interface Sight {
  /** What is special about this way; empty where there is one way only. */
  readonly way: string;
  readonly cells: readonly string[];
}

/** How a promise settled, in words. */
export async function ending(promise: Promise<unknown>): Promise<string> {
  try {
    return `resolves with ${shown(await promise)}`;
  } catch (thrown) {
    return `rejects with ${shown(thrown)}`;
  }
}

/** A value on one line. */
export function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message.split("\n")[0]}`;
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  return text === undefined ? String(value) : text.replaceAll(/\s+/g, " ");
}

/** "3 times", "once", "never". */
export function times(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
