import { deepEqual, equal, ok } from "node:assert/strict";
import type { Completion } from "../../model/effect.ts";
import { answer, decline } from "../../plan/said.ts";
import type { AgentSpec, Validate } from "../../plan/spec.ts";
import type { HostRule } from "./host-rule.ts";
import { attempt, ended, placeRun, site, timeless } from "./placed-run.ts";

/** What work says, word for word. */
export const wordRules: readonly HostRule[] = [
  {
    name: "gives what the work returned as JSON of its own, frozen",
    async check(makeHost) {
      const draft = { text: "a draft", cc: ["ada"] };
      const [end] = await endOf(makeHost, { work: () => draft });
      draft.cc.push("eve");
      deepEqual(timeless(end === undefined ? [] : [end]), [
        { kind: "returned", id: "a", value: { text: "a draft", cc: ["ada"] } },
      ]);
      ok(end?.kind === "returned" && Object.isFrozen(end.value));
    },
  },
  {
    name: "gives null where the work returned nothing",
    async check(makeHost) {
      deepEqual(timeless(await endOf(makeHost, { work: () => undefined })), [
        { kind: "returned", id: "a", value: null },
      ]);
    },
  },
  {
    name: "gives what an answer says of itself beside its value",
    async check(makeHost) {
      const ends = await endOf(makeHost, {
        work: async () => answer("yes", { confidence: 0.4, reasoning: "a guess" }),
      });
      const about = { confidence: 0.4, reasoning: "a guess" };
      deepEqual(timeless(ends), [{ kind: "returned", id: "a", value: "yes", about }]);
    },
  },
  {
    name: "gives a refusal with its reason",
    async check(makeHost) {
      deepEqual(timeless(await endOf(makeHost, { work: () => decline("not mine") })), [
        { kind: "declined", id: "a", reason: "not mine" },
      ]);
    },
  },
  {
    name: "gives whatever was thrown as data, now or later, and keeps what it said",
    async check(makeHost) {
      const unreadable = {
        get message(): string {
          throw new Error("never");
        },
      };
      const thrown: readonly unknown[] = ["a string", { why: "an object" }, undefined, Object.freeze([1]), unreadable];
      for (const error of [...thrown, new TypeError("an error")]) {
        for (const work of [thrower(error), async () => thrower(error)()]) {
          const [end] = await endOf(makeHost, { work });
          ok(end?.kind === "threw");
          if (typeof error === "string") equal(end.thrown.value, error);
          if (error instanceof Error) deepEqual([end.thrown.name, end.thrown.message], ["TypeError", "an error"]);
        }
      }
    },
  },
  {
    name: "asks the agent what kind of failure it was, and goes on without where that throws",
    async check(makeHost) {
      const work = thrower(new Error("gone"));
      const kinds = [];
      for (const classify of [() => "permanent" as const, thrower(new Error("no idea")), () => undefined]) {
        const [end] = await endOf(makeHost, { work, classify });
        kinds.push(end?.kind === "threw" ? end.thrown.declared : "no failure");
      }
      deepEqual(kinds, ["permanent", undefined, undefined]);
    },
  },
  {
    name: "gives the issues of an input and of an output that do not fit, and the value",
    async check(makeHost) {
      const wrong: Validate = () => ({ issues: [{ message: "not a number", path: ["n", { key: 0 }] }] });
      const issues = [{ message: "not a number", path: ["n", 0] }];
      deepEqual(timeless(await endOf(makeHost, { input: wrong }, { n: ["x"] })), [
        { kind: "invalid", id: "a", where: "input", issues, previous: { n: ["x"] } },
      ]);
      deepEqual(timeless(await endOf(makeHost, { output: async (value) => wrong(value) }, "out")), [
        { kind: "invalid", id: "a", where: "output", issues, previous: "out" },
      ]);
    },
  },
  {
    name: "gives what the schemas make of values",
    async check(makeHost) {
      const plusOne: Validate = (value) => ({ value: Number(value) + 1 });
      const ends = await endOf(makeHost, { input: plusOne, output: plusOne, work: (n) => Number(n) * 10 }, 1);
      deepEqual(timeless(ends), [{ kind: "returned", id: "a", value: 21 }]);
    },
  },
  {
    name: "gives an output that is not JSON as invalid, and says where",
    async check(makeHost) {
      const ends = await endOf(makeHost, { work: () => ({ when: new Map() }) });
      const [end] = ends;
      ok(end?.kind === "invalid" && end.where === "output");
      deepEqual(end.issues[0]?.path, ["when"]);
    },
  },
  {
    name: "gives a schema that throws as thrown",
    async check(makeHost) {
      const [end] = await endOf(makeHost, { output: thrower(new Error("the schema broke")) });
      ok(end?.kind === "threw" && end.thrown.message === "the schema broke");
    },
  },
  {
    name: "gives progress from 0 to 1, and spending, as they are said, before the end",
    async check(makeHost) {
      const run = placeRun(makeHost(), [
        site({
          async work(_, { progress, spend }) {
            progress(0.25, { so: "far" });
            spend({ inputTokens: 7 });
            await Promise.resolve();
            progress(7);
            progress(Number.NaN);
            spend({ costUsd: 0.5 });
            return "end";
          },
        }),
      ]);
      run.begin(attempt("a"));
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
    name: "refuses to be told an amount that is none",
    async check(makeHost) {
      for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
        const [end, ...more] = await endOf(makeHost, { work: (_, { spend }) => spend({ costUsd: amount }) });
        ok(end?.kind === "threw" && end.thrown.name === "TypeError");
        deepEqual(more, []);
      }
    },
  },
];

function thrower(error: unknown): () => never {
  return () => {
    throw error;
  };
}

type Opens = Parameters<HostRule["check"]>[0];

async function endOf(
  makeHost: Opens,
  agent: Partial<AgentSpec>,
  input: unknown = null,
): Promise<readonly Completion[]> {
  const run = placeRun(makeHost(), [site(agent)]);
  run.begin(attempt("a", { input }));
  return run.until(ended(1));
}
