import fc from "fast-check";
import { expect, it } from "vitest";
import type { Row } from "../../../src/kernel/journal.ts";
import { newsOf, type Stored } from "../../../src/hosts/durable/append-rules.ts";
import { sampleRow, sampleRows, sampleRun } from "../../../src/hosts/conformance/journal-samples.ts";

/** A journal that has so many rows of each run. */
function having(
  lengths: Readonly<Record<string, number>>,
  over: readonly string[] = [],
): (id: string) => Stored | undefined {
  return (id) => {
    const length = lengths[id];
    if (length === undefined) return undefined;
    const end = over.includes(id) ? { status: "done", endedAt: 5 } : undefined;
    return { length, end, textAt: (seq) => (seq < length ? sampleRow(id, seq).text : undefined) };
  };
}

const news = (append: Parameters<typeof newsOf>[1], stored: ReturnType<typeof having>) =>
  newsOf("j.db", append, stored);

it("takes what is new, of several runs, one that begins included", () => {
  const rows = [sampleRow("a", 1), sampleRow("b", 0), sampleRow("a", 2), sampleRow("a", 3), sampleRow("b", 1)];
  const append = { begins: sampleRun("b"), rows };
  expect(news(append, having({ a: 2 })).rows).toEqual(rows.slice(1));
});

it("says what is wrong, and which row", () => {
  const stored = having({ a: 2, b: 1 }, ["b"]);
  const wrong = (append: Partial<Parameters<typeof newsOf>[1]>) => () => news({ rows: [], ...append }, stored);
  expect(wrong({ begins: sampleRun("a") })).toThrow("Run a has begun already.");
  expect(wrong({ rows: [sampleRow("a", 3)] })).toThrow("Row 3 of run a leaves a gap: the next one is 2.");
  expect(wrong({ rows: [sampleRow("a", 0, "x")] })).toThrow("Run a has another row 0 already.");
  expect(wrong({ rows: [sampleRow("c", 0)] })).toThrow("There is no run c: it never began.");
  expect(wrong({ rows: [sampleRow("b", 1)] })).toThrow("Run b is over, and takes no row 1.");
  expect(wrong({ ends: { runId: "b", status: "failed", endedAt: 5 } })).toThrow("Run b has ended already, as done.");
});

it("takes an end once", () => {
  const ends = { runId: "a", status: "done", endedAt: 5 } as const;
  expect(news({ rows: [], ends }, having({ a: 1 })).ends).toEqual(ends);
  expect(news({ rows: sampleRows("a", 1), ends }, having({ a: 1 }, ["a"]))).toEqual({ rows: [], ends: undefined });
});

it("takes any split of the rows of runs, however often parts of it come, exactly once and in order", () => {
  const script = fc.array(
    fc.record({ run: fc.constantFrom("a", "b", "c"), from: fc.nat(9), count: fc.integer({ min: 1, max: 5 }) }),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(script, (appends) => {
      const lengths: Record<string, number> = { a: 0, b: 0, c: 0 };
      for (const { run, from, count } of appends) {
        const next = lengths[run] ?? 0;
        const rows = sampleRows(run, count, from);
        const isGap = from > next;
        const fresh = isGap ? refusedRows(rows, lengths) : news({ rows }, having(lengths)).rows;
        const due = isGap ? [] : sampleRows(run, Math.max(0, from + count - next), next);
        expect(fresh.map(({ seq }) => seq)).toEqual(due.map(({ seq }) => seq));
        lengths[run] = next + fresh.length;
      }
    }),
  );
});

/** None, as they are refused. */
function refusedRows(rows: readonly Row[], lengths: Readonly<Record<string, number>>): readonly Row[] {
  expect(() => news({ rows }, having(lengths))).toThrow("JOURNAL_CONFLICT");
  return [];
}
