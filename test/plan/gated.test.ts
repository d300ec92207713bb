import { expect, it } from "vitest";
import { check, policy } from "../../src/gates/check.ts";
import { gateSpecOf } from "../../src/gates/gate.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { gate } from "../../src/plan/gated.ts";
import { step } from "./plans.ts";

const short = check("short", () => true);
const clean = policy("clean", () => true);
const bare = specOf(step("draft"));

it("hangs gates behind those that are there, on the side that is asked for", () => {
  const once = gate(bare, { gates: [short], when: "after" });
  const twice = gate(gate(once, { gates: [clean], when: "after" }), {
    gates: [check("input", () => true)],
    when: "before",
  });
  expect(twice.agent?.gatesAfter).toEqual([gateSpecOf(short), gateSpecOf(clean)]);
  expect(twice.agent?.gatesBefore.map(({ name }) => name)).toEqual(["input"]);
  expect(bare.agent?.gatesAfter).toEqual([]);
  expect([twice, twice.agent, twice.agent?.gatesAfter].every(Object.isFrozen)).toBe(true);
});

it("refuses two gates of one name on one agent, on whichever side", () => {
  const once = gate(bare, { gates: [short], when: "before" });
  expect(() => gate(once, { gates: [short], when: "after" })).toThrow(
    expect.objectContaining({ code: "DUPLICATE_NAME" }),
  );
});

it("refuses what is no gate", () => {
  for (const given of [undefined, () => true, { kind: "check", name: "short" }]) {
    expect(() => gate(bare, { gates: [given], when: "after" })).toThrow(
      expect.objectContaining({ code: "BAD_OPTION" }),
    );
  }
});

it("leaves what has no agent as it is", () => {
  const group = specOf(chain("c", [step("a")]));
  expect(gate(group, { gates: [short], when: "after" })).toBe(group);
});
