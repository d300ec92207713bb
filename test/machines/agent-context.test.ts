import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agentContext,
  askedTooOften,
  ending,
  endsGate,
  isJudged,
  lookedAt,
  success,
} from "../../machines/agent-context.ts";
import type { AgentContext } from "../../machines/agent-request.ts";
import type { StopHow } from "../../machines/events.ts";
import type { GatePlace } from "../../machines/gate-order.ts";
import type { Failure } from "../../src/model/failure.ts";

const failure: Failure = { kind: "transient", path: "support/draft", message: "no luck" };
const agent = (more: Partial<AgentContext> = {}): AgentContext => ({
  ...agentContext({ path: "support/draft", gatesBefore: 2, gatesAfter: 2, isPerson: false }),
  ...more,
});
const stop = (how: StopHow) => ({ type: "STOP", how, why: "cancelled" }) as const;

it("begins with nothing but its defaults: no schema, no judges, and no asking back", () => {
  expect(agent()).toMatchObject({
    hasSchema: false,
    judgesBefore: [],
    judgesAfter: [],
    asks: 0,
    attempt: 0,
    gate: 0,
    answers: [],
  });
});

describe("a gate that a plan decides", () => {
  it("is one of the judges at its own place, or the asking", () => {
    const judged = { judgesBefore: [1], judgesAfter: [0] };
    const places: readonly GatePlace[] = [
      { when: "fit", index: 0 },
      { when: "before", index: 0 },
      { when: "before", index: 1 },
      { when: "person", index: 0 },
      { when: "after", index: 0 },
      { when: "after", index: 1 },
      { when: "asking", index: 0 },
    ];
    expect(places.map((place) => isJudged(agent({ ...judged, place })))).toEqual([
      false,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(isJudged(agent(judged))).toBe(false);
  });
});

describe("a stop at a gate", () => {
  it.each<[GatePlace["when"], readonly StopHow[]]>([
    ["before", ["abort", "halt", "drain", "hold"]],
    ["person", ["abort", "halt", "drain", "hold"]],
    ["asking", ["abort", "halt", "drain", "hold"]],
    ["after", ["abort", "halt", "hold"]],
  ])("%s the work ends it with %j", (when, hows) => {
    const all: readonly StopHow[] = ["abort", "halt", "drain", "hold"];
    expect(all.filter((how) => endsGate(agent({ place: { when, index: 0 } }), stop(how)))).toEqual(hows);
  });

  it("is not what anything else is", () => {
    expect(endsGate(agent({ place: { when: "before", index: 0 } }), { type: "HALT", failure })).toBe(false);
  });
});

describe("what stands at a gate", () => {
  const known = agent({ input: "ticket", output: "draft", question: "which?" });

  it.each<[GatePlace["when"], string]>([
    ["fit", "ticket"],
    ["before", "ticket"],
    ["person", "ticket"],
    ["after", "draft"],
    ["asking", "which?"],
  ])("%s is %j", (when, value) => {
    expect(lookedAt({ ...known, place: { when, index: 0 } })).toBe(value);
  });
});

describe("work that asks back too often", () => {
  it.each([
    [0, "0 times"],
    [1, "once"],
    [3, "3 times"],
  ])("is unresolved, and hears which option would let it: %d", (asks, words) => {
    expect(askedTooOften(agent({ asks }), { id: 7 })).toEqual({
      kind: "unresolved",
      path: "support/draft",
      code: "asks",
      message: `it asks {"id":7}, and may ask ${words}: set \`asks\``,
    });
  });
});

describe("how it ended", () => {
  const answers = [{ question: "which?", answer: "red" }];

  it("is its failure, with the decision about a node above and what it was told", () => {
    const verdict = { owner: "support", does: "spent" } as const;
    expect(ending(agent({ failure, verdict, answers }))).toEqual({
      ask: "tellFailed",
      failure,
      verdict,
      isAbandoned: false,
      answers,
    });
  });

  it("is the stop, whatever failed then, and whether its work is left behind", () => {
    expect(ending(agent({ failure, stopped: "not-needed", isAbandoned: true }))).toEqual({
      ask: "tellStopped",
      why: "not-needed",
      isAbandoned: true,
    });
  });
});

describe("what it gave", () => {
  it("is an output with what that says of itself, a refusal, or a handoff", () => {
    const about = { confidence: 0.4 };
    expect(success(agent({ output: "draft", about }))).toEqual({
      ask: "tellDone",
      output: "draft",
      about,
      skipped: undefined,
    });
    expect(success(agent({ declined: "not mine" }))).toEqual({ ask: "tellDeclined", reason: "not mine" });
    expect(success(agent({ handed: { to: "billing", context: 1 } }))).toEqual({
      ask: "tellHanded",
      to: "billing",
      context: 1,
    });
  });

  it("is null where that is the output", () => {
    expect(success(agent({ output: null }))).toMatchObject({ ask: "tellDone", output: null });
  });
});

it("tells one thing, and a failure only where nobody stopped it", () => {
  const contexts = fc.record({
    failure: fc.constantFrom(undefined, failure),
    stopped: fc.constantFrom(undefined, "cancelled" as const, "restarting" as const),
    isAbandoned: fc.boolean(),
  });
  fc.assert(
    fc.property(contexts, (more) => {
      const isOwn = more.stopped === undefined && more.failure !== undefined;
      expect(ending(agent(more)).ask).toBe(isOwn ? "tellFailed" : "tellStopped");
    }),
  );
});
