import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Misfit,
  readOutput,
  readResult,
  readUsage,
  type Result,
  startAttempt,
  thrownBy,
} from "../../src/hosts/attempt.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { answer, ask, decline, handOff } from "../../src/plan/said.ts";
import type { AgentSpec } from "../../src/plan/spec.ts";
import type { WorkContext } from "../../src/plan/work-context.ts";

const agentOf = (agent: Partial<AgentSpec>): AgentSpec => ({
  timeoutMs: 1,
  asks: 0,
  handsTo: [],
  gatesBefore: [],
  gatesAfter: [],
  isIdempotent: false,
  ...agent,
});
const effect = {
  kind: "work",
  id: "a#1",
  site: 0,
  path: "a",
  attempt: 1,
  input: "in",
  feedback: undefined,
  answers: [],
  brief: undefined,
  idempotencyKey: "r/a",
} as const;

/** Everything that an attempt reports until it rests. */
async function reported(agent: Partial<AgentSpec>): Promise<readonly Result[]> {
  const results: Result[] = [];
  startAttempt(effect, agentOf(agent), (result) => results.push(result) > 0);
  await new Promise((resolve) => setImmediate(resolve));
  return results;
}

describe("an attempt", () => {
  it("reports at once where the work returns at once: nothing is made a promise that is none", () => {
    const results: Result[] = [];
    startAttempt(effect, agentOf({ work: (input) => input }), (result) => results.push(result) > 0);
    expect(results).toEqual([{ kind: "returned", id: "a#1", value: "in" }]);
  });

  it("reports exactly one end, and never throws, whatever the work returns or throws", async () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true });
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), fc.boolean(), async (value, throws, later) => {
        const say = () => {
          if (throws) throw value;
          return value;
        };
        const results = await reported({ work: later ? async () => say() : say });
        expect(results.length).toBe(1);
        expect(["returned", "invalid", "threw"]).toContain(results[0]?.kind);
        expect(results[0]?.kind === "threw").toBe(throws);
      }),
    );
  });

  it("reports one end for a thenable that does what no promise does", async () => {
    const odd: ((resolve: (value: unknown) => void) => unknown)[] = [
      (resolve) => resolve("returns nothing"),
      (resolve) => {
        resolve("first");
        throw new Error("second");
      },
      () => {
        throw new Error("at once");
      },
    ];
    const kinds = [];
    for (const then of odd) {
      const thenable = {};
      Reflect.set(thenable, "then", then);
      kinds.push((await reported({ work: () => thenable })).map(({ kind }) => kind));
    }
    expect(kinds).toEqual([["returned"], ["returned"], ["threw"]]);
  });

  it("makes a signal only for work that asks for it", async () => {
    let asked = 0;
    const work = (_: unknown, context: WorkContext) => {
      asked += context.signal.aborted ? 0 : 1;
      return context.signal === context.signal;
    };
    expect([await reported({ work }), asked]).toEqual([[{ kind: "returned", id: "a#1", value: true }], 1]);
  });

  it.each<[string, (context: WorkContext) => WorkContext]>([
    ["a copy of its context", (context) => ({ ...context })],
    ["a proxy of its context", (context) => new Proxy(context, {})],
    ["an heir of its context", (context) => Object.create(context)],
  ])("gives the signal also through %s, as tracing wrappers hand it on", (_name, wrapped) => {
    const seen: boolean[] = [];
    const work = (_: unknown, context: WorkContext) => {
      const { signal } = wrapped(context);
      signal.addEventListener("abort", () => seen.push(signal === context.signal));
    };
    const attempt = startAttempt(effect, agentOf({ work }), () => true);
    attempt.abort("no longer needed");
    expect(seen).toEqual([true]);
  });

  it.each([5, undefined, null, {}, "yes"])("is a defect of the schema where that gives %o", async (given) => {
    const [result] = await reported({ work: () => 1, output: () => retyped(given) });
    expect(result).toMatchObject({
      kind: "threw",
      thrown: { name: "TypeError", message: expect.stringContaining("no result of a Standard Schema") },
    });
  });

  it("is given what it was told, and the nearest brief that there is", async () => {
    const brief = (goal: string) => ({ goal, definitionOfDone: "done" });
    const answers = [{ question: "which?", answer: "red" }];
    const seen: unknown[] = [];
    const work = (_: unknown, context: WorkContext) => void seen.push([context.answers, context.brief?.goal]);
    const given = (isOwn: boolean) => ({ ...effect, answers, brief: { brief: brief("the task's"), isOwn } });
    startAttempt(given(true), agentOf({ work, brief: brief("its own") }), () => true);
    startAttempt(given(false), agentOf({ work, brief: brief("its own") }), () => true);
    startAttempt(given(false), agentOf({ work }), () => true);
    startAttempt(effect, agentOf({ work }), () => true);
    expect(seen).toEqual([
      [answers, "the task's"],
      [answers, "its own"],
      [answers, "the task's"],
      [[], undefined],
    ]);
  });

  it("can hand off to whom its agent names, and to nobody else", async () => {
    const [to, nobody] = ["billing", "biling"].map((peer) => ({
      handsTo: ["billing"],
      work: (_: unknown, context: unknown) => Reflect.get(Object(context), "handoff")(peer, 1),
    }));
    expect(await reported(to ?? {})).toEqual([{ kind: "handed", id: "a#1", to: "billing", context: 1 }]);
    expect(await reported(nobody ?? {})).toMatchObject([
      { kind: "threw", thrown: { name: "TypeError", message: expect.stringContaining('Did you mean "billing"?') } },
    ]);
  });

  it("fires its signal once, with the first reason", () => {
    const reasons: unknown[] = [];
    const work = (_: unknown, { signal }: WorkContext) => {
      signal.addEventListener("abort", () => reasons.push(String(signal.reason)));
      return new Promise(() => {});
    };
    const attempt = startAttempt(effect, agentOf({ work }), () => true);
    attempt.abort("too slow");
    attempt.abort("cancelled");
    expect(reasons).toEqual(["AbortError: This attempt was aborted: too slow"]);
  });
});

describe("what work said", () => {
  it("is a refusal, an answer with its words, or an output", () => {
    expect(readResult("a", agentOf({}), decline("not mine"))).toEqual({
      kind: "declined",
      id: "a",
      reason: "not mine",
    });
    expect(readResult("a", agentOf({}), answer(1, { confidence: 0.5 }))).toEqual({
      kind: "returned",
      id: "a",
      value: 1,
      about: { confidence: 0.5 },
    });
    expect(readResult("a", agentOf({}), 1)).toEqual({ kind: "returned", id: "a", value: 1 });
  });

  it("is a hand-off to a peer, or a question back, which no schema is asked about", () => {
    const misfit = agentOf({ output: () => ({ issues: [{ message: "wrong" }] }), handsTo: ["billing"] });
    expect(readResult("a", misfit, handOff(["billing"], "billing", { id: 7 }))).toEqual({
      kind: "handed",
      id: "a",
      to: "billing",
      context: { id: 7 },
    });
    expect(readResult("a", misfit, ask({ which: 1 }))).toEqual({ kind: "asked", id: "a", question: { which: 1 } });
  });

  it("goes through the schema first, and must be JSON afterwards", () => {
    const toDate = agentOf({ output: () => ({ value: new Date(0) }) });
    expect(readOutput(agentOf({ output: (value) => ({ value: [value] }) }), 1)).toEqual([1]);
    expect(readOutput(toDate, 1)).toMatchObject({
      previous: 1,
      issues: [{ message: expect.stringContaining("a Date") }],
    });
  });

  it("keeps the output that was found wrong only as far as it is JSON", () => {
    const wrong = agentOf({ output: () => ({ issues: [{ message: "wrong" }] }) });
    const misfits = [{ a: 1 }, () => 1].map((value) => readOutput(wrong, value));
    expect(misfits.map((misfit) => (misfit instanceof Misfit ? misfit.previous : "none"))).toEqual([{ a: 1 }, null]);
  });
});

describe("what work says that it has used", () => {
  const spoken = (amount: unknown) => {
    const usage = {};
    Reflect.set(usage, "inputTokens", amount);
    return usage;
  };

  it("is kept amount by amount, and nothing else", () => {
    const usage = { inputTokens: 3, costUsd: 0.5, model: "large" };
    expect(readUsage(usage)).toEqual({ inputTokens: 3, costUsd: 0.5 });
  });

  it.each([[5n], ["5"], [true], [[5]], [null], [new Date(5)], [Object.create(null)], [Number.NaN], [-1], [2 ** 53]])(
    "is a defect of the work where an amount is no number from 0 to 2^53 - 1 (%#)",
    (amount) => {
      expect(() => readUsage(spoken(amount))).toThrow(
        /^spend\(\{ inputTokens \}\) takes a number from 0 to 2\^53 - 1, not /,
      );
      expect(() => readUsage(spoken(amount))).toThrow(TypeError);
    },
  );
});

describe("what work threw", () => {
  const error = new Error("gone");

  it("is of the kind that the agent says", () => {
    expect(thrownBy(agentOf({ classify: () => "permanent" }), error).declared).toBe("permanent");
  });

  it.each([
    ["says nothing", () => undefined],
    [
      "throws",
      () => {
        throw new Error("no idea");
      },
    ],
    ["names no kind", () => JSON.parse('"nonsense"')],
    ["answers later", (): undefined => Object(Promise.resolve("permanent"))],
  ])("is left to the runtime where the agent %s", (_, classify) => {
    expect(thrownBy(agentOf({ classify }), error).declared).toBeUndefined();
  });
});

it("lets nobody hear of the rejection of a classify that answers later", async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown) => void unheard.push(error);
  process.on("unhandledRejection", hear);
  thrownBy(agentOf({ classify: () => Object(Promise.reject(new Error("no idea"))) }), new Error("gone"));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", hear);
  expect(unheard).toEqual([]);
});
