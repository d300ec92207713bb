import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agentContext,
  answered,
  askedTooOften,
  asksBack,
  ending,
  endsGate,
  isJudged,
  lookedAt,
  started,
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
    nature: { isPerson: false, hasSchema: false, judgesBefore: [], judgesAfter: [] },
    asking: { limit: 0, answers: [] },
    attempt: 0,
    gate: 0,
  });
});

describe("a gate that a plan decides", () => {
  it("is one of the judges at its own place, or the asking", () => {
    const judged = { nature: { isPerson: false, hasSchema: false, judgesBefore: [1], judgesAfter: [0] } };
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
  const known = agent({ input: "ticket", output: "draft", asking: { limit: 1, question: "which?", answers: [] } });

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
  ])("is unresolved, and hears which option would let it: %d", (limit, words) => {
    expect(askedTooOften(agent({ asking: { limit, question: undefined, answers: [] } }), { id: 7 })).toEqual({
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
    expect(ending(agent({ failure, verdict, asking: { limit: 1, question: undefined, answers } }))).toEqual({
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
    expect(success(agent({ left: { how: "declined", reason: "not mine" } }))).toEqual({
      ask: "tellDeclined",
      reason: "not mine",
    });
    expect(success(agent({ left: { how: "handed", to: "billing", context: 1 } }))).toEqual({
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

describe("what it asks back", () => {
  const once = agentContext({ path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: false, asks: 1 });

  it("opens a gate of its own, and is answered for one attempt more", () => {
    const open = { ...once, attempt: 2, ...asksBack(once, "which?") };
    expect(open).toMatchObject({ place: { when: "asking" }, gate: 1, asking: { limit: 1, question: "which?" } });
    expect(answered(open, "red")).toEqual({
      asking: { limit: 1, question: "which?", answers: [{ question: "which?", answer: "red" }] },
      attempt: 3,
      place: undefined,
    });
  });

  it("is known in a new life", () => {
    const answers = [{ question: "which?", answer: "red" }];
    const event = { type: "START", input: 1, attempt: 2 } as const;
    expect(started(once, event)).toEqual({ input: 1, attempt: 2, feedback: undefined });
    expect(started(once, { ...event, answers }).asking).toEqual({ limit: 1, question: undefined, answers });
  });
});
