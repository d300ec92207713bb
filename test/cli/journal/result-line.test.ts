import { expect, it } from "vitest";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { resultLine } from "../../../src/cli/journal/result-line.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";

const reader = await memoryJournal().read();
const held = { pid: 7, host: "box", since: 0, freeAt: undefined };
const left = (so: { readonly held: typeof held | undefined }) => ({
  journal: { file: "t.db", reader, ...so },
  what: "approve of refund, run 1",
  paint: plain,
  waitMs: 5_000,
});

it("says what became of a message", () => {
  expect(resultLine({ accepted: true }, left({ held }))).toEqual({
    text: "✓ accepted: approve of refund, run 1",
    code: 0,
  });
  expect(resultLine({ accepted: false, why: "it was answered already" }, left({ held }))).toEqual({
    text: "✗ not accepted: approve of refund, run 1\n  it was answered already",
    code: 2,
  });
});

it("says when one that nobody has taken yet takes effect", () => {
  expect(resultLine(undefined, left({ held: undefined }))).toEqual({
    text: "○ kept: approve of refund, run 1\n  no process runs the journal now; it takes effect at the next start, as by troupe resume t.db <module>",
    code: 0,
  });
  expect(resultLine(undefined, left({ held })).text).toContain(
    "process 7 on box has not taken it within 5s; it takes effect as soon as a process has the run",
  );
});
