import { describe, expect, it } from "vitest";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { supervise } from "../../src/plan/supervise.ts";
import { z } from "zod";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

const refused = (code: string, message?: RegExp) =>
  expect.objectContaining({ code, ...(message === undefined ? {} : { message: expect.stringMatching(message) }) });
const bare = specOf(step("draft"));

describe("supervise", () => {
  it("compiles a policy to a table of directives, and lists the plans that they fall back on", () => {
    const spare = step("spare");
    const { policy } = supervise(bare, {
      transient: [retry({ attempts: 2, delayMs: 5 }), fallback(spare), escalate()],
      "*": [skip([1])],
    });
    expect(policy?.table).toEqual({
      transient: [
        expect.objectContaining({ does: "retry", attempts: 2, delayMs: 5 }),
        { does: "fallback", plan: 0, name: "spare", costsSteps: true },
        { does: "escalate" },
      ],
      "*": [{ does: "skip", value: [1] }],
    });
    expect(policy?.fallbacks).toEqual([specOf(spare)]);
  });

  it("leaves the plan as it was, and freezes what it makes", () => {
    const { policy } = supervise(bare, { timeout: [] });
    expect(bare.policy).toBeUndefined();
    expect([policy, policy?.table, policy?.fallbacks, policy?.table.timeout].every(Object.isFrozen)).toBe(true);
  });

  it("knows a fallback that costs no steps", () => {
    const desk = human("desk", { output: z.unknown(), deadlineMs: 1, otherwise: "fail" });
    const { policy } = supervise(bare, {
      rejected: [fallback(desk)],
      permanent: [fallback(chain("c", [desk, step("a")]))],
    });
    expect(policy?.table.rejected).toMatchObject([{ name: "desk", costsSteps: false }]);
    expect(policy?.table.permanent).toMatchObject([{ name: "c", costsSteps: true }]);
  });

  it("takes one plan named for two kinds as one fallback, and refuses two of one name", () => {
    const spare = step("spare");
    const { policy } = supervise(bare, { timeout: [fallback(spare)], transient: [fallback(spare)] });
    expect(policy?.fallbacks).toHaveLength(1);
    const policyOfTwo = { timeout: [fallback(spare)], transient: [fallback(step("spare"))] };
    expect(() => supervise(bare, policyOfTwo)).toThrow(refused("DUPLICATE_NAME", /"spare" twice/));
  });

  it("keeps a directive that its kind forbids: it is passed over when it is asked", () => {
    expect(supervise(bare, { "*": [revise(), skip(0)] }).policy?.table["*"]).toHaveLength(2);
    expect(() => fromJavaScript(supervise, bare, { permanent: [retry()] })).not.toThrow();
  });

  it("escalates at once for an empty chain, which is not the same as no chain", () => {
    const { policy } = supervise(bare, { transient: [] });
    expect(policy?.table).toEqual({ transient: [] });
  });
});

describe("a second policy on the same plan", () => {
  it("adds the kinds that the first left open, and changes none that it named", () => {
    const first = supervise(bare, { transient: [skip(1)] });
    const both = supervise(first, { transient: [skip(2)], timeout: [skip(3)], "*": [skip(4)] });
    expect(both.policy?.table).toEqual({
      transient: [{ does: "skip", value: 1 }],
      timeout: [{ does: "skip", value: 3 }],
      "*": [{ does: "skip", value: 4 }],
    });
  });

  it("changes nothing behind a *, which names all kinds", () => {
    const first = supervise(bare, { "*": [skip(1)] });
    const both = supervise(first, { timeout: [fallback(step("spare"))] });
    expect(both.policy).toEqual({ ...first.policy, shadowed: ["timeout"] });
  });

  it("keeps for the lint which kinds it named in vain", () => {
    const first = supervise(bare, { transient: [skip(1)] });
    const both = supervise(first, { transient: [skip(2)], timeout: [skip(3)] });
    expect([first.policy?.shadowed, both.policy?.shadowed]).toEqual([undefined, ["transient"]]);
    expect(supervise(both, { transient: [skip(4)], "*": [] }).policy?.shadowed).toEqual(["transient"]);
  });

  it("is still checked where it does not count", () => {
    const first = supervise(bare, { "*": [skip(1)] });
    expect(() => fromJavaScript(supervise, first, { timeout: [3] })).toThrow(refused("BAD_POLICY"));
  });

  it("keeps the indices of the fallbacks true", () => {
    const first = supervise(bare, { transient: [fallback(step("a"))] });
    const both = supervise(first, { transient: [fallback(step("unused"))], timeout: [fallback(step("b"))] });
    expect(both.policy?.fallbacks.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(both.policy?.table.timeout).toMatchObject([{ plan: 1, name: "b" }]);
  });
});

describe("a policy that cannot be meant", () => {
  it.each([
    ["no object", [retry()], /a list, not an object/],
    ["an unknown kind", { transcient: [retry()] }, /"transcient".*Did you mean "transient"\?/],
    ["a cancellation", { cancelled: [skip(0)] }, /Nobody is asked about a cancellation/],
    ["no list", { transient: retry() }, /not a list.*\[retry\(\), skip\(0\)\]/],
    ["no directive", { transient: [{ does: "retry" }] }, /an object where a directive belongs/],
    ["a directive that was not called", { transient: [retry] }, /Call it: retry\(\)\./],
    ["something after escalate", { transient: [escalate(), retry()] }, /goes on after escalate/],
    ["something after skip", { transient: [skip(1), retry()] }, /goes on after skip\. Nothing comes after skip/],
    ["a second skip", { "*": [retry(), skip(1), skip(2), escalate()] }, /goes on after skip/],
    ["a second escalate", { transient: [skip(1), escalate(), escalate()] }, /goes on after skip/],
  ])("is refused: %s", (_, policy, message) => {
    expect(() => fromJavaScript(supervise, bare, policy)).toThrow(refused("BAD_POLICY", message));
  });

  it("may write out the escalate that ends every chain, behind a skip too", () => {
    const { policy } = supervise(bare, { transient: [retry(), skip(1), escalate()] });
    expect(policy?.table.transient).toHaveLength(3);
  });

  it("names an inherited property as little as an own one that it does not know", () => {
    expect(() => fromJavaScript(supervise, bare, { toString: [] })).toThrow(refused("BAD_POLICY"));
  });
});

describe("going back to a step", () => {
  const steps = chain("support", [step("draft"), chain("inner", [step("check"), step("send")])]);

  it("is known to a chain and refused where it has no such step, with the step that was probably meant", () => {
    expect(() => steps.supervised({ timeout: [retry({ from: "draft" })] })).not.toThrow();
    expect(() => steps.supervised({ timeout: [retry({ from: "darft" })] })).toThrow(
      refused("UNKNOWN_STEP", /Did you mean "draft"\?/),
    );
  });

  it("may name a step of a chain inside, for what fails there", () => {
    expect(() => steps.supervised({ timeout: [retry({ from: "check" })] })).not.toThrow();
  });

  it("is not known to other plans, which may stand in a chain that has the step", () => {
    expect(() => step("send").supervised({ timeout: [retry({ from: "draft" })] })).not.toThrow();
    expect(() => parallel("p", { a: step("a") }).supervised({ timeout: [retry({ from: "draft" })] })).not.toThrow();
  });
});
