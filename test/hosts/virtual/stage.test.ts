import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/hosts/attempt.ts";
import type { Act } from "../../../src/hosts/virtual/act.ts";
import { createStage } from "../../../src/hosts/virtual/stage.ts";
import { timeHeap } from "../../../src/model/heap.ts";
import { specOf } from "../../../src/plan/erasure.ts";
import type { Spec } from "../../../src/plan/spec.ts";
import { worker } from "../../kernel/scenes.ts";

const effect = {
  kind: "work",
  id: "a#1",
  site: 0,
  path: "a",
  attempt: 1,
  input: "in",
  feedback: undefined,
  answers: [],
  brief: undefined,
  idempotencyKey: "",
} as const;

/** A stage whose time goes on when the test says so. */
function staged(act: Act | undefined, spec: Spec = specOf(worker("a"))) {
  const heap = timeHeap<() => void>();
  const said: string[] = [];
  let now = 0;
  const words = (result: Result) =>
    "value" in result ? JSON.stringify(result.value) : "thrown" in result ? result.thrown.message : "";
  const stage = createStage(
    { act: () => act },
    {
      say: (result) => said.push(`${now} ${result.kind} ${words(result)}`.trim()) > 0,
      later: (ms, happen) => heap.push(now + ms, happen),
    },
  );
  stage.begin(effect, spec);
  const run = (until = Number.POSITIVE_INFINITY) => {
    for (let next = heap.peek(); next !== undefined && next.at <= until; next = heap.peek()) {
      now = next.at;
      heap.pop()?.value();
    }
    return said;
  };
  return { stage, run, abort: () => stage.under.get("a#1")?.attempt.abort("cancelled") };
}

describe("a stand-in", () => {
  it("ends when and how its act says", () => {
    expect(staged({ afterMs: 40, ends: { returns: 1 } }).run()).toEqual(["40 returned 1"]);
    expect(staged({ ends: { throws: "flaky" } }).run()).toEqual(["0 threw flaky"]);
    expect(staged({ ends: { declines: "no" } }).run()).toEqual(["0 declined"]);
    expect(staged({}).run()).toEqual([]);
  });

  it("says its end again as often as it echoes", () => {
    expect(staged({ ends: { returns: 1 }, echoes: 2 }).run()).toEqual(["0 returned 1", "0 returned 1", "0 returned 1"]);
  });

  it("spends while it works", () => {
    const spends = [
      { afterMs: 3, usage: { inputTokens: 1 } },
      { afterMs: 1, usage: { costUsd: 1 } },
    ];
    expect(staged({ afterMs: 5, ends: { returns: 1 }, spends }).run()).toEqual(["1 spent", "3 spent", "5 returned 1"]);
  });

  it.each<[string, Act["onAbort"] & {}, readonly string[]]>([
    ["ends at once", "ends", ["10 threw aborted"]],
    ["goes on as if nothing had been", "ignores", ["40 returned 1"]],
    ["ends a little later", { afterMs: 7 }, ["17 threw aborted"]],
    ["ends as it would have, where that comes first", { afterMs: 70 }, ["40 returned 1"]],
  ])("that is aborted %s", (_, onAbort, said) => {
    const { run, abort } = staged({ afterMs: 40, ends: { returns: 1 }, onAbort, spends: [{ afterMs: 10, usage: {} }] });
    run(10);
    abort();
    expect(run().slice(1)).toEqual(said);
  });

  it("says what its agent's schema makes of it", () => {
    const strict: Spec = {
      ...specOf(worker("a")),
      agent: {
        timeoutMs: 1,
        asks: 0,
        handsTo: [],
        gatesBefore: [],
        gatesAfter: [],
        isIdempotent: false,
        output: () => ({ issues: [{ message: "wrong" }] }),
      },
    };
    expect(staged({ ends: { returns: 1 } }, strict).run()).toEqual(["0 invalid"]);
  });
});

describe("an agent without an act", () => {
  it("does its own work, and is known as real", async () => {
    const { stage, run } = staged(undefined);
    expect([stage.under.get("a#1")?.isReal, run()]).toEqual([true, ['0 returned "a(\\"in\\")"']]);
  });
});

it("refuses to play what is no agent", () => {
  const stage = createStage({}, { say: () => true, later: () => {} });
  expect(() => stage.begin(effect, { kind: "chain", name: "p", children: [] })).toThrow("no agent at a");
});
