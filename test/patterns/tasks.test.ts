import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTasks } from "../../src/patterns/tasks.ts";

const limits = { planner: "planner", labels: ["search", "extract"], maxTasks: 3 };
const task = { worker: "search", label: "prices", input: { q: "x" } };
const brief = { goal: "find them", definitionOfDone: "three prices" };

describe("a planner's list", () => {
  it("is read task by task, in its order", () => {
    const list = [task, { worker: "extract", label: "names", input: null }];
    expect(readTasks(list, limits)).toEqual(list);
  });

  it("may be empty: enough is known", () => {
    expect(readTasks([], limits)).toEqual([]);
  });

  it("may leave out an input, which is null then", () => {
    expect(readTasks([{ worker: "search", label: "prices" }], limits)).toEqual([
      { worker: "search", label: "prices", input: null },
    ]);
  });

  it("may say of a task what it is for", () => {
    expect(readTasks([{ ...task, brief }], limits)).toEqual([{ ...task, brief }]);
  });

  it("is kept without what belongs to no task", () => {
    expect(readTasks([{ ...task, mood: "good" }], limits)).toEqual([task]);
  });
});

describe("what is no list of tasks", () => {
  const form = '{ worker: "…", label: "…", input: … }';
  it.each([
    ["another value", { tasks: [] }, 'planner gave {"tasks":[]}, which is no list of tasks'],
    ["too many", [task, task, task, task], "planner gave 4 tasks, and maxTasks is 3"],
    ["a task that is none", ["search"], `task 1 of planner is "search"; a task is ${form}`],
    ["nothing for a task", [task, null], `task 2 of planner is null; a task is ${form}`],
    ["a task without a worker", [{ label: "x" }], `task 1 of planner is {"label":"x"}; a task is ${form}`],
    [
      "a label that is no text",
      [{ worker: "search", label: 1 }],
      `task 1 of planner is {"worker":"search","label":1}; a task is ${form}`,
    ],
    [
      "an unknown worker",
      [{ ...task, worker: "serch" }],
      'task 1 of planner is for "serch", who is no worker. Did you mean "search"?',
    ],
    [
      "one label twice",
      [task, task],
      'planner gave two tasks with the label "prices": results are told by their labels',
    ],
    [
      "half a brief",
      [{ ...task, brief: { goal: "x" } }],
      "task 1 of planner has a brief that lacks a goal or a definition of done",
    ],
    [
      "a brief with a context that is no text",
      [{ ...task, brief: { ...brief, context: 1 } }],
      "task 1 of planner has a brief that lacks a goal or a definition of done",
    ],
  ])("is told in words: %s", (_, given, words) => {
    expect(readTasks(given, limits)).toBe(words);
  });
});

it("never throws; what it takes has known workers, labels of its own, and no more than it may", () => {
  const anyTask = fc.record(
    {
      worker: fc.constantFrom("search", "extract", "nobody"),
      label: fc.constantFrom("a", "b", "c"),
      input: fc.jsonValue(),
    },
    { requiredKeys: ["input"] },
  );
  const lists = fc.oneof(
    fc.array(fc.oneof({ weight: 5, arbitrary: anyTask }, fc.jsonValue()), { maxLength: 5 }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(lists, (given) => {
      const tasks = readTasks(given, limits);
      if (typeof tasks === "string") return;
      expect(tasks.length).toBe(Array.isArray(given) ? given.length : Number.NaN);
      expect(tasks.length).toBeLessThanOrEqual(limits.maxTasks);
      expect(tasks.every(({ worker }) => limits.labels.includes(worker))).toBe(true);
      expect(new Set(tasks.map(({ label }) => label)).size).toBe(tasks.length);
    }),
  );
});
