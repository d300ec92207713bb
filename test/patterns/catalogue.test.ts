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
  type PatternKind,
  rewind,
  toleratesFailure,
} from "../../src/patterns/catalogue.ts";
import { type Answer, anyOrder, declining, failing, giving, outputOf, play, type Start, startsIn } from "./play.ts";

const names = ["a", "b"];
const courses: readonly Course[] = [
  atRest("run", { names: ["a"] }),
  atRest("consult", { names: ["a"] }),
  atRest("given", { names: ["a"] }),
  atRest("pass", {}),
  atRest("chain", { names }),
  atRest("parallel", { names }),
  atRest("map", { names: ["a"], concurrency: 2 }),
  atRest("branch", { names }),
  atRest("route", { labels: names, reroutes: 1 }),
  atRest("vote", { names, rule: { by: "best" }, hasBallot: false }),
  atRest("loop", { names: ["a"], max: 2, exhausted: "last" }),
  atRest("refine", { names, rounds: 2, unapproved: "best" }),
  atRest("handoff", { names, start: 0, max: 2 }),
  atRest("graph", { names, after: [[], [{ node: 0, isConditional: true }]], output: 1 }),
  atRest("orchestrate", { labels: names, rounds: 2, maxTasks: 2, concurrency: 1 }),
];
const kinds: Readonly<Record<PatternKind, true>> = {
  run: true,
  consult: true,
  given: true,
  pass: true,
  chain: true,
  parallel: true,
  map: true,
  branch: true,
  route: true,
  vote: true,
  loop: true,
  refine: true,
  handoff: true,
  graph: true,
  orchestrate: true,
};

it("is looked at here with every kind there is", () => {
  expect(courses.map(({ kind }) => kind)).toEqual(Object.keys(kinds));
});

it.each(courses)("keeps a $kind as data: it can be stored and read again at any moment", (course) => {
  const started = begin(course, ["in"]).course;
  expect(JSON.parse(JSON.stringify(started))).toEqual(started);
});

it.each(courses)("leaves a $kind as it was: a new one says where it stands now", (course) => {
  const before = structuredClone(course);
  const { course: started } = begin(course, ["in"]);
  const between = structuredClone(started);
  childEnded(evaluated(started, { key: 0, value: "a" }).course, {
    slot: 0,
    name: "a",
    path: "a",
    how: "done",
    output: "out",
  });
  expect([course, started]).toEqual([before, between]);
});

it.each(courses)("brings a $kind to its last word, in whatever order its children end", (course) => {
  fc.assert(
    fc.property(anyOrder, willing, (pick, answers) => {
      let asked = 0;
      const says = (start: Start) => answers[asked++ % 20]?.(start) ?? outputOf(start);
      const { steps, lastWord } = play(course, { input: ["x", "y", "z"], tells: telling, says, pick });
      const isGivenUp = lastWord === undefined && steps.at(-1)?.over?.do === "start";
      expect(isGivenUp ? "the group fails" : lastWord?.do).toMatch(/finish|unresolved|fails/);
    }),
  );
});

/** Anything that a child may say: what some pattern can use, and what none can. */
const willing = fc.array(
  fc.constantFrom<(start: Start) => Answer>(
    outputOf,
    declining("no"),
    () => failing(),
    () => ({ how: "handed", to: "b", context: 1 }),
    () => giving(0),
    () => giving({ verdict: "revise", feedback: "more", score: 1 }),
    () => giving([{ worker: "a", label: "x", input: 1 }]),
  ),
  { minLength: 20, maxLength: 20 },
);
const telling = ({ call }: { readonly call: string }) =>
  call === "when" ? { b: true } : call === "until" ? false : "a";

it("goes back only where work is made of other work", () => {
  const canGoBack = courses.filter((course) => rewind(begin(course, []).course, [0]) !== undefined);
  expect(canGoBack.map(({ kind }) => kind)).toEqual(["chain", "graph"]);
  expect(courses.map(({ kind }) => kind).filter(canRewind)).toEqual(["chain", "graph"]);
});

it("has members beside one another in a parallel, a map, a vote and a graph", () => {
  expect(courses.map(({ kind }) => kind).filter(isAbreast)).toEqual(["parallel", "map", "vote", "graph"]);
});

it("stops members that are alike and many all at once", () => {
  expect(courses.map(({ kind }) => kind).filter(isPool)).toEqual(["map", "vote", "orchestrate"]);
});

it("takes a member that was given up for an answer where a result without it is one", () => {
  const tolerant = courses.filter((course) => toleratesFailure(begin(course, ["in"]).course, 0));
  expect(tolerant.map(({ kind }) => kind)).toEqual(["consult", "vote"]);
  const planned = childEnded(
    begin(atRest("orchestrate", { labels: names, rounds: 1, maxTasks: 1, concurrency: 1 }), "in").course,
    {
      slot: 0,
      name: "plan",
      path: "plan",
      how: "done",
      output: [{ worker: "a", label: "x", input: 1 }],
    },
  );
  expect(toleratesFailure(planned.course, 1)).toBe(true);
});

it("is unresolved where a child hands off and nobody takes it, and says who and to whom", () => {
  const handed = { slot: 0, name: "a", path: "a", how: "handed", to: "b", context: 1 } as const;
  const unresolved = courses.filter((course) => {
    const [command] = childEnded(begin(course, ["in"]).course, handed).commands;
    return command?.do === "unresolved" && command.reason === 'a hands off to "b", and is in no handoff';
  });
  expect(unresolved.length).toBe(courses.length - 1);
  expect(
    startsIn(childEnded(begin(atRest("handoff", { names, start: 0, max: 2 }), "in").course, handed).commands),
  ).toMatchObject([{ child: 1, input: 1 }]);
});

it("says of a start whether it works on what another gave", () => {
  const first = { handoff: { how: "handed", to: "b", context: 1 }, orchestrate: giving([]) } as const;
  const consumers = courses.filter((course) => {
    const answer = course.kind === "handoff" || course.kind === "orchestrate" ? first[course.kind] : giving(0);
    const says = (start: Start) => (start.slot === 0 ? answer : giving("b"));
    return play(course, { input: ["in"], says, tells: telling }).starts.some(({ isConsumer }) => isConsumer === true);
  });
  expect(consumers.map(({ kind }) => kind)).toEqual([
    "chain",
    "vote",
    "loop",
    "refine",
    "handoff",
    "graph",
    "orchestrate",
  ]);
});

it.each(courses)("takes a value that a $kind did not ask for without a step, or asks for it", (course) => {
  const started = begin(course, []);
  const asks = started.commands.some((command) => command.do === "evaluate");
  expect(evaluated(started.course, { key: 0, value: "a" }).commands.length > 0).toBe(asks);
});
