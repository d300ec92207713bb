import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readResult, type Result, startAttempt, thrownBy } from "../../src/hosts/attempt.ts";
import { fail } from "../../src/model/fail.ts";
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

  it.each([
    ["nothing", (_: unknown) => undefined],
    ["an output", async (_: unknown) => "done"],
    ["a refusal", (_: unknown) => decline("not mine")],
    ["a question back", (_: unknown) => ask("what now?")],
  ])("throws where the work makes a hand-off and returns %s: it would be lost", async (_, returns) => {
    const work = (input: unknown, context: unknown) => {
      Reflect.get(Object(context), "handoff")("billing", 1);
      return returns(input);
    };
    const message = expect.stringMatching(/hand-off to "billing".*return context\.handoff\("billing", …\)/);
    expect(await reported({ handsTo: ["billing"], work })).toMatchObject([
      { kind: "threw", thrown: { name: "TypeError", message } },
    ]);
  });

  it("hands off where the work makes several hand-offs and returns one of them, also through a copy of its context", async () => {
    const work = (_: unknown, context: unknown) => {
      const { handoff }: { readonly handoff?: unknown } = { ...Object(context) };
      const give = (to: string) => Reflect.apply(Object(handoff), undefined, [to, 1]);
      give("billing");
      return give("tech");
    };
    expect(await reported({ handsTo: ["billing", "tech"], work })).toMatchObject([{ kind: "handed", to: "tech" }]);
  });

  it("reports what the work threw, whether or not it had made a hand-off", async () => {
    const work = (_: unknown, context: unknown) => {
      Reflect.get(Object(context), "handoff")("billing", 1);
      throw new Error("gone");
    };
    expect(await reported({ handsTo: ["billing"], work })).toMatchObject([
      { kind: "threw", thrown: { message: "gone" } },
    ]);
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
    const message = expect.stringMatching(/^the schema of the output threw: .* no result of a Standard Schema$/);
    expect(result).toMatchObject({ kind: "threw", thrown: { name: "TypeError", message, declared: "defect" } });
  });

  it("is a defect of the schema that throws, at once or later, whatever it throws", async () => {
    const throws = () => {
      throw Object.assign(new Error("no directory"), { code: "ECONNREFUSED" });
    };
    for (const schema of [throws, async () => throws()]) {
      const thrown = {
        message: "the schema of the input threw: no directory",
        code: "ECONNREFUSED",
        declared: "defect",
      };
      expect(await reported({ work: () => 1, input: schema })).toMatchObject([{ kind: "threw", thrown }]);
      const given = { ...thrown, message: "the schema of the output threw: no directory" };
      expect(await reported({ work: () => 1, output: schema })).toMatchObject([{ kind: "threw", thrown: given }]);
    }
  });

  it("has the kind that a schema that throws declares, or the agent's classify says of that", async () => {
    const schema = async () => {
      throw new Error("later", { cause: fail.transient("busy") });
    };
    expect(await reported({ work: () => 1, input: schema })).toMatchObject([{ thrown: { declared: "transient" } }]);
    const said = { work: () => 1, input: schema, classify: () => "permanent" as const };
    expect(await reported(said)).toMatchObject([{ thrown: { declared: "permanent" } }]);
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
