import { expect, it } from "vitest";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const front = agent("desk", { handsTo: ["back"], work: (input: unknown) => input });
const back = agent("office", { handsTo: ["front", "back"], work: (input: unknown) => input });
const fine = { start: "front", max: 6 };

it("is its peers under their keys, and the one that begins by its place", () => {
  const spec = specOf(handoff("h", { back, front }, { start: "front", max: 6 }));
  expect(spec.children.map(({ segment, spec: { name } }) => [segment, name])).toEqual([
    ["back", "office"],
    ["front", "desk"],
  ]);
  expect(spec.course).toMatchObject({ kind: "handoff", shape: { names: ["back", "front"], start: 1, max: 6 } });
});

it("takes peers that hand to nobody: agents, and plans of several", () => {
  expect(specOf(handoff("h", { only: step("a") }, { start: "only", max: 1 })).children).toHaveLength(1);
  expect(specOf(handoff("h", { team: chain("c", [step("a")]) }, { start: "team", max: 1 })).children).toHaveLength(1);
});

it("is frozen, with all that it is made of", () => {
  const spec = specOf(handoff("h", { front, back }, { start: "front", max: 6 }));
  expect([spec, spec.children, spec.course, spec.course?.shape].every(Object.isFrozen)).toBe(true);
});

it.each([
  ["BAD_NAME", ["", { front, back }, fine], /name of a handoff is ""/],
  ["BAD_NAME", ["h", { "fr/ont": step("a") }, fine], /name of a member of handoff "h" is "fr\/ont"/],
  ["BAD_OPTION", ["h", undefined, fine], /plans of handoff "h" are undefined, not a record/],
  ["BAD_OPTION", ["h", [front, back], fine], /plans of handoff "h" are a list, not a record/],
  ["BAD_OPTION", ["h", new Map([["front", front]]), fine], /plans of handoff "h" are a Map, not a record/],
  ["BAD_OPTION", ["h", {}, fine], /plans of handoff "h" are none/],
  ["NOT_A_PLAN", ["h", { front, back: undefined }, fine], /"back" of handoff "h" is undefined/],
  ["BAD_OPTION", ["h", { front, back }], /options of handoff "h" are undefined.*start, max/],
  ["BAD_OPTION", ["h", { front, back }, { ...fine, hops: 3 }], /no option "hops".*start, max/],
  ["BAD_OPTION", ["h", { front, back }, { max: 3 }], /needs start, which is left out.*start: "front"/],
  ["BAD_OPTION", ["h", { front, back }, { start: "front" }], /needs max, which is left out.*max: 6/],
  [
    "UNKNOWN_PEER",
    ["h", { front, back }, { start: "fromt", max: 1 }],
    /start of handoff "h" names "fromt".*Did you mean "front"\?/,
  ],
  [
    "UNKNOWN_PEER",
    ["h", { front, back }, { start: front, max: 1 }],
    /start of handoff "h" names an object.*There are: front, back/,
  ],
  ["UNKNOWN_PEER", ["h", { front, back }, { start: Object.create(null), max: 1 }], /names an object/],
  ["UNKNOWN_PEER", ["h", { front, back }, { start: "desk", max: 1 }], /names "desk", which is no peer/],
  [
    "UNKNOWN_PEER",
    ["h", { front }, { start: "front", max: 1 }],
    /handsTo of "front" in handoff "h" names "back".*There are: front/,
  ],
  [
    "BAD_OPTION",
    ["h", { front, back }, { start: "front", max: 0 }],
    /max of handoff "h" is 0.*at least 1 and at most 1000/,
  ],
  ["BAD_OPTION", ["h", { front, back }, { start: "front", max: 1_001 }], /max of handoff "h" is 1001/],
  ["BAD_OPTION", ["h", { front, back }, { start: "front", max: 2.5 }], /max of handoff "h" is 2\.5/],
] as const)("refuses with %s: case %#", (code, given, message) => {
  expect(() => fromJavaScript(handoff, ...given)).toThrow(refused(code, message));
});

it("tells programs who the peers are", () => {
  expect(() => fromJavaScript(handoff, "h", { front, back }, { start: "zoe", max: 1 })).toThrow(
    expect.objectContaining({ facts: { where: 'start of handoff "h"', peers: ["front", "back"] } }),
  );
});
