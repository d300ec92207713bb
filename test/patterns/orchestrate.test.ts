import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRest } from "../../src/patterns/catalogue.ts";
import type { OrchestrateShape } from "../../src/patterns/orchestrate.ts";
import { type Answer, anyOrder, declining, failing, giving, outputOf, play, type Start, startsIn } from "./play.ts";

/** Child 0 plans, 1 synthesizes, 2 searches, 3 extracts. */
const course = (more: Partial<OrchestrateShape> = {}) =>
  atRest("orchestrate", { labels: ["search", "extract"], rounds: 3, maxTasks: 9, concurrency: 9, ...more });

const task = (worker: string, label: string, input: unknown = label) => ({ worker, label, input });
/** The planner gives one list after the other, and then none; the others do as they are told, or what everybody does. */
const planning =
  (lists: readonly unknown[], others: (start: Start) => Answer = outputOf) =>
  (start: Start) =>
    start.child === 0 ? giving(lists[start.index ?? 0] ?? []) : others(start);
const childrenOf = (starts: readonly Start[]) => starts.map(({ child }) => child);

describe("an orchestration", () => {
  it("shows its planner the goal, hands out the tasks, and shows it what came of them", () => {
    const brief = { goal: "find it", definitionOfDone: "found" };
    const list = [{ ...task("extract", "names", 1), brief }, task("search", "prices", 2)];
    const { starts } = play(course(), { says: planning([list]) });
    const results = [
      { worker: "extract", label: "names", status: "done", output: "3(1)" },
      { worker: "search", label: "prices", status: "done", output: "2(2)" },
    ];
    expect(starts).toEqual([
      { do: "start", slot: 0, child: 0, input: { goal: "in", round: 1, results: [] } },
      { do: "start", slot: 1, child: 3, index: 0, input: 1, label: "names", isConsumer: true, brief },
      { do: "start", slot: 2, child: 2, index: 0, input: 2, label: "prices", isConsumer: true },
      { do: "start", slot: 3, child: 0, index: 1, input: { goal: "in", round: 2, results }, isConsumer: true },
      { do: "start", slot: 4, child: 1, input: { goal: "in", round: 2, results }, isConsumer: true },
    ]);
  });

  it("gives what its synthesizer gives, with what that says of itself", () => {
    const about = { confidence: 0.7 };
    const says = planning([], () => ({ how: "done", output: "report", about }));
    expect(play(course(), { says })).toMatchObject({
      starts: { length: 2 },
      lastWord: { do: "finish", output: "report", about },
    });
  });

  it("does not ask its planner again once the rounds are used up", () => {
    const lists = [[task("search", "a")], [task("search", "b")], [task("search", "c")]];
    expect(childrenOf(play(course({ rounds: 2 }), { says: planning(lists) }).starts)).toEqual([0, 2, 0, 2, 1]);
  });

  it("numbers the activations of a worker over all rounds", () => {
    const lists = [[task("search", "a"), task("search", "b")], [task("search", "c")]];
    const workers = play(course(), { says: planning(lists) }).starts.filter(({ child }) => child === 2);
    expect(workers.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it("takes a worker that fails, declines or is skipped for a result", () => {
    const list = [task("search", "a"), task("search", "b"), task("search", "c")];
    const says = planning([list], (start) => {
      if (start.label === "a") return failing();
      if (start.label === "b") return declining("no use")();
      return { ...giving("-"), isSkipped: true } as const;
    });
    expect(play(course(), { says }).starts.at(-1)?.input).toMatchObject({
      results: [
        { label: "a", status: "failed", failure: { kind: "permanent", path: "p/a" } },
        { label: "b", status: "failed", failure: { kind: "unresolved", message: "child-2[1] declined: no use" } },
        { label: "c", status: "skipped", output: "-" },
      ],
    });
  });

  it("fails with its planner and its synthesizer, and is unresolved where one of them declines", () => {
    for (const child of [0, 1]) {
      const saying = (answer: Answer) => (start: Start) =>
        start.child === child ? answer : planning([[task("search", "a")]])(start);
      expect(play(course({ rounds: 1 }), { says: saying(failing()) }).lastWord).toBeUndefined();
      expect(play(course({ rounds: 1 }), { says: saying(declining("no")()) }).lastWord).toEqual({
        do: "unresolved",
        reason: `child-${child} declined: no`,
      });
    }
  });

  it("takes a worker that hands off for one that failed, and is unresolved where the planner or the synthesizer does", () => {
    const handing: Answer = { how: "handed", to: "desk", context: 1 };
    const words = (name: string) => `${name} hands off to "desk", and is in no handoff`;
    const byWorker = play(course(), { says: planning([[task("search", "a")]], () => handing) });
    expect(byWorker.starts.at(-1)?.input).toMatchObject({
      results: [{ label: "a", status: "failed", failure: { kind: "unresolved", message: words("child-2[0]") } }],
    });
    for (const child of [0, 1]) {
      const says = (start: Start) => (start.child === child ? handing : planning([[task("search", "a")]])(start));
      const lastWord = { do: "unresolved", reason: words(`child-${child}`) };
      expect(play(course({ rounds: 1 }), { says }).lastWord).toEqual(lastWord);
    }
  });

  it.each([
    ["no list", "search", 'child-0 gave "search", which is no list of tasks'],
    ["too many", [task("search", "a"), task("search", "b")], "child-0 gave 2 tasks, and maxTasks is 1"],
    [
      "an unknown worker",
      [task("serch", "a")],
      'task 1 of child-0 is for "serch", who is no worker. Did you mean "search"?',
    ],
  ])("is unresolved before any task starts where its planner gives %s", (_, list, words) => {
    const { starts, lastWord } = play(course({ maxTasks: 1 }), { says: planning([list]) });
    expect(childrenOf(starts)).toEqual([0]);
    expect(lastWord).toEqual({ do: "unresolved", reason: words });
  });
});

describe("any orchestration", () => {
  const tasks = fc
    .array(fc.constantFrom("search", "extract"), { maxLength: 6 })
    .map((workers) => workers.map((worker, i) => task(worker, `${worker} ${i}`)));
  const stories = fc.record({
    lists: fc.array(tasks, { maxLength: 6 }),
    rounds: fc.integer({ min: 1, max: 5 }),
    concurrency: fc.integer({ min: 1, max: 4 }),
    fates: fc.array(fc.constantFrom("done", "failed", "declined"), { minLength: 7, maxLength: 7 }),
  });
  const workingAs = (fates: readonly string[]) => (start: Start) => {
    const fate = fates[start.slot % 7];
    if (start.child < 2 || fate === "done") return outputOf(start);
    return fate === "failed" ? failing() : declining("no")();
  };

  it("has never more than `concurrency` tasks at work, and never fewer than it may", () => {
    fc.assert(
      fc.property(stories, anyOrder, ({ lists, rounds, concurrency, fates }, pick) => {
        const { steps } = play(course({ rounds, concurrency }), { says: planning(lists, workingAs(fates)), pick });
        const isTask = ({ child }: Start) => child > 1;
        let atWork = 0;
        let waiting = 0;
        for (const { over, commands } of steps) {
          if (over?.do === "start" && isTask(over)) atWork -= 1;
          if (over?.do === "start" && over.child === 0) waiting = lists[over.index ?? 0]?.length ?? 0;
          const begun = startsIn(commands).filter(isTask).length;
          atWork += begun;
          waiting -= begun;
          expect(atWork).toBeLessThanOrEqual(concurrency);
          expect(waiting === 0 || atWork === concurrency).toBe(true);
        }
      }),
    );
  });

  it("asks its planner until that has enough, at most `rounds` times, and its synthesizer once, at the end", () => {
    fc.assert(
      fc.property(stories, anyOrder, ({ lists, rounds, concurrency, fates }, pick) => {
        const { starts, lastWord } = play(course({ rounds, concurrency }), {
          says: planning(lists, workingAs(fates)),
          pick,
        });
        const enough = [...lists, []].findIndex((list) => list.length === 0) + 1;
        const done = lists.slice(0, Math.min(rounds, enough)).flat();
        expect(starts.filter(({ child }) => child === 0).length).toBe(Math.min(rounds, enough));
        expect(childrenOf(starts).indexOf(1)).toBe(starts.length - 1);
        expect(starts.filter(({ child }) => child > 1).map(({ label, input }) => [label, input])).toEqual(
          done.map(({ label, input }) => [label, input]),
        );
        expect(lastWord?.do).toBe("finish");
      }),
    );
  });

  it("tells the results in the planner's order, whoever was quicker", () => {
    fc.assert(
      fc.property(stories, anyOrder, ({ lists, rounds, concurrency, fates }, pick) => {
        const says = planning(lists, workingAs(fates));
        const { starts } = play(course({ rounds, concurrency }), { says, pick });
        const inOrder = play(course({ rounds, concurrency }), { says });
        expect(starts.at(-1)).toEqual(inOrder.starts.at(-1));
        const told = starts.filter(({ child }) => child > 1).map(({ label }) => ({ label }));
        expect(starts.at(-1)?.input).toMatchObject({ results: told });
      }),
    );
  });
});
