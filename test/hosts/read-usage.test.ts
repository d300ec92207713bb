import { describe, expect, it } from "vitest";
import { readUsage } from "../../src/hosts/read-usage.ts";
import { retyped } from "../../src/plan/erasure.ts";

describe("what work says that it has used", () => {
  const spoken = (amount: unknown) => {
    const usage = {};
    Reflect.set(usage, "inputTokens", amount);
    return usage;
  };

  it("is kept amount by amount, and nothing else", () => {
    const usage = { inputTokens: 3, costUsd: 0.5, model: "large" };
    expect(readUsage(usage)).toEqual({ inputTokens: 3, costUsd: 0.5 });
  });

  it.each([[5n], ["5"], [true], [[5]], [null], [new Date(5)], [Object.create(null)], [Number.NaN], [-1], [2 ** 53]])(
    "is a defect of the work where an amount is no number from 0 to 2^53 - 1 (%#)",
    (amount) => {
      expect(() => readUsage(spoken(amount))).toThrow(
        /^spend\(\{ inputTokens \}\) takes a number from 0 to 2\^53 - 1, not /,
      );
      expect(() => readUsage(spoken(amount))).toThrow(TypeError);
    },
  );

  it.each<[string, unknown, RegExp]>([
    ["a text", "5", /^spend\(\) takes \{ inputTokens, outputTokens, costUsd \}, .*, not "5"$/],
    ["a number", 5, /, not 5$/],
    ["nothing", undefined, /, not undefined$/],
    ["null", null, /, not null$/],
    ["a list", [5], /, not a list$/],
    [
      "a misspelled amount",
      { inputTokens: 1, costUSD: 5 },
      /^spend\(\{ costUSD \}\) is not known\. Did you mean costUsd\?$/,
    ],
    ["none of them", { totalTokens: 7 }, /^spend\(\) takes .*, and was given only totalTokens$/],
  ])("is a defect of the work where it is %s", (_, usage, message) => {
    expect(() => readUsage(retyped(usage))).toThrow(message);
    expect(() => readUsage(retyped(usage))).toThrow(TypeError);
  });

  it("may be nothing, and may have what a provider says beside it", () => {
    expect(readUsage({})).toEqual({});
    expect(readUsage(retyped({ inputTokens: 3, totalTokens: 9, cached: null }))).toEqual({ inputTokens: 3 });
  });
});
