import { describe, expect, it } from "vitest";
import {
  ALLOWED,
  ATTEMPTS,
  BACKOFF,
  DEFAULT_CHAINS,
  GRACE_MS,
  RESTARTS,
  RETRY_AFTER_MAX_MS,
  ROUNDS,
  TIMEOUT_MS,
} from "../../supervisors/defaults.ts";
import { DOCUMENT, exists, namedIn, rowsUnder } from "./document.ts";
import { KINDS } from "./rows.ts";

describe("docs/semantics.md", () => {
  it("names only tests that exist", () => {
    const named = namedIn(DOCUMENT);
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter((test) => !exists(test))).toEqual([]);
  });

  it("would notice a test that does not exist", () => {
    expect(namedIn("`policies › does what no test says` and `nowhere › at all`").filter(exists)).toEqual([]);
    expect(namedIn("`policies › asks the nearest policy that names the kind`").every(exists)).toBe(true);
  });

  it.each([
    "The five states",
    "Kinds of failure",
    "How a thrown error gets its kind",
    "Who is asked, and what it acts on",
  ])("names a test in every row: %s", (heading) => expectTests(heading));

  it.each(["What each directive does", "The decision, in its order", "Numbers", "Restarts of groups"])(
    "names a test in every row: %s",
    (heading) => expectTests(heading),
  );

  it.each(["Judges and confidence", "Approvals by several people", "Asking back"])(
    "names a test in every row: %s",
    (heading) => expectTests(heading),
  );

  it.each(["Loops and refinements", "Votes", "Graphs", "Hand-offs", "Orchestrations"])(
    "names a test in every row: %s",
    (heading) => expectTests(heading),
  );

  it.each(["Gates and people", "Stopping", "Budgets", "Where this differs from OTP"])(
    "names a test in every row: %s",
    (heading) => expectTests(heading),
  );

  it("has the default and the allowed directives of every kind, as supervisors/defaults.ts has them", () => {
    const told = rowsUnder(DOCUMENT, "Kinds of failure").map(([kind, , byDefault, allowed]) => [
      kind,
      byDefault,
      allowed,
    ]);
    const real = KINDS.map((kind) => {
      const first = DEFAULT_CHAINS[kind][0]?.does ?? "escalate";
      const allowed = ALLOWED[kind].filter((does) => does !== "escalate");
      return [kind, SPECIAL[kind] ?? first, allowed.length === 0 ? "nothing" : allowed.toSorted(byWeight).join(", ")];
    });
    expect(told).toEqual(real);
    expect([DEFAULT_CHAINS.unresponsive[0]?.does, DEFAULT_CHAINS.cancelled]).toEqual(["retry", []]);
  });

  it("has the numbers of supervisors/defaults.ts", () => {
    const told = rowsUnder(DOCUMENT, "Numbers").map(([, value = ""]) => value.replaceAll(",", ""));
    const real = [
      ATTEMPTS,
      ROUNDS,
      BACKOFF.initialMs,
      BACKOFF.factor,
      BACKOFF.maxMs,
      BACKOFF.jitter,
      RETRY_AFTER_MAX_MS,
      TIMEOUT_MS,
      GRACE_MS,
      RESTARTS,
    ];
    expect(told).toEqual(real.map(String));
  });
});

/** Kinds whose default takes more than a word. */
const SPECIAL: Readonly<Record<string, string>> = {
  cancelled: "nobody is asked",
  unresponsive: "retry, if idempotent",
};

const ORDER = ["retry", "revise", "skip", "fallback"];

function byWeight(one: string, other: string): number {
  return ORDER.indexOf(one) - ORDER.indexOf(other);
}

function expectTests(heading: string): void {
  const rows = rowsUnder(DOCUMENT, heading);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.filter((cells) => namedIn(cells.at(-1) ?? "").length !== 1)).toEqual([]);
}
