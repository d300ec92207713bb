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
    name: "keeps all of an error that can be read, and the causes beneath it",
    async check(makeHost) {
      const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
      const error = Object.assign(new RangeError("busy", { cause }), { status: 429, headers: { "Retry-After": "60" } });
      Object.defineProperty(error, "code", { get: throwing });
      const [end] = await endOf(makeHost, { work: thrower(error) });
      ok(end?.kind === "threw");
      const { name, message, status, retryAfterMs, cause: under } = end.thrown;
      deepEqual([name, message, status, retryAfterMs], ["RangeError", "busy", 429, 60_000]);
      deepEqual([under?.message, under?.code], ["refused", "ECONNREFUSED"]);
    },
  },
  {
    name: "takes a classify that answers later for one that says nothing, and lets nobody hear of its rejection",
    async check(makeHost) {
      const unheard: unknown[] = [];
      const hear = (error: unknown) => void unheard.push(error);
      process.on("unhandledRejection", hear);
      const classify = () => Object(Promise.reject(new Error("no idea")));
      const [end] = await endOf(makeHost, { work: thrower(new Error("gone")), classify });
      await new Promise((resolve) => setImmediate(resolve));
      process.off("unhandledRejection", hear);
      deepEqual([end?.kind === "threw" && end.thrown.declared, unheard], [undefined, []]);
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
    name: "gives issues as plain words with plain paths, a hundred at most, whatever the schema puts into them",
    async check(makeHost) {
      const ring: { key?: unknown } = {};
      ring.key = ring;
      const issues: unknown = [{ message: 7n, path: [7n, ring, Symbol("s")] }, null, new Proxy({}, { get: throwing })];
      const wrong = (more: number) => (): ReturnType<Validate> =>
        Object({ issues: Object([...Object(issues), ...Array.from({ length: more }, () => ({ message: "x" }))]) });
      for (const output of [wrong(0), wrong(1_000)]) {
        const [end] = await endOf(makeHost, { output });
        ok(end?.kind === "invalid" && end.issues.length >= 3 && end.issues.length <= 100);
        deepEqual(end.issues[0], { message: "7", path: ["7", "[object Object]", "Symbol(s)"] });
        deepEqual(JSON.parse(JSON.stringify(end.issues)), end.issues);
      }
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
    name: "gives a schema that throws as thrown, and as a defect of the schema",
    async check(makeHost) {
      const [end] = await endOf(makeHost, { output: thrower(new Error("the schema broke")) });
      ok(end?.kind === "threw" && end.thrown.declared === "defect");
      equal(end.thrown.message, "the schema of the output threw: the schema broke");
    },
  },
];

function throwing(): never {
  throw new Error("never");
}

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
