import { deepEqual, doesNotThrow, equal, ok } from "node:assert/strict";
import type { HostRule } from "./host-rule.ts";
import { attempt, ended, endsOf, openQuestion, placeRun, site, timeless } from "./placed-run.ts";

/** How work is performed: each effect once, at once or later, together or one by one. */
export const workRules: readonly HostRule[] = [
  {
    name: "performs each effect once, and gives its end once",
    async check(makeHost) {
      const calls: unknown[] = [];
      const work = (input: unknown) => {
        calls.push(input);
        return Number(input) % 2 === 0 ? input : Promise.resolve(input);
      };
      const run = placeRun(makeHost(), [site({ work })]);
      const inputs = Array.from({ length: 20 }, (_, i) => i);
      run.begin(openQuestion("open"), ...inputs.map((input) => attempt(`a[${input}]`, { input })));
      await run.until(ended(20));
      await run.silence();
      deepEqual(calls, inputs);
      deepEqual(new Set(endsOf(run.seen).map((end) => ("id" in end ? end.id : ""))).size, 20);
      equal(endsOf(run.seen).length, 20);
    },
  },
  {
    name: "gives ends in the order in which they came, not in the order of their begins",
    async check(makeHost) {
      const ends = new Map<unknown, () => void>();
      const work = (input: unknown) =>
        new Promise((resolve) => {
          ends.set(input, () => resolve(input));
        });
      const run = placeRun(makeHost(), [site({ work })]);
      const order = ["b", "c", "a"];
      run.begin(...["a", "b", "c"].map((input) => attempt(input, { input })));
      for (const [i, name] of order.entries()) {
        ends.get(name)?.();
        await run.until(ended(i + 1));
      }
      deepEqual(
        endsOf(run.seen).map((end) => ("id" in end ? end.id : "")),
        order,
      );
    },
  },
  {
    name: "hands the work its input, its attempt, its feedback, its brief and its key",
    async check(makeHost) {
      const brief = { goal: "an answer", definitionOfDone: "it is short" };
      const feedback = { previous: "long", issues: [{ message: "too long" }] };
      const run = placeRun(makeHost(), [
        site({
          brief,
          work: (input, context) => ({
            input,
            attempt: context.attempt,
            feedback: context.feedback,
            brief: context.brief,
            key: context.idempotencyKey,
          }),
        }),
      ]);
      run.begin(attempt("a#3", { input: { n: 1 }, attempt: 3, feedback, idempotencyKey: "run/a" }));
      await run.until(ended(1));
      const value = { input: { n: 1 }, attempt: 3, feedback, brief, key: "run/a" };
      deepEqual(timeless(run.seen), [{ kind: "returned", id: "a#3", value }]);
    },
  },
  {
    name: "performs the work of the site that the effect names",
    async check(makeHost) {
      const run = placeRun(makeHost(), [site({ work: () => "first" }), site({ work: () => "second" })]);
      run.begin(attempt("a", { site: 1 }));
      await run.until(ended(1));
      deepEqual(timeless(run.seen), [{ kind: "returned", id: "a", value: "second" }]);
    },
  },
  {
    name: "does not throw out of begin for what work does",
    async check(makeHost) {
      const work = (): never => {
        throw new RangeError("at once");
      };
      const run = placeRun(makeHost(), [site({ work })]);
      doesNotThrow(() => run.begin(attempt("a")));
      await run.until(ended(1));
      equal(run.seen[0]?.kind, "threw");
    },
  },
  {
    name: "takes a thenable for a promise, and its first word for its only one",
    async check(makeHost) {
      const late: (() => void)[] = [];
      const thenable = {};
      Reflect.set(thenable, "then", (resolve: (value: unknown) => void, reject: (error: unknown) => void) => {
        resolve("first");
        resolve("second");
        reject(new Error("third"));
        late.push(() => resolve("late"));
      });
      const run = placeRun(makeHost(), [site({ work: () => thenable })]);
      run.begin(openQuestion("open"), attempt("a"));
      await run.until(ended(1));
      for (const again of late) again();
      await run.silence();
      deepEqual(timeless(endsOf(run.seen)), [{ kind: "returned", id: "a", value: "first" }]);
    },
  },
  {
    name: "performs a wide fan-out, each of it",
    async check(makeHost) {
      const run = placeRun(makeHost(), [site({ work: async (input) => input })]);
      run.begin(...Array.from({ length: 2_000 }, (_, input) => attempt(`a[${input}]`, { input })));
      await run.until(ended(2_000));
      const values = endsOf(run.seen).map((end) => (end.kind === "returned" ? end.value : undefined));
      deepEqual(new Set(values), new Set(Array.from({ length: 2_000 }, (_, i) => i)));
    },
  },
  {
    name: "asks whoever holds its clock for long to let others have a turn",
    async check(makeHost) {
      const { session } = placeRun(makeHost(), []);
      const began = session.now();
      let turns = 0;
      const turn = setImmediate(() => {
        turns += 1;
      });
      const isRunning = await spin(
        () => session.now() - began,
        () => session.breathe(),
      );
      clearImmediate(turn);
      ok(turns > 0 || !isRunning, "nobody else had a turn in 40 ms of work");
    },
  },
];

/** Computes for 40 real milliseconds, taking a breath now and then; says whether the host's clock went on meanwhile. */
async function spin(passed: () => number, breathe: () => void | Promise<void>): Promise<boolean> {
  const began = performance.now();
  while (performance.now() - began < 40) {
    const until = performance.now() + 2;
    while (performance.now() < until);
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
  return passed() > 0;
}
