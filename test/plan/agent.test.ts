import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "../../src/plan/agent.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";

const work = (input: number) => input + 1;
const refused = (code: string, message?: RegExp) =>
  expect.objectContaining({ code, ...(message === undefined ? {} : { message: expect.stringMatching(message) }) });

describe("an agent", () => {
  it("is a name and its work, with 30 s for an attempt", () => {
    expect(specOf(agent("one", { work }))).toEqual({
      kind: "agent",
      name: "one",
      children: [],
      agent: { work, timeoutMs: 30_000, gatesBefore: [], gatesAfter: [], isIdempotent: false, handsTo: [], asks: 0 },
    });
  });

  it("keeps all that is declared of it, in copies of ours", () => {
    const brief = { goal: "sum up", definitionOfDone: "three sentences", context: "mail", format: "text" };
    const classify = () => "permanent" as const;
    const options = {
      work,
      brief,
      timeoutMs: 20_000,
      expects: { latencyMs: 800, costUsd: 0.01 },
      classify,
      idempotent: true,
    };
    const spec = specOf(agent("one", options)).agent;
    expect(spec).toMatchObject({
      brief,
      timeoutMs: 20_000,
      expects: { latencyMs: 800, costUsd: 0.01 },
      classify,
      isIdempotent: true,
    });
    expect(spec?.brief).not.toBe(brief);
  });

  it("takes an option that is undefined as one that is left out", () => {
    expect(fromJavaScript(agent, "one", { work, input: undefined, timeoutMs: undefined, brief: undefined })).toEqual(
      agent("one", { work }),
    );
  });

  it.each([
    ["zod", z.string().transform(Number)],
    ["valibot", v.pipe(v.string(), v.transform(Number))],
    ["arktype", type("string").pipe(Number)],
  ])("validates by a schema of %s, and may transform", async (_, input) => {
    const validate = specOf(agent("one", { input, work })).agent?.input;
    expect(await validate?.("41")).toMatchObject({ value: 41 });
    expect((await validate?.(41))?.issues).toHaveLength(1);
  });
});

describe("what is no agent", () => {
  it.each([
    ["BAD_NAME", "a/b", { work }, /for example "a-b"/],
    ["BAD_OPTION", "a", undefined, /options of agent "a" are undefined/],
    ["BAD_OPTION", "a", { work, timeout: 500 }, /no option "timeout"/],
    ["BAD_OPTION", "a", { work, ouput: z.string() }, /Did you mean "output"/],
    ["NOT_A_FUNCTION", "a", {}, /The work of agent "a" is undefined/],
    ["NOT_A_FUNCTION", "a", { work: Promise.resolve(1) }, /not what it returns/],
    ["NOT_A_FUNCTION", "a", { work, classify: "transient" }, /classify of agent "a"/],
    ["NOT_A_SCHEMA", "a", { work, input: { id: "string" } }, /The input of agent "a"/],
    ["NOT_A_SCHEMA", "a", { work, output: z }, /The output of agent "a"/],
    ["BAD_OPTION", "a", { work, timeoutMs: 0 }, /timeoutMs of agent "a" is 0/],
    ["BAD_OPTION", "a", { work, timeoutMs: Number.POSITIVE_INFINITY }, /timeoutMs/],
    ["BAD_OPTION", "a", { work, timeoutMs: 2 ** 40 }, /at most 315360000000/],
    ["BAD_OPTION", "a", { work, idempotent: "yes" }, /idempotent of agent "a" is "yes"/],
    ["BAD_OPTION", "a", { work, brief: { goal: "x" } }, /definitionOfDone/],
    ["BAD_OPTION", "a", { work, brief: { goal: " ", definitionOfDone: "x" } }, /goal/],
    ["BAD_OPTION", "a", { work, expects: { costUsd: -1 } }, /costUsd/],
    ["BAD_OPTION", "a", { work, expects: { latency: 1 } }, /Did you mean/],
  ])("is refused with %s: case %#", (code, name, options, message) => {
    expect(() => fromJavaScript(agent, name, options)).toThrow(refused(code, message));
  });
});

describe("what an agent may do beside answering", () => {
  it("is nothing unless it is said: it asks nobody, and hands to nobody", () => {
    const plan = agent("one", { work });
    expect(plan.handsTo).toEqual([]);
    expect(specOf(plan).agent).toMatchObject({ asks: 0, handsTo: [] });
  });

  it("is as often as it says, and to whom it says, in a copy of ours", () => {
    const peers = ["back", "billing"];
    const plan = agent("one", { work, asks: 2, handsTo: peers });
    peers.push("zoe");
    expect(plan.handsTo).toEqual(["back", "billing"]);
    expect(specOf(plan).agent).toMatchObject({ asks: 2, handsTo: ["back", "billing"] });
    expect(Object.isFrozen(plan.handsTo)).toBe(true);
  });

  it("stays as it is through everything that is declared of the agent later", () => {
    const plan = agent("one", { work, asks: 1, handsTo: ["back"] })
      .supervised({ timeout: [] })
      .budgeted({ steps: 1 })
      .gated()
      .answers(() => 1);
    expect([plan.handsTo, specOf(plan).agent?.asks]).toEqual([["back"], 1]);
  });

  it.each([
    ["BAD_OPTION", { asks: -1 }, /asks of agent "a" is -1\. Give a whole number, at least 0 and at most 100/],
    ["BAD_OPTION", { asks: 101 }, /asks of agent "a" is 101/],
    ["BAD_OPTION", { asks: 0.5 }, /asks of agent "a" is 0\.5/],
    ["BAD_OPTION", { asks: true }, /asks of agent "a" is true/],
    ["BAD_OPTION", { asks: null }, /asks of agent "a" is null/],
    ["BAD_OPTION", { ask: 1 }, /no option "ask"\. Did you mean "asks"\?/],
    ["BAD_OPTION", { handsTo: "back" }, /handsTo of agent "a" is "back", not a list\. .*handsTo: \["billing"\]/],
    ["BAD_OPTION", { handsTo: null }, /handsTo of agent "a" is null/],
    ["BAD_OPTION", { handsTo: new Set(["back"]) }, /handsTo of agent "a" is a Set/],
    ["BAD_NAME", { handsTo: ["a/b"] }, /name of a peer in handsTo of agent "a" is "a\/b"/],
    ["BAD_NAME", { handsTo: [undefined] }, /name of a peer in handsTo of agent "a" is undefined/],
    ["BAD_NAME", { handsTo: Array.from({ length: 1 }) }, /name of a peer in handsTo of agent "a" is undefined/],
    ["BAD_OPTION", { handTo: ["back"] }, /Did you mean "handsTo"\?/],
    ["BAD_OPTION", { timeoutMs: null }, /timeoutMs of agent "a" is null/],
    ["BAD_OPTION", { idempotent: null }, /idempotent of agent "a" is null/],
    ["BAD_OPTION", { expects: Promise.resolve({}) }, /expects of agent "a" are a Promise/],
    ["BAD_OPTION", { brief: null }, /brief of agent "a" are null/],
  ])("is refused with %s where it is said wrongly: case %#", (code, more, message) => {
    expect(() => fromJavaScript(agent, "a", { work, ...more })).toThrow(refused(code, message));
  });

  it("cannot be read where reading it throws, and then nothing of it is used", () => {
    const get = () => {
      throw new RangeError("trapped");
    };
    for (const option of ["work", "asks", "handsTo", "role"]) {
      const options = Object.defineProperty({ work }, option, { get, enumerable: true });
      expect(() => fromJavaScript(agent, "a", options)).toThrow(
        refused("BAD_OPTION", /without fields that can be read/),
      );
    }
  });
});
