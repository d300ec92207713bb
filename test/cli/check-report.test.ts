import { expect, it } from "vitest";
import { type CheckReport, reportText } from "../../src/cli/check-report.ts";
import { coloured, plain } from "../../src/cli/terminal/paint.ts";

const finding = { rule: "vote-of-one", path: "p/v", message: "One.", remedy: "Use it." };
const REPORT: CheckReport = { plan: "p", bound: 1, findings: [] };
const OPTIONS = { paint: plain, against: undefined, steps: undefined };
const linesOf = (report: CheckReport, options = {}) => reportText(report, { ...OPTIONS, ...options }).split("\n");

it("says the worst case, with the budget where there is one, and that there is none", () => {
  expect(linesOf(REPORT)[0]).toBe("p: 1 step at worst");
  expect(linesOf(REPORT, { steps: 4 })[0]).toBe("p: 1 step at worst, budget 4");
  expect(linesOf({ plan: "p", findings: [] })[0]).toBe("p: no worst case");
});

it("groups what was found by how bad it is, with its place and its remedy", () => {
  const findings = (["error", "error", "note"] as const).map((severity) => ({ ...finding, severity }));
  expect(linesOf({ ...REPORT, findings })).toEqual([
    "p: 1 step at worst",
    "",
    "2 errors",
    "  p/v  vote-of-one",
    "    One.",
    "    Use it.",
    "  p/v  vote-of-one",
    "    One.",
    "    Use it.",
    "",
    "1 note",
    "  p/v  vote-of-one",
    "    One.",
    "    Use it.",
    "",
  ]);
});

it("says of each change what it was and what it is, on one line each", () => {
  const changes = [
    { path: "p/a", change: "changed", what: "timeoutMs", from: 1, to: 2 },
    { path: "p/b", newPath: "p/c", change: "changed", what: "name", from: "b", to: "c" },
    { path: "p/d", change: "added", what: "agent" },
    { path: "p/e", change: "added", what: "budget.usd", to: 1 },
    { path: "p/f", change: "removed", what: "brief.goal", from: `one\ntwo ${"x".repeat(80)}` },
    { path: "p/g", change: "moved", what: "place", from: 0, to: 2 },
  ] as const;
  expect(linesOf({ ...REPORT, changes }, { against: "old.ts" }).slice(4)).toEqual([
    "6 changes since old.ts",
    "  changed  p/a  timeoutMs 1 → 2",
    "  changed  p/b → p/c  name b → c",
    "  added    p/d  agent",
    "  added    p/e  budget.usd 1",
    `  removed  p/f  brief.goal one two ${"x".repeat(51)}…`,
    "  moved    p/g  place 0 → 2",
    "",
  ]);
  expect(linesOf({ ...REPORT, changes: [] }, { against: "old.ts" })).toContain("no changes since old.ts");
});

it("lets no text of a plan move the cursor", () => {
  const hostile = { ...finding, severity: "note", message: "\u001b[2Jgone\n", remedy: "a\rb" } as const;
  expect(linesOf({ ...REPORT, findings: [hostile] }).slice(4, 6)).toEqual(["    gone", "    a b"]);
});

it("has colours where they are shown", () => {
  expect(linesOf({ ...REPORT, findings: [{ ...finding, severity: "error" }] }, { paint: coloured })[2]).toBe(
    "\u001b[31m1 error\u001b[39m",
  );
});
