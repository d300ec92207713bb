import { describe, expect, it } from "vitest";
import { layerRule } from "./layers.ts";
import { messagesOf, placesFound } from "./planted.ts";

const rule = layerRule(["src/index.ts", "machines/index.ts"]);

it("lets a folder import itself and the rows above it", () => {
  const files = {
    "src/kernel/run.ts":
      'import "./queue.ts";\nimport "../../machines/agent.machine.ts";\nimport "../model/path.ts";\nimport "xstate";',
    "src/plan/agent.ts":
      'import type { StandardSchemaV1 } from "@standard-schema/spec";\nimport "../../supervisors/policy.ts";',
    "src/cli/main.ts": 'import "node:fs/promises";\nimport "../hosts/live/live-host.ts";',
    "src/adapters/ai.ts": 'import { generateText } from "ai";',
  };
  expect(placesFound(rule, files)).toEqual([]);
});

it("finds an import of a row below, types included", () => {
  const files = { "src/model/path.ts": '\nimport type { Plan } from "../plan/plan.ts";' };
  expect(placesFound(rule, files)).toEqual(["src/model/path.ts:2"]);
  expect(messagesOf(rule, files)[0]).toContain("src/model may not import src/plan, which stands below it");
});

it("finds an import of the folder beside it", () => {
  expect(placesFound(rule, { "src/patterns/vote.ts": 'import "../../supervisors/policy.ts";' })).toHaveLength(1);
  expect(placesFound(rule, { "src/budget/ledger.ts": 'const x = await import("../gates/check.ts");' })).toHaveLength(1);
});

it("finds a package that the row may not use", () => {
  expect(messagesOf(rule, { "supervisors/backoff.ts": 'import { produce } from "immer";' })[0]).toContain(
    'supervisors may import no packages, not "immer"',
  );
  expect(placesFound(rule, { "src/kernel/run.ts": 'import "node:fs";' })).toHaveLength(1);
  expect(placesFound(rule, { "src/adapters/ai.ts": 'import "node:fs";' })).toHaveLength(1);
});

it("finds a file that stands in no layer, and an import of one", () => {
  expect(placesFound(rule, { "src/extra/thing.ts": "" })).toEqual(["src/extra/thing.ts:1"]);
  expect(placesFound(rule, { "src/cli/main.ts": 'import "../../examples/support-desk/main.ts";' })).toHaveLength(1);
});

describe("entry points", () => {
  it("may import anything", () => {
    expect(placesFound(rule, { "src/index.ts": 'export * from "./cli/main.ts";\nimport "anything";' })).toEqual([]);
  });

  it("are imported by no file inside", () => {
    expect(placesFound(rule, { "src/kernel/run.ts": 'import "../../machines/index.ts";' })).toHaveLength(1);
  });
});

describe("hosts", () => {
  it("share the files directly in src/hosts", () => {
    expect(placesFound(rule, { "src/hosts/live/live-host.ts": 'import "../heap.ts";\nimport "./clock.ts";' })).toEqual(
      [],
    );
  });

  it("do not import one another", () => {
    const files = { "src/hosts/live/live-host.ts": 'import "../virtual/clock.ts";' };
    expect(messagesOf(rule, files)[0]).toContain("src/hosts/live may not import src/hosts/virtual");
  });

  it("are not imported by what they share", () => {
    expect(placesFound(rule, { "src/hosts/heap.ts": 'import "./live/live-host.ts";' })).toHaveLength(1);
  });
});
