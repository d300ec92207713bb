import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer, ask, decline, handedOn, handOff, readSaid } from "../../src/plan/said.ts";
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

describe("ask", () => {
  it("carries its question, whatever it is", () => {
    for (const question of ["whose is it?", { order: 7 }, null, undefined, 0])
      expect(readSaid(ask(question))).toEqual({ how: "asked", question });
  });

  it("is not what carries a question by accident", () => {
    expect(readSaid({ question: "whose?" })).toMatchObject({ how: "returned" });
    expect(readSaid({ [Symbol.for("troupe.asked")]: "whose?" })).toMatchObject({ how: "returned" });
    expect(readSaid({ [Symbol.for("troupe.asked")]: {} })).toMatchObject({ how: "returned" });
  });
});

describe("handOff", () => {
  const handsTo = ["billing", "tech"];

  it("carries whom it is for, and the context", () => {
    expect(readSaid(handOff(handsTo, "tech", { id: 7 }))).toEqual({ how: "handed", to: "tech", context: { id: 7 } });
    expect(readSaid(handOff(handsTo, "tech", undefined))).toEqual({ how: "handed", to: "tech", context: undefined });
  });

  it("refuses a peer that the agent does not name, as a defect of the work, with whom it names", () => {
    expect(() => handOff(handsTo, "biling", 1)).toThrow(
      new TypeError('handoff: "biling" is not among the agent\'s handsTo. Did you mean "billing"?'),
    );
    expect(() => handOff(handsTo, "zoe", 1)).toThrow(/There are: billing, tech\./);
    expect(() => handOff([], "zoe", 1)).toThrow(/There is none\./);
    for (const to of [undefined, null, 3, {}, Object.create(null), Symbol("billing")])
      expect(() => fromJavaScript(handOff, handsTo, to, 1)).toThrow(/handoff: .* is not among the agent's handsTo/);
  });
});

describe("what cannot be both", () => {
  it("is a refusal before it is a hand-off, and that before a question, and that before an answer", () => {
    const marks = { declined: decline("no"), handed: handOff(["b"], "b", 1), asked: ask("?"), answered: answer(1, {}) };
    const { declined, handed, asked, answered } = marks;
    const how = (...said: readonly object[]) => readSaid(Object.assign({}, ...said)).how;
    expect(how(answered, asked, handed, declined)).toBe("declined");
    expect(how(answered, asked, handed)).toBe("handed");
    expect(how(answered, asked)).toBe("asked");
  });

  it("is read of a second copy of the package, too", () => {
    expect(readSaid({ [Symbol.for("troupe.handed")]: { to: "b", context: 1 } })).toEqual({
      how: "handed",
      to: "b",
      context: 1,
    });
    expect(readSaid({ [Symbol.for("troupe.handed")]: { to: 3 } })).toMatchObject({ how: "returned" });
    expect(readSaid({ [Symbol.for("troupe.asked")]: { question: 1 } })).toEqual({ how: "asked", question: 1 });
  });
});

describe("handedOn", () => {
  const made = handOff(["b", "c"], "b", 1);

  it("is what was returned, where no hand-off was made, or one was returned", () => {
    const other = handOff(["b", "c"], "c", 2);
    expect([handedOn(undefined, 7), handedOn(made, made), handedOn(made, other)]).toEqual([7, made, other]);
  });

  it.each([[undefined], [7], [decline("no")], [ask("?")], [answer(1, {})]])("throws for %o in its place", (said) => {
    expect(() => handedOn(made, said)).toThrow(
      /made a hand-off to "b".*return context\.handoff\("b", …\), or make none/,
    );
  });
});
