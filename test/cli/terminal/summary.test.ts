import { expect, it } from "vitest";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { summaryLines } from "../../../src/cli/terminal/summary.ts";
import { widthOf } from "../../../src/cli/terminal/text.ts";
import { EMPTY_VIEW, fold } from "../../../src/model/fold.ts";
import { escalationOf, type Failure } from "../../../src/model/failure.ts";
import type { Outcome } from "../../../src/model/outcome.ts";
import { NO_SPEND } from "../../../src/model/usage.ts";
import { lettersRun } from "../../model/rounds-run.ts";
import { record, recordDesk } from "./recorded.ts";

const ended = { runId: "r", spend: NO_SPEND, finished: { "a/b": 1 }, abandoned: [] };
const failure: Failure = { kind: "timeout", path: "a/c", message: "attempt 3 took longer than 20 ms" };

function lines(outcome: Outcome<unknown>, width?: number): string {
  return `\n${summaryLines({ ...EMPTY_VIEW, outcome }, outcome, { width, paint: plain }).join("\n")}\n`;
}

it("says how a desk's run ended, against its budget", async () => {
  const view = fold(await recordDesk());
  if (view.outcome === undefined) throw new Error("no outcome");
  expect(`\n${summaryLines(view, view.outcome, { width: 79, paint: plain }).join("\n")}\n`).toMatchInlineSnapshot(`
    "
    ✓ degraded · 41 of 200 steps · 4s of 2m · 4 retries
      output    {"sent":true}
      skipped   support/context/pages/pages/read[17]: permanent: page is torn
                support/context/orders: transient: connect ECONNRESET 10.0.0.7:443
    "
  `);
});

it("gives the causes of a failure, and what was finished all the same", () => {
  expect(lines({ ...ended, status: "failed", failure: escalationOf(failure, "a") })).toBe(`
✗ failed · 0 steps · 0ms
  failure   a/c: timeout: attempt 3 took longer than 20 ms
  kept      the output of 1 agent; --json prints it whole
            a/b  1
`);
});

it("says why it was cancelled, and what may still be at work", () => {
  const outcome = {
    ...ended,
    finished: {},
    abandoned: ["a/d#1"],
    status: "cancelled",
    reason: "Ctrl-C",
    by: "caller",
  } as const;
  expect(lines(outcome)).toBe(`
◌ cancelled · 0 steps · 0ms
  reason    Ctrl-C
  abandoned a/d#1: ignored its abort, and may still be at work
`);
});

it("wraps a long output over twenty lines at most, and says how the rest can be seen", () => {
  const done = (output: unknown) => ({ ...ended, status: "done", output }) as const;
  expect(lines(done("we are sorry about the parcel that is lost"), 40)).toContain(
    "  output    we are sorry about the\n            parcel that is lost\n",
  );
  for (const width of [79, undefined]) {
    const rows = lines(done({ list: Array.from({ length: 5_000 }, (_, i) => `item number ${i}`) }), width).split("\n");
    expect(rows.at(-2)).toBe("            … 4985 more lines; --json prints it whole");
    expect(rows).toHaveLength(23);
    expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(100);
  }
});

it("says in a program's own words how the rest can be seen", () => {
  const outcome = { ...ended, status: "done", output: "x\n".repeat(30) } as const;
  const paper = { width: 79, paint: plain, wholeBy: "json: true" };
  expect(summaryLines(EMPTY_VIEW, outcome, paper).at(-1)).toContain("more lines; json: true prints it whole");
});

it("cuts no failure to the width", () => {
  const message = "the model that was asked for is not there any more, and neither is the one before";
  const text = lines({ ...ended, finished: {}, status: "failed", failure: { ...failure, message } }, 50);
  expect(text.replace(/\s+/g, " ")).toContain(`failure a/c: timeout: ${message}`);
  expect(Math.max(...text.split("\n").map(widthOf))).toBeLessThanOrEqual(50);
});

it("names what is kept of a run that failed, ten outputs at most", () => {
  const finished = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`mails/desk[${i}]/read`, { text: "dear bob ".repeat(20) }]),
  );
  const rows = lines({ ...ended, finished, status: "failed", failure }, 60).split("\n");
  expect(rows.slice(3, 5)).toEqual(["  kept      the outputs of 12 agents; --json prints them", "            whole"]);
  expect(rows[5]).toMatch(/^ {12}mails\/desk\[0\]\/read {2,}\{"text":"dear.*…$/);
  expect(rows.at(-2)).toBe("            … 2 more");
  expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(60);
});

it("lists ten skipped places, and counts the others", () => {
  const skipped = Array.from({ length: 14 }, (_, i) => ({ path: `a/i[${i}]`, failure }));
  const [first, ...rest] = skipped;
  if (first === undefined) throw new Error("none");
  const text = lines({ ...ended, status: "degraded", output: 1, skipped: [first, ...rest] });
  expect(text).toContain("\n  skipped   a/i[0]: timeout: attempt 3 took longer than 20 ms\n            a/i[1]: ");
  expect(text).toMatch(/a\/i\[9\].*\n {12}… 4 more\n$/);
});

it("tells a pattern that gave less than it should from a value that stands in for an output", async () => {
  const view = fold(await record(lettersRun));
  if (view.outcome === undefined) throw new Error("no outcome");
  const all = summaryLines(view, view.outcome, { width: 100, paint: plain });
  expect(all.slice(1)).toEqual([
    "  output    Dear B",
    "  degraded  letters/shorten: unresolved: not content after 30 rounds, and max is 30",
  ]);
});

it("says of a run that its process let go of that it was let go, for it is not over", () => {
  const outcome = { ...ended, finished: {}, status: "cancelled", reason: "it goes on", by: "shutdown" } as const;
  expect(summaryLines(EMPTY_VIEW, outcome, { width: 79, paint: plain })).toEqual([
    "◌ let go · 0 steps · 0.0s",
    "  reason    it goes on",
  ]);
  expect(summaryLines({ ...EMPTY_VIEW, outcome }, outcome, { width: 79, paint: plain })[0]).toMatch(/^◌ cancelled/);
});
