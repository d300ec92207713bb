import { deepEqual, equal, ok } from "node:assert/strict";
import type { Completion } from "../../model/effect.ts";
import type { HostRule } from "./host-rule.ts";
import { attempt, ended, openQuestion, pause, placeRun, site } from "./placed-run.ts";

/** How much earlier than asked for a wake-up may come, in milliseconds: what Node's timers do by themselves. */
const EARLY_MS = 1;
/** Further away than a timer of Node can wait. */
const FAR_MS = 2 ** 33;

const wokeAt = (at: number) => (seen: readonly Completion[]) =>
  seen.some((completion) => completion.kind === "woke" && completion.at >= at - EARLY_MS);

/** The clock, and being woken. */
export const timeRules: readonly HostRule[] = [
  {
    name: "gives every completion a whole millisecond of a clock that never goes back",
    async check(makeHost) {
      const work = async (ms: unknown, { progress }: { progress(fraction: number): void }) => {
        progress(0.5);
        await pause(Number(ms));
      };
      const run = placeRun(makeHost(), [site({ work })]);
      const began = run.session.now();
      run.begin(...[3, 1, 0, 2].map((input) => attempt(`a[${input}]`, { input })));
      run.session.post({ kind: "cancelled", at: run.session.now(), reason: "enough", by: "caller" });
      const times = (await run.until(ended(4))).map(({ at }) => at);
      ok(times.every((at, i) => Number.isInteger(at) && at >= (times[i - 1] ?? began)));
    },
  },
  {
    name: "wakes at the time that was asked for, not earlier, and not never",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      const at = run.session.now() + 15;
      const [first] = await run.until(wokeAt(at), at);
      ok(first !== undefined && first.at >= at - EARLY_MS, "it woke too early");
    },
  },
  {
    name: "wakes at once for a time that has passed",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      const at = run.session.now();
      await run.until(wokeAt(at), at);
      await run.until((seen) => seen.length > 1, at);
      deepEqual(new Set(run.seen.map(({ kind }) => kind)), new Set(["woke"]));
    },
  },
  {
    name: "wakes for an earlier time that is asked for later",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      const began = run.session.now();
      run.begin(openQuestion("open"));
      run.session.post({ kind: "cancelled", at: began, reason: "enough", by: "caller" });
      await run.until((seen) => seen.length > 0, began + FAR_MS);
      const [, woke] = await run.until(wokeAt(began + 10), began + 10);
      ok(woke !== undefined && woke.at < began + FAR_MS);
    },
  },
  {
    name: "wakes for a later time that is asked for instead of an earlier one",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      const began = run.session.now();
      run.session.post({ kind: "cancelled", at: began, reason: "enough", by: "caller" });
      await run.until((seen) => seen.length > 0, began + 5);
      await run.until(wokeAt(began + 20), began + 20);
    },
  },
  {
    name: "does not wake where nobody asks to be woken any more",
    async check(makeHost) {
      const run = placeRun(makeHost(), [site({})]);
      run.begin(openQuestion("open"), attempt("a"));
      await run.until(ended(1), run.session.now() + 10);
      equal((await run.silence()).filter(({ kind }) => kind === "woke").length, 0);
    },
  },
  {
    name: "does not take a time that is too far for Node's timers for now",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      const at = run.session.now() + FAR_MS;
      const woke = await Promise.race([run.until(wokeAt(at), at), pause(20)]);
      ok(
        (woke ?? run.seen).every((completion) => completion.at >= at - EARLY_MS),
        "it woke for nothing",
      );
      run.session.close();
    },
  },
  {
    name: "goes on waking, time after time",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      const began = run.session.now();
      for (const ms of [2, 4, 6, 8, 10]) await run.until(wokeAt(began + ms), began + ms);
      deepEqual(new Set(run.seen.map(({ kind }) => kind)), new Set(["woke"]));
    },
  },
];
