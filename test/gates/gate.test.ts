import { expect, it } from "vitest";
import { check } from "../../src/gates/check.ts";
import { gateSpecOf, makeGate } from "../../src/gates/gate.ts";

it("makes a frozen gate that its data can be read from", () => {
  const test = (output: number) => output > 1;
  const gate = makeGate<number>({ kind: "check", name: "big", test });
  expect(gateSpecOf(gate)).toEqual({ kind: "check", name: "big", test });
  expect([gate.kind, gate.name, Object.isFrozen(gate), Object.isFrozen(gateSpecOf(gate))]).toEqual([
    "check",
    "big",
    true,
    true,
  ]);
});

it("recognises a gate of a second copy of the package", () => {
  const spec = { kind: "policy", name: "pii" };
  expect(gateSpecOf({ [Symbol.for("troupe.gate")]: spec })).toBe(spec);
});

it("reads nothing from what is no gate", () => {
  for (const value of [undefined, null, "check", {}, { kind: "check", name: "x" }, check])
    expect(gateSpecOf(value)).toBeUndefined();
});

it("reads nothing, and throws nothing, where a value does when it is touched", () => {
  const trap = () => {
    throw new Error("trapped");
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [new Proxy({}, { get: trap, has: trap }), proxy, { [Symbol.for("troupe.gate")]: undefined }])
    expect(gateSpecOf(value)).toBeUndefined();
});
