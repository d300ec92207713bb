import { expect, it } from "vitest";
import { standingOf } from "../../../src/cli/journal/standing.ts";
import { EMPTY_VIEW, type RunView } from "../../../src/model/fold.ts";
import { asked, stored } from "./samples.ts";

const standing = (view: Partial<RunView>, isHeld = true) =>
  standingOf({ stored, view: { ...EMPTY_VIEW, ...view } }, isHeld);
const atWork = { usedMs: 0, runsSince: 1 };

it("says how a run ended", () => {
  for (const status of ["done", "degraded", "failed", "cancelled"] as const)
    expect(standingOf({ stored: { ...stored, status }, view: EMPTY_VIEW }, true)).toBe(status);
});

it("takes one that is at work for running where some process has its journal, else for interrupted", () => {
  expect(standing({ wall: atWork })).toBe("running");
  expect(standing({ wall: atWork }, false)).toBe("interrupted");
  expect(standing({ wall: atWork, questions: [asked] }, false)).toBe("interrupted");
});

it("says that only a person is waited for, whether or not a process runs it", () => {
  for (const isHeld of [true, false]) expect(standing({ questions: [asked] }, isHeld)).toBe("waiting");
});

it("says that one was asked to stop", () => {
  expect(standing({ cancelled: "not wanted", questions: [asked] })).toBe("cancelling");
});
