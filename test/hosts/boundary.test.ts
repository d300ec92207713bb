import { describe, expect, it } from "vitest";
import { Misfit, readInput, readOutput, SchemaCrash } from "../../src/hosts/boundary.ts";
import type { AgentSpec } from "../../src/plan/spec.ts";

const agentOf = (agent: Partial<AgentSpec>): AgentSpec => ({
  timeoutMs: 1,
  asks: 0,
  handsTo: [],
  gatesBefore: [],
  gatesAfter: [],
  isIdempotent: false,
  ...agent,
});

describe("an output", () => {
  it("goes through the schema first, and must be JSON afterwards", () => {
    const toDate = agentOf({ output: () => ({ value: new Date(0) }) });
    expect(readOutput(agentOf({ output: (value) => ({ value: [value] }) }), 1)).toEqual([1]);
    expect(readOutput(toDate, 1)).toMatchObject({
      previous: 1,
      issues: [{ message: expect.stringContaining("a Date") }],
    });
  });

  it("keeps the output that was found wrong only as far as it is JSON", () => {
    const wrong = agentOf({ output: () => ({ issues: [{ message: "wrong" }] }) });
    const misfits = [{ a: 1 }, () => 1].map((value) => readOutput(wrong, value));
    expect(misfits.map((misfit) => (misfit instanceof Misfit ? misfit.previous : "none"))).toEqual([{ a: 1 }, null]);
  });
});

describe("an input", () => {
  it("is what its schema makes of it, now or later, and itself where there is none", async () => {
    expect(readInput(agentOf({}), 1)).toBe(1);
    expect(readInput(agentOf({ input: () => ({ value: 2 }) }), 1)).toBe(2);
    expect(await readInput(agentOf({ input: async () => ({ value: 2 }) }), 1)).toBe(2);
  });
});

describe("a schema that throws", () => {
  const boom = new Error("boom");
  const throws = () => {
    throw boom;
  };

  it("is told from work that throws, at once and later", async () => {
    const crash = expect.objectContaining({ message: "the schema of the input threw", cause: boom });
    expect(() => readInput(agentOf({ input: throws }), 1)).toThrow(crash);
    await expect(readInput(agentOf({ input: async () => throws() }), 1)).rejects.toThrow(crash);
    expect(() => readOutput(agentOf({ output: throws }), 1)).toThrow(SchemaCrash);
    expect(() => readOutput(agentOf({ output: throws }), 1)).toThrow("the schema of the output threw");
  });

  it("is not taken for anything else, not even for what nobody can look at", () => {
    const trap = new Proxy({}, { getPrototypeOf: throws });
    expect([new SchemaCrash("input", 1), boom, trap, undefined].map((thrown) => SchemaCrash.is(thrown))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
