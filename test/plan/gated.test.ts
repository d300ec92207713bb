import { expect, it } from "vitest";
import { confidence } from "../../src/gates/confidence.ts";
import { check, policy } from "../../src/gates/check.ts";
import { type Gate, gateSpecOf } from "../../src/gates/gate.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { gate } from "../../src/plan/gated.ts";
import { judge } from "../../src/plan/judge.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

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

it("asks policies last, whenever they were hung, and keeps the order of all others and of the policies among themselves", () => {
  const names = (gates: readonly Gate<unknown, unknown>[], more: readonly Gate<unknown, unknown>[]) =>
    gate(gate(bare, { gates, when: "after" }), { gates: more, when: "after" }).agent?.gatesAfter.map(
      ({ name }) => name,
    );
  const late = check("late", () => true);
  const polite = policy("polite", () => true);
  expect(names([clean, short], [])).toEqual(["short", "clean"]);
  expect(names([clean], [late, polite, short])).toEqual(["late", "short", "clean", "polite"]);
  expect(names([polite, short, clean], [late])).toEqual(["short", "late", "polite", "clean"]);
});

it("asks policies last before the work, too", () => {
  const gated = gate(bare, { gates: [clean, short], when: "before" });
  expect(gated.agent?.gatesBefore.map(({ name }) => name)).toEqual(["short", "clean"]);
});

it("has the plans of its judges as children, those before the work first, under the gates' names", () => {
  const critic = agent("critic", { work: (): Verdict => ({ verdict: "pass" }) });
  const once = gate(bare, { gates: [judge("fair", critic), short], when: "after" });
  const twice = gate(once, { gates: [judge("clear", critic)], when: "before" });
  expect(once.children.map(({ segment, spec }) => [segment, spec])).toEqual([["fair", specOf(critic)]]);
  expect(twice.children.map(({ segment }) => segment)).toEqual(["clear", "fair"]);
  expect([twice.children, ...twice.children].every(Object.isFrozen)).toBe(true);
  expect(gate(bare, { gates: [short], when: "after" }).children).toEqual([]);
});

it("says which gate of which agent is none, and by what gates are made", () => {
  const given: readonly [unknown, RegExp][] = [
    [check, /A gate of agent "draft" is a function\. Gates are made by check, judge, confidence, approval and policy/],
    [step("critic"), /A gate of agent "draft" is an object/],
    [[short], /A gate of agent "draft" is a list/],
    [null, /A gate of agent "draft" is null/],
  ];
  for (const [wrong, message] of given)
    expect(() => gate(bare, { gates: [short, wrong], when: "after" })).toThrow(refused("BAD_OPTION", message));
});

it("says what to do about two gates of one name", () => {
  expect(() => gate(bare, { gates: [short, short], when: "after" })).toThrow(
    refused("DUPLICATE_NAME", /agent "draft" uses the name "short" twice\. .* a name of its own/),
  );
});

it("refuses a confidence before the work, where nothing is known of it yet", () => {
  const sure = confidence("sure", { use: 0.5, ask: { from: 0, deadlineMs: 1, otherwise: "reject" } });
  expect(() => gate(bare, { gates: [short, sure], when: "before" })).toThrow(
    refused(
      "BAD_OPTION",
      /confidence "sure" stands before the work of agent "draft", which has said nothing yet of how sure it is\. .*\.gated\(.*approval/,
    ),
  );
});
