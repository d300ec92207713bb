import { equal, fail } from "node:assert/strict";
import type { Append, JournalReader, JournalWriter, Row, StoredRun } from "../../kernel/journal.ts";
import { type ErrorCode, TroupeError } from "../../model/troupe-error.ts";

/** A run that begins. */
export function sampleRun(id: string, more: Partial<StoredRun> = {}): StoredRun {
  const rest = { plan: "support", hash: "a1b2", start: '{"input":"é"}', startedAt: 1_700_000_000_000 };
  return { id, ...rest, status: undefined, endedAt: undefined, ...more };
}

/** A row, with a text that tells it from every other one. */
export function sampleRow(runId: string, seq: number, text = `{"run":"${runId}","seq":${seq}}`): Row {
  return { runId, seq, text };
}

/** As many rows, from `from` on. */
export function sampleRows(runId: string, count: number, from = 0): readonly Row[] {
  return Array.from({ length: count }, (_, i) => sampleRow(runId, from + i));
}

/** A run that begins with so many rows. */
export function beginning(id: string, count = 1): Append {
  return { begins: sampleRun(id), rows: sampleRows(id, count) };
}

/** A run that is over with one more row. */
export function ending(runId: string, so: { readonly seq: number; readonly endedAt: number }): Append {
  return { rows: [sampleRow(runId, so.seq)], ends: { runId, status: "done", endedAt: so.endedAt } };
}

/** Everything that a journal has of a run. */
export async function storedOf(reader: JournalReader, id: string): Promise<{ run?: StoredRun; rows: readonly Row[] }> {
  const run = await reader.run(id);
  return { ...(run === undefined ? {} : { run }), rows: await reader.read(id) };
}

/** Fails where it does not reject with a TroupeError of the code. */
export async function refused(act: Promise<unknown>, code: ErrorCode): Promise<TroupeError> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof TroupeError)) throw error;
    equal(error.code, code);
    return error;
  }
  return fail(`it was taken, and not refused with ${code}`);
}

/** Every method of a writer, called once; what they would store is named by `id`. */
export function everyMethod(writer: JournalWriter, id: string): readonly (() => Promise<unknown>)[] {
  return [
    () => writer.append(beginning(id)),
    () => writer.posts(),
    () => writer.settle(1, "null"),
    () => writer.forget([id]),
    () => writer.runs(),
    () => writer.run(id),
    () => writer.read(id),
    () => writer.post(id, "null"),
    () => writer.posted(1),
  ];
}
