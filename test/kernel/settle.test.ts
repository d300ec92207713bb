import { describe, expect, it } from "vitest";
import { chain, map } from "../../src/index.ts";
import { settle } from "../../src/kernel/settle.ts";
import { worker } from "./scenes.ts";

const plan = chain("p", [worker("a"), worker("b")]);

describe("what plan, input and options decide", () => {
  it("is the same in every process", () => {
    const options = { budget: { usd: 1 }, deadlineMs: 500 };
    const one = settle(plan, 1, options);
    expect(settle(plan, 1, options)).toMatchObject({ ...one, layout: { root: one.layout.root } });
    expect(one).toMatchObject({ input: 1, budget: { usd: 1, steps: 10 }, bound: 10, deadlineMs: 500, graceMs: 5_000 });
  });

  it("does not depend on what becomes of the input afterwards", () => {
    const input = { n: 1 };
    const { input: kept } = settle(plan, input, {});
    input.n = 2;
    expect(kept).toEqual({ n: 1 });
  });

  it.each([
    ["NOT_A_PLAN", () => settle({}, 1, {})],
    ["NOT_JSON", () => settle(plan, 1n, {})],
    ["UNBOUNDED_PLAN", () => settle(map("m", worker("a")), [1], {})],
    ["BAD_OPTION", () => settle(plan, 1, { onEscalation: { ask: "person", deadlineMs: -1 } })],
  ])("is refused before anything happens: %s", (code, act) => {
    expect(act).toThrow(expect.objectContaining({ code }));
  });
});
