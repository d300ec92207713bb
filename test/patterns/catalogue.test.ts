import fc from "fast-check";
import { expect, it } from "vitest";
import {
  atRest,
  begin,
  childEnded,
  type Course,
  evaluated,
  canRewind,
  isAbreast,
  isPool,
  rewind,
} from "../../src/patterns/catalogue.ts";
import { anyOrder, declining, outputOf, play } from "./play.ts";

const names = ["a", "b"];
const courses: readonly Course[] = [
  atRest("run", { names: ["a"] }),
  atRest("given", { names: ["a"] }),
  atRest("pass", {}),
  atRest("chain", { names }),
  atRest("parallel", { names }),
  atRest("map", { names: ["a"], concurrency: 2 }),
  atRest("branch", { names }),
  atRest("route", { labels: names, reroutes: 1 }),
];

it.each(courses)("keeps a $kind as data: it can be stored and read again at any moment", (course) => {
  const started = begin(course, ["in"]).course;
  expect(JSON.parse(JSON.stringify(started))).toEqual(started);
});

it.each(courses)("leaves a $kind as it was: a new one says where it stands now", (course) => {
  const before = structuredClone(course);
  const { course: started } = begin(course, ["in"]);
  const between = structuredClone(started);
  childEnded(evaluated(started, { key: 0, value: "a" }).course, { slot: 0, name: "a", how: "done", output: "out" });
  expect([course, started]).toEqual([before, between]);
});

it.each(courses)("brings a $kind to its last word, in whatever order its children end", (course) => {
  const answers = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(anyOrder, answers, (pick, willing) => {
      let asked = 0;
      const says = (start: Parameters<typeof outputOf>[0]) =>
        willing[asked++ % 20] === true ? outputOf(start) : declining("no")();
      expect(play(course, { input: ["x", "y", "z"], gives: "a", says, pick }).lastWord?.do).toMatch(
        /finish|unresolved/,
      );
    }),
  );
});

it("goes back only where steps follow one another", () => {
  const canGoBack = courses.filter((course) => rewind(begin(course, []).course, [0]) !== undefined);
  expect(canGoBack.map(({ kind }) => kind)).toEqual(["chain"]);
  expect(courses.map(({ kind }) => kind).filter(canRewind)).toEqual(["chain"]);
});

it("has members beside one another in a parallel and a map", () => {
  expect(courses.map(({ kind }) => kind).filter(isAbreast)).toEqual(["parallel", "map"]);
});

it("says of a start whether it works on what another gave: only a chain's later steps do", () => {
  const consumers = courses.filter((course) => {
    const started = evaluated(begin(course, ["in"]).course, { key: 0, value: "a" }).course;
    const next = childEnded(started, { slot: 0, name: "a", how: "done", output: "a" });
    return next.commands.some((command) => command.do === "start" && command.isConsumer === true);
  });
  expect(consumers.map(({ kind }) => kind)).toEqual(["chain"]);
});

it.each(courses)("takes a value that a $kind did not ask for without a step, or asks for it", (course) => {
  const started = begin(course, []);
  const asks = started.commands.some((command) => command.do === "evaluate");
  expect(evaluated(started.course, { key: 0, value: "a" }).commands.length > 0).toBe(asks);
});
