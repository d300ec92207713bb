import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/hosts/evaluate.ts";
import { makeGate } from "../../src/gates/gate.ts";
import { branch, pass } from "../../src/index.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { worker } from "../kernel/scenes.ts";

const ofPlan = (...args: readonly unknown[]) =>
  ({ kind: "evaluate", id: "p?on", site: 0, path: "p", of: "plan", args }) as const;
const ofGate = (...args: readonly unknown[]) => ({ ...ofPlan(...args), of: { gates: "after", index: 0 } }) as const;
const choosing = (on: (input: unknown) => "a") => specOf(branch("p", { on, cases: { a: pass<unknown>() } }));
const gated = (test: (value: unknown, about: object) => unknown) =>
  specOf(worker("a").gated(makeGate({ kind: "check", name: "test", test })));

describe("a function of a plan", () => {
  it("is called with the arguments, and its value is a result", () => {
    expect(
      evaluate(
        ofPlan({ a: "a" }),
        choosing((input) => JSON.parse(JSON.stringify(input)).a),
      ),
    ).toEqual({
      kind: "evaluated",
      id: "p?on",
      value: "a",
    });
  });

  it("that throws gives a result too", () => {
    const spec = choosing(() => {
      throw new RangeError("cannot tell");
    });
    expect(evaluate(ofPlan(1), spec)).toMatchObject({
      kind: "notEvaluated",
      thrown: { name: "RangeError", message: "cannot tell" },
    });
  });

  it("must give JSON", () => {
    expect(
      evaluate(
        ofPlan(1),
        choosing(() => JSON.parse.bind(null, "") as never as "a"),
      ),
    ).toMatchObject({
      kind: "notEvaluated",
      thrown: { name: "NotJson", message: "what it gave a function is not JSON" },
    });
  });
});

describe("a gate's function", () => {
  it("sees the value, and of what the answer says of itself only what is well-formed", () => {
    const seen: unknown[] = [];
    const spec = gated((value, about) => {
      seen.push(value, about);
      return true;
    });
    for (const about of [{ confidence: 0.5, reasoning: "so" }, { confidence: "high", more: 1 }, null, 7])
      evaluate(ofGate("draft", about), spec);
    expect(seen.filter((one) => one !== "draft")).toEqual([{ confidence: 0.5, reasoning: "so" }, {}, {}, {}]);
  });

  it("that is not there says nothing", () => {
    expect(
      evaluate(
        { ...ofGate(1), of: { gates: "before", index: 3 } },
        gated(() => true),
      ),
    ).toEqual({
      kind: "evaluated",
      id: "p?on",
      value: null,
    });
  });

  it("must answer at once: a promise is always true", () => {
    const spec = gated(() => Promise.reject(new Error("unheard")));
    expect(evaluate(ofGate(1, {}), spec)).toMatchObject({
      kind: "notEvaluated",
      thrown: { name: "TypeError", message: "a function of a plan must answer at once; a promise is always true" },
    });
  });
});
