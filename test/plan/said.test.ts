import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer, decline, readSaid } from "../../src/plan/said.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";

describe("answer", () => {
  it("carries its value with what is said of it", () => {
    const value = { text: "yes" };
    expect(readSaid(answer(value, { confidence: 0.4, reasoning: "a guess" }))).toEqual({
      how: "returned",
      value,
      about: { confidence: 0.4, reasoning: "a guess" },
    });
  });

  it("can answer undefined, which is still an answer", () => {
    expect(readSaid(answer(undefined, {}))).toEqual({ how: "returned", value: undefined, about: {} });
  });

  it("refuses a confidence outside of 0 to 1 and a reasoning that is no text, as a defect of the work", () => {
    for (const confidence of [-0.1, 1.1, Number.NaN, "high"]) {
      expect(() => fromJavaScript(answer, 1, { confidence })).toThrow(TypeError);
    }
    expect(() => fromJavaScript(answer, 1, { reasoning: 3 })).toThrow(TypeError);
  });
});

describe("decline", () => {
  it("carries its reason", () => {
    expect(readSaid(decline("not my strength"))).toEqual({ how: "declined", reason: "not my strength" });
  });

  it("wants a reason in words", () => {
    expect(() => fromJavaScript(decline)).toThrow(TypeError);
  });
});

describe("readSaid", () => {
  it("takes everything else as the output itself, the very same value", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readSaid(value)).toEqual({ how: "returned", value, about: undefined });
      }),
    );
  });

  it("reads the answer of a second copy of the package, and only what is well-formed about it", () => {
    const foreign = { [Symbol.for("troupe.answered")]: 1, about: { confidence: 7, reasoning: "why", more: true } };
    expect(readSaid(foreign)).toEqual({ how: "returned", value: 1, about: { reasoning: "why" } });
    expect(readSaid({ [Symbol.for("troupe.answered")]: 1 })).toEqual({ how: "returned", value: 1, about: {} });
  });

  it("never throws, not even for a value that does when it is touched", () => {
    const trap = () => {
      throw new Error("no");
    };
    const hostile = new Proxy({}, { get: trap, has: trap });
    expect(readSaid(hostile).how).toBe("returned");
  });
});
