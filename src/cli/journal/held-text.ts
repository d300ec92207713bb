import { duration } from "../duration.ts";
import type { OpenJournal } from "./open-journal.ts";

/** Which process runs a journal, or that none does. */
export function heldText({ file, held }: Pick<OpenJournal, "file" | "held">, now: number): string {
  if (held === undefined) return `${file}: no process runs it now`;
  return `${file}: run by process ${held.pid} on ${held.host}, for ${duration(now - held.since)}`;
}
