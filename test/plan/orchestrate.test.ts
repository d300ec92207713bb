import { describe, expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { check } from "../../src/gates/check.ts";
import { bound, finite, worstCase } from "../../src/plan/bound.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { plansIn } from "../../src/plan/tree.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const [planner, synthesizer] = [step("plan"), step("write")];
const workers = { search: step("s"), extract: step("e") };
const fine = { workers, planner, synthesizer, rounds: 2, maxTasks: 10 };
const specWith = (more: object) => specOf(fromJavaScript(orchestrate, "o", { ...fine, ...more }));

it("is its planner, its synthesizer, and its workers under their keys", () => {
  const spec = specWith({});
  expect(spec.children.map(({ segment, spec: { name } }) => [segment, name])).toEqual([
    ["plan", "plan"],
    ["write", "write"],
    ["search", "s"],
    ["extract", "e"],
  ]);
  expect(spec.course).toMatchObject({
    kind: "orchestrate",
    shape: { labels: ["search", "extract"], rounds: 2, maxTasks: 10, concurrency: 256 },
  });
  expect(specWith({ concurrency: 3 }).course?.shape).toMatchObject({ concurrency: 3 });
});

it("hangs the gate for its tasks on the planner, behind those that it has, and leaves the given planner as it was", () => {
  const gated = planner.gated(check("few", () => true));
  const approve = approval("tasks", { deadlineMs: 1_000, otherwise: "reject" });
  const spec = specWith({ planner: gated, approve });
  expect(spec.children[0]?.spec.agent?.gatesAfter.map(({ name }) => name)).toEqual(["few", "tasks"]);
  expect(specOf(gated).agent?.gatesAfter.map(({ name }) => name)).toEqual(["few"]);
});

it("is frozen, with all that it is made of", () => {
  const spec = specWith({ approve: check("few", () => true) });
  expect([spec, spec.children, ...spec.children, spec.course, spec.course?.shape].every(Object.isFrozen)).toBe(true);
});

it.each([
  ["BAD_NAME", "", fine, /name of an orchestrate is ""/],
  ["BAD_OPTION", "o", undefined, /options of orchestrate "o" are undefined.*workers, planner, synthesizer/],
  ["BAD_OPTION", "o", { ...fine, maxTask: 3 }, /no option "maxTask".*Did you mean "maxTasks"\?/],
  [
    "BAD_OPTION",
    "o",
    { planner, synthesizer, rounds: 1, maxTasks: 1 },
    /needs workers.*workers: \{ search, extract \}/,
  ],
  ["BAD_OPTION", "o", { workers, synthesizer, rounds: 1, maxTasks: 1 }, /needs planner.*as in planner: plan/],
  ["BAD_OPTION", "o", { workers, planner, rounds: 1, maxTasks: 1 }, /needs synthesizer.*as in synthesizer: write/],
  ["BAD_OPTION", "o", { workers, planner, synthesizer, maxTasks: 1 }, /needs rounds.*as in rounds: 2/],
  ["BAD_OPTION", "o", { workers, planner, synthesizer, rounds: 1 }, /needs maxTasks.*as in maxTasks: 10/],
  ["BAD_OPTION", "o", { ...fine, workers: {} }, /plans of workers of orchestrate "o" are none/],
  ["BAD_OPTION", "o", { ...fine, workers: [step("s")] }, /workers of orchestrate "o" are a list, not a record/],
  ["BAD_OPTION", "o", { ...fine, workers: undefined }, /workers of orchestrate "o" are undefined/],
  ["BAD_NAME", "o", { ...fine, workers: { "a/b": step("s") } }, /member of workers of orchestrate "o" is "a\/b"/],
  [
    "NOT_A_PLAN",
    "o",
    { ...fine, workers: { search: undefined } },
    /"search" of workers of orchestrate "o" is undefined/,
  ],
  ["NOT_A_PLAN", "o", { ...fine, planner: undefined }, /planner of orchestrate "o" is undefined.*circular import/],
  ["NOT_A_PLAN", "o", { ...fine, synthesizer: () => "" }, /synthesizer of orchestrate "o" is a function/],
  [
    "DUPLICATE_NAME",
    "o",
    { ...fine, synthesizer: step("plan") },
    /uses the name "plan" twice\. The planner, the synthesizer/,
  ],
  ["DUPLICATE_NAME", "o", { ...fine, workers: { write: step("s") } }, /uses the name "write" twice/],
  ["BAD_OPTION", "o", { ...fine, rounds: 0 }, /rounds of orchestrate "o" is 0\. Give a whole number, at least 1/],
  ["BAD_OPTION", "o", { ...fine, maxTasks: 0.5 }, /maxTasks of orchestrate "o" is 0\.5/],
  ["BAD_OPTION", "o", { ...fine, concurrency: 0 }, /concurrency of orchestrate "o" is 0/],
  ["BAD_OPTION", "o", { ...fine, concurrency: null }, /concurrency of orchestrate "o" is null/],
  ["BAD_OPTION", "o", { ...fine, approve: true }, /A gate of agent "plan" is true\. Gates are made by check/],
  ["BAD_OPTION", "o", { ...fine, approve: approval }, /A gate of agent "plan" is a function/],
  ["BAD_OPTION", "o", { ...fine, approve: null }, /A gate of agent "plan" is null/],
  [
    "BAD_OPTION",
    "o",
    { ...fine, planner: chain("c", [planner]), approve: check("few", () => true) },
    /gate for its planner, which is a chain\. Hang it on the agent in the planner.*plan\.gated\(approval/,
  ],
  [
    "DUPLICATE_NAME",
    "o",
    { ...fine, planner: planner.gated(check("few", () => true)), approve: check("few", () => true) },
    /agent "plan" uses the name "few" twice/,
  ],
] as const)("refuses with %s: case %#", (code, name, options, message) => {
  expect(() => fromJavaScript(orchestrate, name, options)).toThrow(refused(code, message));
});

it("costs nothing to say any number of tasks: the worst case is exact up to 2^53, and then there is none", () => {
  const most = (maxTasks: number) => finite(worstCase(specWith({ rounds: 1, maxTasks })).steps);
  expect(most(2_000_000_000) ?? 0).toBe((most(1_000_000_000) ?? 0) + 1_000_000_000 * (bound(workers.search) ?? 0));
  expect(most(Number.MAX_SAFE_INTEGER)).toBeUndefined();
});

describe("what a person gives as its tasks", () => {
  const task = { worker: "search", label: "a", input: 1 };
  const wrongs = (planning: AnyPlan, tasks: unknown) =>
    [...plansIn([specWith({ planner: planning })])].flatMap(({ wrongWith }) => wrongWith?.(tasks) ?? []);

  it("is read as the planner's own list is", () => {
    expect(wrongs(planner, [task])).toEqual([]);
    expect(wrongs(planner, [])).toEqual([]);
    expect(wrongs(planner, [{ ...task, worker: "serch" }])).toEqual([
      'task 1 of the answer is for "serch", who is no worker. Did you mean "search"?',
    ]);
    expect(wrongs(planner, "none")).toEqual(['the answer gave "none", which is no list of tasks']);
  });

  it("is looked at where the planner is the last step of a chain, or is given a slice; elsewhere nobody knows who gives it", () => {
    const inChain = chain("plan", [step("read"), chain("inner", [step("b"), planner])]);
    for (const planning of [inChain, planner.given((progress: unknown) => progress)])
      expect(wrongs(planning, "none")).toHaveLength(1);
    expect(wrongs(parallel("plan", { a: step("a") }), "none")).toEqual([]);
  });
});
