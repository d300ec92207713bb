import { expect, it } from "vitest";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { summaryLines } from "../../../src/cli/terminal/summary.ts";
import { EMPTY_VIEW, fold } from "../../../src/model/fold.ts";
import { escalationOf, type Failure } from "../../../src/model/failure.ts";
import type { Outcome } from "../../../src/model/outcome.ts";
import { NO_SPEND } from "../../../src/model/usage.ts";
import { recordDesk } from "./recorded.ts";

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
  failure   a: gave up
  because   a/c: timeout: attempt 3 took longer than 20 ms
  kept      the outputs of 1 agent
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

it("cuts a long output to the width, and none where there is no width", () => {
  const outcome = { ...ended, status: "done", output: "x".repeat(100) } as const;
  expect(lines(outcome, 40)).toContain(`  output    ${"x".repeat(27)}…\n`);
  expect(lines(outcome)).toContain(`  output    ${"x".repeat(100)}\n`);
});

it("lists ten skipped places, and counts the others", () => {
  const skipped = Array.from({ length: 14 }, (_, i) => ({ path: `a/i[${i}]`, failure }));
  const [first, ...rest] = skipped;
  if (first === undefined) throw new Error("none");
  const text = lines({ ...ended, status: "degraded", output: 1, skipped: [first, ...rest] });
  expect(text).toContain("\n  skipped   a/i[0]: timeout: attempt 3 took longer than 20 ms\n            a/i[1]: ");
  expect(text).toMatch(/a\/i\[9\].*\n {12}… 4 more\n$/);
});
