import { deepEqual, doesNotThrow, equal, match, ok } from "node:assert/strict";
import type { WorkContext } from "../../plan/work-context.ts";
import type { HostRule } from "./host-rule.ts";
import { attempt, ended, endsOf, openQuestion, placeRun, site, timeless } from "./placed-run.ts";

/** What becomes of what is taken back. */
export const abortRules: readonly HostRule[] = [
  {
    name: "fires the signal of work that is withdrawn, says why, and still gives its end",
    async check(makeHost) {
      const work = (_: unknown, { signal }: { readonly signal: AbortSignal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"));
      run.session.withdraw("a", "no longer needed");
      const [end] = await run.until(ended(1));
      ok(end?.kind === "threw" && end.id === "a");
      equal(end.thrown.name, "AbortError");
      match(end.thrown.message, /no longer needed/);
    },
  },
  {
    name: "fires the signal also of work that has told of its progress and its spending",
    async check(makeHost) {
      const work = (_: unknown, { signal, progress, spend }: WorkContext) => {
        progress(0.5);
        spend({ inputTokens: 1 });
        return new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve("heard"));
        });
      };
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"));
      await run.until((seen) => seen.length >= 2);
      run.session.withdraw("a", "no longer needed");
      deepEqual(timeless(endsOf(await run.until(ended(1)))), [{ kind: "returned", id: "a", value: "heard" }]);
    },
  },
  {
    name: "shows the abort to work that asks for its signal only afterwards",
    async check(makeHost) {
      let goOn = () => {};
      const work = async (_: unknown, context: { readonly signal: AbortSignal }) => {
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        return context.signal.aborted;
      };
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"));
      run.session.withdraw("a", "too late");
      goOn();
      deepEqual(timeless(await run.until(ended(1))), [{ kind: "returned", id: "a", value: true }]);
    },
  },
  {
    name: "leaves the signal of work that is not withdrawn alone",
    async check(makeHost) {
      const signals: AbortSignal[] = [];
      const work = async (_: unknown, { signal }: { readonly signal: AbortSignal }) => void signals.push(signal);
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"), attempt("b"));
      await run.until(ended(2));
      deepEqual(
        signals.map(({ aborted }) => aborted),
        [false, false],
      );
    },
  },
  {
    name: "leaves the signal of work that is over alone, whether it ended at once or later",
    async check(makeHost) {
      const signals: AbortSignal[] = [];
      const work = (isLater: unknown, { signal }: { readonly signal: AbortSignal }) => {
        signals.push(signal);
        return isLater === true ? Promise.resolve() : null;
      };
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(openQuestion("open"), attempt("a", { input: false }), attempt("b", { input: true }));
      await run.until(ended(2));
      for (const id of ["a", "b"]) run.session.withdraw(id, "too late");
      deepEqual(
        signals.map(({ aborted }) => aborted),
        [false, false],
      );
    },
  },
  {
    name: "waits for work that ignores its abort, and gives the end that it comes to",
    async check(makeHost) {
      let end = (_: string) => {};
      const work = () =>
        new Promise((resolve) => {
          end = resolve;
        });
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"));
      run.session.withdraw("a", "cancelled");
      deepEqual(endsOf(await run.silence()), []);
      end("all the same");
      deepEqual(timeless(await run.until(ended(1))), [{ kind: "returned", id: "a", value: "all the same" }]);
    },
  },
  {
    name: "takes a withdrawal of what is over, of a question, and of what never was for nothing",
    async check(makeHost) {
      const run = placeRun(makeHost(), [site({})]);
      run.begin(openQuestion("open"), attempt("a"));
      await run.until(ended(1));
      doesNotThrow(() => ["a", "a", "open", "nobody"].forEach((id) => run.session.withdraw(id, "cancelled")));
      equal(endsOf(await run.silence()).length, 1);
    },
  },
];
