import { describe, expect, it } from "vitest";
import { memoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import type { JournalWriter } from "../../src/kernel/journal.ts";
import { acceptRetention, type ExportedRun, sweep } from "../../src/runtime/retention.ts";

const DAY = 86_400_000;

/** A journal of runs that ended on the given days; undefined: not over. */
async function journalOf(ends: Readonly<Record<string, number | undefined>>): Promise<JournalWriter> {
  const writer = await memoryJournal().write();
  for (const [id, day] of Object.entries(ends)) {
    const begins = { id, plan: "p", hash: "h", start: "{}", startedAt: 0, status: undefined, endedAt: undefined };
    await writer.append({ begins, rows: [{ runId: id, seq: 0, text: '{"seq":0}' }] });
    if (day !== undefined) await writer.append({ rows: [], ends: { runId: id, status: "done", endedAt: day * DAY } });
  }
  return writer;
}

const left = async (journal: JournalWriter) => (await journal.runs()).map(({ id }) => id);

describe("a sweep", () => {
  it("deletes what ended longer ago than it is kept, and never a run that is not over", async () => {
    const journal = await journalOf({ a: 1, b: undefined, c: 5, d: 2 });
    expect(await sweep(journal, { days: 3 }, 6 * DAY)).toBe(2);
    expect(await left(journal)).toEqual(["b", "c"]);
  });

  it("deletes all but the newest, and both limits hold", async () => {
    const ends = { a: 1, b: 2, c: undefined, d: 3, e: 9 };
    const many = await journalOf(ends);
    expect(await sweep(many, { runs: 2 }, 9 * DAY)).toBe(2);
    expect(await left(many)).toEqual(["c", "d", "e"]);
    const both = await journalOf(ends);
    await sweep(both, { runs: 2, days: 2 }, 9 * DAY);
    expect(await left(both)).toEqual(["c", "e"]);
    const none = await journalOf(ends);
    await sweep(none, { runs: 0 }, 9 * DAY);
    expect(await left(none)).toEqual(["c"]);
  });

  it("keeps everything where nothing is said, and goes through more than one batch", async () => {
    const ends = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`r${n}`, 1]));
    const journal = await journalOf(ends);
    expect(await sweep(journal, {}, 9 * DAY)).toBe(0);
    expect(await sweep(journal, { days: 1 }, 9 * DAY)).toBe(250);
    expect(await left(journal)).toEqual([]);
  });

  it("exports a run with its facts before it is deleted, and stops at one that cannot be", async () => {
    const journal = await journalOf({ a: 1, b: 2, c: 3 });
    const seen: ExportedRun[] = [];
    const exported = (run: ExportedRun) => {
      if (run.id === "b" && seen.length < 2) throw new Error("the store is away");
      seen.push(run);
    };
    expect(await sweep(journal, { days: 0, exported }, 9 * DAY)).toBe(1);
    expect(await left(journal)).toEqual(["b", "c"]);
    expect(seen).toEqual([{ id: "a", plan: "p", startedAt: 0, status: "done", endedAt: DAY, facts: [{ seq: 0 }] }]);
    const late = { days: 0, exported: async (run: ExportedRun) => void seen.push(run) };
    expect(await sweep(journal, late, 9 * DAY)).toBe(2);
    expect([seen.map(({ id }) => id), await left(journal)]).toEqual([["a", "b", "c"], []]);
  });
});

it.each([
  [{ dais: 1 }, /has no option "dais"/],
  [{ days: -1 }, /days in keep of createRuntime\(\) is -1/],
  [{ runs: 1.5 }, /runs in keep of createRuntime\(\) is 1.5/],
  [{ exported: "x" }, /exported in keep of createRuntime\(\)/],
] as const)("refuses %j", (retention, message) => {
  const untyped: (keep: object) => void = acceptRetention;
  expect(() => untyped(retention)).toThrow(message);
});
