import { deepEqual, ok } from "node:assert/strict";
import type { Completion } from "../../model/effect.ts";
import type { WorkContext } from "../../plan/work-context.ts";
import type { HostRule } from "./host-rule.ts";
import { attempt, ended, placeRun, site, timeless } from "./placed-run.ts";

/** What work tells while it goes on: how far it is, and what it has used. */
export const reportRules: readonly HostRule[] = [
  {
    name: "gives progress from 0 to 1, and spending, as they are said, before the end",
    async check(makeHost) {
      let goOn = () => {};
      const isRead = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const work = async (_: unknown, { progress, spend }: WorkContext) => {
        progress(0.25, { so: "far" });
        spend({ inputTokens: 7 });
        await isRead;
        progress(Number.NaN);
        progress(7);
        spend({ costUsd: 0.5 });
        return "end";
      };
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"));
      await run.until((seen) => seen.length >= 2);
      goOn();
      deepEqual(timeless(await run.until(ended(1))), [
        { kind: "progressed", id: "a", fraction: 0.25, partial: { so: "far" } },
        { kind: "spent", id: "a", usage: { inputTokens: 7 } },
        { kind: "progressed", id: "a", fraction: 1 },
        { kind: "spent", id: "a", usage: { costUsd: 0.5 } },
        { kind: "returned", id: "a", value: "end" },
      ]);
    },
  },
  {
    name: "joins what an attempt tells before anybody reads it: the newest progress, and the sum of what it used",
    async check(makeHost) {
      const work = (name: unknown, { progress, spend }: WorkContext) => {
        for (let i = 1; i <= 20_000; i++) {
          progress(i / 40_000, [name, i]);
          spend({ inputTokens: 1, costUsd: 0.1 });
        }
        return name;
      };
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a", { input: "a" }), attempt("b", { input: "b" }));
      const seen = await run.until(ended(2));
      for (const id of ["a", "b"]) {
        const own = seen.filter((one) => "id" in one && one.id === id);
        ok(own.length <= 10, `${own.length} completions of one loop`);
        deepEqual(timeless(own.filter(({ kind }) => kind === "progressed").slice(-1)), [
          { kind: "progressed", id, fraction: 0.5, partial: [id, 20_000] },
        ]);
        const { tokens, usd } = used(own);
        deepEqual([tokens, usd.toFixed(6), own.at(-1)?.kind], [20_000, "2000.000000", "returned"]);
      }
    },
  },
  {
    name: "gives what work tells after its end behind that end",
    async check(makeHost) {
      let later = () => {};
      const work = (_: unknown, { progress, spend }: WorkContext) => {
        later = () => {
          spend({ inputTokens: 2 });
          progress(0.5);
        };
        spend({ inputTokens: 1 });
      };
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"));
      later();
      deepEqual(timeless(await run.until((seen) => seen.length >= 4)), [
        { kind: "spent", id: "a", usage: { inputTokens: 1 } },
        { kind: "returned", id: "a", value: null },
        { kind: "spent", id: "a", usage: { inputTokens: 2 } },
        { kind: "progressed", id: "a", fraction: 0.5 },
      ]);
    },
  },
  {
    name: "tells of progress to the end, however often it is told of, and ever more seldom",
    async check(makeHost) {
      const work = async (_: unknown, { progress }: WorkContext) => {
        for (let i = 1; i <= 3_000; i++) {
          progress(i / 4_000);
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      const run = placeRun(makeHost(), [site({ work })]);
      run.begin(attempt("a"));
      const fractions = (await run.until(ended(1))).flatMap((one) => (one.kind === "progressed" ? [one.fraction] : []));
      ok(fractions.length <= 1_200, `${fractions.length} reports of one attempt`);
      ok((fractions.at(-1) ?? 0) > 0.74, `the last report says ${fractions.at(-1)}`);
    },
  },
  {
    name: "refuses to be told an amount that is none",
    async check(makeHost) {
      for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY, "5", 5n, null]) {
        const usage = {};
        Reflect.set(usage, "costUsd", amount);
        const run = placeRun(makeHost(), [site({ work: (_, { spend }) => spend(usage) })]);
        run.begin(attempt("a"));
        const [end, ...more] = await run.until(ended(1));
        ok(end?.kind === "threw" && end.thrown.name === "TypeError");
        deepEqual(more, []);
      }
    },
  },
];

function used(completions: readonly Completion[]): { readonly tokens: number; readonly usd: number } {
  let [tokens, usd] = [0, 0];
  for (const one of completions) {
    tokens += one.kind === "spent" ? (one.usage.inputTokens ?? 0) : 0;
    usd += one.kind === "spent" ? (one.usage.costUsd ?? 0) : 0;
  }
  return { tokens, usd };
}
