import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { foundBy } from "./found.ts";

const expected = (latencyMs: number, timeoutMs?: number) =>
  agent("a", { work: () => 0, expects: { latencyMs }, ...(timeoutMs === undefined ? {} : { timeoutMs }) });

it("finds an agent that is expected to take longer than an attempt may", () => {
  expect(foundBy("short-timeout", expected(9_000, 5_000))).toMatchObject([
    {
      severity: "error",
      path: "a",
      message: 'agent "a" is expected to take 9000 ms, and an attempt may take 5000 ms.',
    },
  ]);
});

it("says where the limit is the one that there is where nothing is said", () => {
  expect(foundBy("short-timeout", expected(45_000))).toMatchObject([
    {
      message: expect.stringContaining("30000 ms, as where nothing is said"),
      remedy: expect.stringContaining("90000"),
    },
  ]);
});

it("says nothing where there is time enough", () => {
  expect(foundBy("short-timeout", expected(5_000, 5_000))).toEqual([]);
  expect(foundBy("short-timeout", agent("a", { work: () => 0 }))).toEqual([]);
});
