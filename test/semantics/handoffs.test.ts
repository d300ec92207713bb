import { describe, expect, it } from "vitest";
import { check } from "../../src/gates/check.ts";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, retry, skip } from "../../src/plan/directives.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play } from "./stage.ts";

const front = agent("front", { handsTo: ["back"], work: (input: unknown): unknown => input });
const back = agent("back", { handsTo: ["front"], work: (input: unknown): unknown => input });
const desk = handoff("h", { front, back }, { start: "front", max: 3 });
const to = (peer: string, context: unknown): Act => ({ ends: { handsOff: { to: peer, context } } });
const says = (returns: unknown): Act => ({ ends: { returns } });

describe("a hand-off", () => {
  it("ends who had control, and lets the peer work on the context as its input", async () => {
    const { outcome, facts } = await play(desk, "in", { cast: { front: to("back", { n: 1 }), back: says("solved") } });
    expect(factsOf(facts, "node.started").map(({ path, input }) => [path, input])).toEqual([
      ["h", "in"],
      ["h/front", "in"],
      ["h/back", { n: 1 }],
    ]);
    expect(endsOf(facts, "h/front")).toEqual(["handed"]);
    expect(outcome).toMatchObject({ status: "done", output: "solved", finished: { "h/back": "solved" } });
  });

  it("costs no step beside the attempt that it ends", async () => {
    const { outcome } = await play(desk, 1, { cast: { front: to("back", 1), back: says("solved") } });
    expect(outcome.spend.steps).toBe(2);
  });

  it("is no output: gates are not asked about it", async () => {
    const peers = { front: front.gated(check("never", () => false)), back };
    const { outcome, facts } = await play(handoff("h", peers, { start: "front", max: 3 }), 1, {
      cast: { front: to("back", 1), back: says("solved") },
    });
    expect(factsOf(facts, "gate.opened")).toEqual([]);
    expect(outcome.status).toBe("done");
  });

  it("back to a peer is another activation of that", async () => {
    const { outcome, facts } = await play(desk, 1, {
      act: inTurn({ front: [to("back", 1)], back: [to("front", 2)], "front[1]": [says("solved")] }),
    });
    expect([attemptsOf(facts, "h/front"), attemptsOf(facts, "h/front[1]")]).toEqual([1, 1]);
    expect(outcome).toMatchObject({ status: "done", output: "solved" });
  });

  it("of the same context to the same peer for the second time is a ping-pong, and unresolved", async () => {
    const { outcome } = await play(handoff("h", { front, back }, { start: "front", max: 99 }), 1, {
      cast: { front: to("back", { n: 1 }), back: to("front", { n: 1 }) },
    });
    const message = "ping-pong: front hands off to back with the same context for the second time";
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "unresolved", path: "h", message },
      spend: { steps: 3 },
    });
  });

  it("beyond the limit is unresolved, whatever the context", async () => {
    let n = 0;
    const { outcome } = await play(desk, 1, {
      act: ({ path }) => to(path.includes("front") ? "back" : "front", { n: n++ }),
    });
    const message = "back hands off to front: hand-off 4, and max is 3";
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "unresolved", path: "h", message },
      spend: { steps: 4 },
    });
  });

  it("to a peer that the agent does not name is a defect of the agent", async () => {
    const { facts } = await play(desk, 1, { cast: { front: to("nobody", 1) } });
    expect(decisionsOf(facts, "h/front")[0]).toBe("defect: escalate by default");
  });

  it("that is made and not returned is a defect of the agent: it would be lost without a word", async () => {
    const work = (_: unknown, { handoff: pass }: { readonly handoff: (peer: "back", context: unknown) => unknown }) => {
      pass("back", 1);
    };
    const forgetful = agent("front", { handsTo: ["back"], work });
    const { facts } = await play(handoff("h", { front: forgetful, back }, { start: "front", max: 3 }), 1);
    expect(decisionsOf(facts, "h/front")[0]).toBe("defect: escalate by default");
  });

  it("outside of a handoff leaves the pattern around the agent unresolved", async () => {
    const { outcome } = await play(chain("c", [front]), 1, { cast: { front: to("back", 1) } });
    const message = 'front hands off to "back", and is in no handoff';
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "c", message } });
  });

  it("of something that is no JSON is an invalid output", async () => {
    const odd = agent("front", { handsTo: ["back"], work: (_: unknown, { handoff: pass }) => pass("back", 1n) });
    const { facts } = await play(handoff("h", { front: odd, back }, { start: "front", max: 3 }), 1);
    expect(decisionsOf(facts, "h/front")[0]).toBe("invalid-output: revise by default");
  });
});

describe("a peer", () => {
  it("that is a plan of several answers as any, and nobody in it can hand off", async () => {
    const team = chain("team", [agent("first", { work: (input: unknown) => input }), back]);
    const desks = handoff(
      "h",
      { front: agent("front", { handsTo: ["team"], work: (input: unknown): unknown => input }), team },
      { start: "front", max: 3 },
    );
    const cast = { front: to("team", 1), first: says(2), back: says("solved") };
    expect((await play(desks, 1, { cast })).outcome).toMatchObject({ status: "done", output: "solved" });
    const message = 'back hands off to "front", and is in no handoff';
    expect((await play(desks, 1, { cast: { ...cast, back: to("front", 3) } })).outcome).toMatchObject({
      failure: { cause: { kind: "unresolved", path: "h/team", message } },
    });
  });

  it("that declines leaves the handoff unresolved", async () => {
    const { outcome } = await play(desk, 1, { cast: { front: to("back", 1), back: { declines: "not mine" } } });
    const message = "back declined: not mine";
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "h", message } });
  });

  it("that fails is decided about as anything else, and fails the handoff for good", async () => {
    const cast = { front: to("back", 1), back: { throws: fail.permanent("gone") } };
    const { outcome } = await play(desk, 1, { cast });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "h" } });
    const skipping = desk.supervised({ permanent: [skip("instead")] });
    expect((await play(skipping, 1, { cast })).outcome).toMatchObject({ status: "degraded", output: "instead" });
  });

  it("that handed off works again when the handoff as a whole is retried: only outputs are taken over", async () => {
    const giving = desk.supervised({ permanent: [escalate()] });
    const plan = chain("c", [giving]).supervised({ escalated: [retry({ delayMs: 1 })] });
    const { outcome, facts } = await play(plan, 1, {
      act: inTurn({ front: [to("back", 1)], back: [{ ends: { throws: fail.permanent("no") } }, says("solved")] }),
    });
    expect([attemptsOf(facts, "c/h/front"), attemptsOf(facts, "c/h/back")]).toEqual([2, 2]);
    expect(outcome).toMatchObject({ status: "done", output: "solved" });
  });
});
