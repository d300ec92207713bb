import { expect, it } from "vitest";
import { agent } from "../../src/plan/agent.ts";
import { SPEC } from "../../src/plan/brand.ts";
import { chain } from "../../src/plan/chain.ts";
import { declared, erased, peersOf, specOf } from "../../src/plan/erasure.ts";
import { step } from "./plans.ts";

const refused = (message: RegExp) =>
  expect.objectContaining({ code: "NOT_A_PLAN", message: expect.stringMatching(message) });

it("reads the data of a plan, of whichever copy of the package", () => {
  const plan = agent("a", { work: (x: number) => x });
  const spec = specOf(plan);
  expect(spec).toMatchObject({ kind: "agent", name: "a" });
  expect(specOf({ [SPEC]: spec })).toBe(spec);
});

it("says that an undefined plan is most often a circular import", () => {
  expect(() => specOf(undefined, 'Step 2 of chain "c"')).toThrow(
    refused(/Step 2 of chain "c" is undefined.*circular import/),
  );
});

it("says what to do with a function", () => {
  expect(() => specOf(() => 1)).toThrow(refused(/a function, not a plan.*call it.*agent\("name", \{ work \}\)/));
});

it("says how plans are made, for everything else", () => {
  for (const value of [null, 1, "draft", {}, [], { kind: "agent", name: "a" }])
    expect(() => specOf(value)).toThrow(refused(/made by agent/));
});

it("calls the very function that was given", () => {
  const add = (a: number, b: number) => a + b;
  expect(erased(add)).toBe(add);
});

it("declares a frozen copy of the same JSON", () => {
  const value = { list: [1, 2] };
  const copy = declared(value, "it");
  expect(copy).toEqual(value);
  expect(copy).not.toBe(value);
  expect(Object.isFrozen(copy.list)).toBe(true);
});

it("knows the peers that an agent may hand off to; others may to nobody", () => {
  expect(peersOf(specOf(agent("a", { handsTo: ["b", "c"], work: () => 1 })))).toEqual(["b", "c"]);
  expect(peersOf(specOf(chain("c", [step("a")])))).toEqual([]);
});

it("says of what else there is what it is: a list of plans, a promise of one, a rule", () => {
  expect(() => specOf([step("a")])).toThrow(refused(/This is a list, not a plan/));
  expect(() => specOf(Promise.resolve(step("a")))).toThrow(refused(/This is a Promise, not a plan/));
  expect(() => specOf({ [SPEC]: null })).toThrow(
    refused(/This is an object, not a plan.*orchestrate and recursive\.$/),
  );
});
