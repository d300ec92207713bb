import { describe, expect, it } from "vitest";
import { ended, lastWord, supervisorContext } from "../../machines/supervisor-context.ts";
import { atRest } from "../../src/patterns/catalogue.ts";
import { failureOf } from "./supervision/a-group.ts";

const base = { path: "p", children: [], lineage: undefined, isRoot: false, asksPerson: false };
const context = supervisorContext({ ...base, course: atRest("pass", {}) });
const failure = failureOf(0);

it("begins without members and without an ending", () => {
  expect(context.group).toMatchObject({ path: "p", live: 0, troubled: 0, starts: 0, restarts: 0, toStop: [] });
  expect(context.group.ending).toBeUndefined();
});

it("knows from its pattern whether its members are a pool", () => {
  const pool = supervisorContext({ ...base, course: atRest("map", { names: ["a"], concurrency: 1 }) });
  expect([context.group.isPool, pool.group.isPool]).toEqual([false, true]);
});

describe("how a group ends", () => {
  const lacking = { ...failure, kind: "unresolved" } as const;
  const about = { confidence: 0.4 };

  it.each([
    ["with its output", { how: "done", output: 1 } as const, { output: 1 }],
    ["with less than it should", { how: "done", output: 1, about, lacking } as const, { output: 1, about, lacking }],
    ["with a failure", { how: "failed", failure } as const, { failure }],
    ["without either", { how: "stopped", why: "cancelled" } as const, { stopped: "cancelled" }],
    ["not yet", undefined, {}],
  ])("is what its ending says: %s", (_, ending, known) => {
    expect(ended({ ...context.group, ending })).toEqual(known);
  });
});

describe("the last word", () => {
  it("is the failure, with the decision about a node above", () => {
    const verdict = { owner: "q", does: "escalate" } as const;
    expect(lastWord({ ...context, failure, verdict })).toEqual({ ask: "tellFailed", failure, verdict });
  });

  it("is the stop, whatever failed before", () => {
    expect(lastWord({ ...context, failure, stopped: "not-needed" })).toEqual({ ask: "tellStopped", why: "not-needed" });
    expect(lastWord(context)).toEqual({ ask: "tellStopped", why: "cancelled" });
  });
});
