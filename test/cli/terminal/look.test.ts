import { expect, it } from "vitest";
import { isLacking, lookOf, WORD_WIDTH } from "../../../src/cli/terminal/look.ts";
import { plannedRecord } from "../../../src/model/fold-node.ts";
import type { NodeRecord } from "../../../src/model/node-record.ts";

const look = (changes: Partial<NodeRecord>) => lookOf({ ...plannedRecord("a", "agent"), ...changes });

it("gives each condition a sign and a word of its own, so that no colour is needed", () => {
  const looks = [
    look({}),
    look({ state: "working" }),
    look({ state: "awaiting-gate", disposition: "gate check" }),
    look({ state: "awaiting-gate", disposition: "waiting for a person: boss" }),
    look({ state: "failed", retryAt: 1 }),
    look({ state: "failed", end: "failed" }),
    look({ state: "failed", end: "failed", disposition: "replaced by b" }),
    look({ state: "done", end: "done" }),
    look({ state: "done", end: "skipped" }),
    look({ state: "done", end: "declined" }),
  ];
  expect(looks.map(({ sign, word }) => `${sign} ${word}`)).toEqual([
    "○ idle",
    "● working",
    "◆ at a gate",
    "? waiting",
    "↻ retrying",
    "✗ failed",
    "→ replaced",
    "✓ done",
    "↷ skipped",
    "– declined",
  ]);
  expect(Math.max(...looks.map(({ word }) => word.length))).toBeLessThanOrEqual(WORD_WIDTH);
});

it("says what kind of working and done it is", () => {
  expect(look({ state: "working", disposition: "recovering" })).toMatchObject({ word: "recovering", tone: "wait" });
  expect(look({ state: "working", disposition: "stopping" }).word).toBe("stopping");
  expect(look({ state: "done", end: "restored" }).word).toBe("restored");
  expect(look({ state: "failed", end: "stopped" }).word).toBe("stopped");
});

it("has words of its own for who asks back, who has handed on, and what is less than it should be", () => {
  expect(look({ state: "awaiting-gate", disposition: "asking back" })).toMatchObject({ sign: "◆", word: "asks back" });
  expect(look({ state: "done", end: "handed" })).toMatchObject({ sign: "»", word: "handed on" });
  const lacking = { state: "done", end: "done", disposition: "degraded: not content after 3 rounds" } as const;
  expect(look(lacking)).toMatchObject({ sign: "✓", word: "degraded", tone: "odd" });
  expect(isLacking({ ...plannedRecord("a", "loop"), ...lacking })).toBe(true);
  expect(isLacking({ ...plannedRecord("a", "loop"), ...lacking, disposition: "" })).toBe(false);
  for (const word of ["asks back", "handed on", "degraded"]) expect(word.length).toBeLessThanOrEqual(WORD_WIDTH);
});
