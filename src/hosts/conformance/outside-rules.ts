import { deepEqual, doesNotThrow, equal, ok } from "node:assert/strict";
import type { Validate } from "../../plan/spec.ts";
import type { Question } from "../../model/question.ts";
import type { HostRule } from "./host-rule.ts";
import { openQuestion, placeRun, site, timeless } from "./placed-run.ts";

const QUESTION: Question = {
  id: "q",
  path: "agent",
  kind: "human",
  name: "agent",
  hash: "",
  isOfInput: false,
  shown: null,
  deadline: 0,
  otherwise: "reject",
};

/** What comes from outside: people, and whoever started the run. And what goes out: facts. */
export const outsideRules: readonly HostRule[] = [
  {
    name: "gives what is posted as a completion, in the order of posting, with what it said",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      const at = run.session.now();
      const said = [
        { kind: "answered", question: "q", reply: { verdict: "edit", value: 7 }, by: "ada" },
        { kind: "cancelled", reason: "enough", by: "caller" },
      ] as const;
      run.begin(openQuestion("q"));
      for (const completion of said) run.session.post({ ...completion, at });
      deepEqual(timeless(await run.until((seen) => seen.length >= 2)), said);
    },
  },
  {
    name: "hears what is posted while it waits for something else",
    async check(makeHost) {
      const run = placeRun(makeHost(), [site({ work: () => new Promise(() => {}) })]);
      run.begin(openQuestion("q"));
      const waiting = run.until((seen) => seen.length > 0);
      await new Promise((resolve) => setImmediate(resolve));
      run.session.post({ kind: "cancelled", at: run.session.now(), reason: "enough", by: "shutdown" });
      equal((await waiting)[0]?.kind, "cancelled");
    },
  },
  {
    name: "lets a question stand until somebody answers it",
    async check(makeHost) {
      const run = placeRun(makeHost(), []);
      run.begin(openQuestion("q"));
      deepEqual(await run.silence(), []);
    },
  },
  {
    name: "holds a person's value against the output schema, and says what does not fit",
    async check(makeHost) {
      const positive: Validate = (value) =>
        Number(value) > 0 ? { value: Number(value) } : { issues: [{ message: "not positive" }] };
      const { session } = placeRun(makeHost(), [site({ output: positive })]);
      deepEqual(await session.fit(0, QUESTION, "7"), { fits: true, value: 7 });
      deepEqual(await session.fit(0, QUESTION, -7), { fits: false, why: "not positive" });
    },
  },
  {
    name: "takes a person's value as it is where it is a step's input, and where there is no schema",
    async check(makeHost) {
      const wrong: Validate = () => ({ issues: [{ message: "wrong" }] });
      const { session } = placeRun(makeHost(), [site({ output: wrong }), site({})]);
      deepEqual(await session.fit(0, { ...QUESTION, isOfInput: true }, "as it is"), { fits: true, value: "as it is" });
      deepEqual(await session.fit(1, QUESTION, "as it is"), { fits: true, value: "as it is" });
    },
  },
  {
    name: "says that a value does not fit where the schema throws",
    async check(makeHost) {
      const broken = async (): Promise<never> => {
        throw new Error("the schema broke");
      };
      const { session } = placeRun(makeHost(), [site({ output: broken })]);
      deepEqual(await session.fit(0, QUESTION, 1), {
        fits: false,
        why: "the schema of the output threw: the schema broke",
      });
    },
  },
  {
    name: "takes facts, now or later",
    async check(makeHost) {
      const { session } = placeRun(makeHost(), []);
      const fact = { seq: 0, at: 0, cause: undefined, path: "", source: "kernel", type: "node.voided" } as const;
      const commit = session.commit([fact, { ...fact, seq: 1, cause: 0 }]);
      ok(commit === undefined || commit instanceof Promise);
      await commit;
      doesNotThrow(() => session.commit([]));
    },
  },
];
