import { deepEqual, doesNotThrow, equal } from "node:assert/strict";
import type { HostRule } from "./host-rule.ts";
import { attempt, ended, openQuestion, pause, placeRun, site, timeless } from "./placed-run.ts";

/** Runs side by side, and their ends. */
export const apartRules: readonly HostRule[] = [
  {
    name: "names every run differently",
    async check(makeHost) {
      const host = makeHost();
      equal(new Set(Array.from({ length: 100 }, () => host.newRunId())).size, 100);
    },
  },
  {
    name: "keeps runs apart, also where their effects have the same ids",
    async check(makeHost) {
      const host = makeHost();
      const names = ["first", "second", "third"];
      const runs = names.map((name) => placeRun(host, [site({ work: async (input) => [name, input] })], name));
      for (const [input, run] of runs.entries()) run.begin(attempt("same", { input }));
      await Promise.all(runs.map((run) => run.until(ended(1))));
      deepEqual(
        runs.map(({ seen }) => timeless(seen)),
        names.map((name, i) => [{ kind: "returned", id: "same", value: [name, i] }]),
      );
    },
  },
  {
    name: "withdraws, posts and closes for one run alone",
    async check(makeHost) {
      const host = makeHost();
      const signals: AbortSignal[] = [];
      let end = () => {};
      const work = (_: unknown, { signal }: { readonly signal: AbortSignal }) => {
        signals.push(signal);
        return new Promise<void>((resolve) => {
          end = resolve;
        });
      };
      const [one, other] = [placeRun(host, [site({ work })], "one"), placeRun(host, [site({ work })], "other")];
      one.begin(attempt("a"));
      other.begin(attempt("a"));
      one.session.withdraw("a", "cancelled");
      one.session.post({ kind: "cancelled", at: one.session.now(), reason: "enough", by: "caller" });
      one.session.close();
      deepEqual([signals[1]?.aborted, (await other.silence()).length], [false, 0]);
      end();
      await other.until(ended(1));
    },
  },
  {
    name: "gives nothing after it was closed, whatever still works or is posted",
    async check(makeHost) {
      let end = () => {};
      const work = () =>
        new Promise<void>((resolve) => {
          end = resolve;
        });
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(openQuestion("open"), attempt("a"));
      await run.silence();
      run.session.close();
      end();
      doesNotThrow(() => run.session.post({ kind: "cancelled", at: 0, reason: "late", by: "caller" }));
      deepEqual(await run.silence(), []);
    },
  },
  {
    name: "can be closed twice",
    async check(makeHost) {
      const { session } = placeRun(makeHost(), []);
      session.close();
      doesNotThrow(() => session.close());
    },
  },
  {
    name: "leaves no timer of its own once it is closed",
    async check(makeHost) {
      const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
      await pause(0);
      const before = timers();
      const { session } = placeRun(makeHost(), []);
      const asked = session.next({ outstanding: new Map(), wakeAt: session.now() + 3_600_000 });
      session.close();
      equal(timers(), before);
      await Promise.race([asked, pause(0)]);
    },
  },
];
