import { describe, expect, it } from "vitest";
import { atRest } from "../../../src/patterns/catalogue.ts";
import { aChain, aGroup, child, declined, done, fails, inShort, only, started } from "./a-group.ts";

const begin = { type: "START", input: "in", attempt: 1 } as const;

describe("a start of a child", () => {
  it("says where, on what, in which life, and which policies will see its failures", () => {
    const table = { transient: [] };
    expect(only(aGroup({ children: [child("a", { site: 7 })], table }).send(begin), "start")).toEqual([
      {
        ask: "start",
        slot: 0,
        life: 0,
        path: "p/a",
        place: "p/a",
        site: 7,
        attempt: 1,
        input: "in",
        feedback: undefined,
        lineage: { owner: "p", table, up: undefined },
        label: undefined,
        brief: undefined,
        answers: [],
      },
    ]);
  });

  it("hands on the feedback that the group itself was started with", () => {
    const feedback = { previous: null, issues: [{ message: "too long" }] };
    const starts = only(aGroup().send({ ...begin, feedback }), "start");
    expect(starts.map((start) => start.feedback)).toEqual([feedback, feedback, feedback]);
  });

  it("does not hand it on to a step that works on the output of another", () => {
    const feedback = { previous: null, issues: [{ message: "too long" }] };
    const chain = aGroup({ course: atRest("chain", { names: ["a", "b", "c"] }) });
    const starts = only(chain.send({ ...begin, feedback }, done(0)), "start");
    expect(starts.map((start) => start.feedback)).toEqual([feedback, undefined]);
  });

  it("hands it on once the pattern's own function has said who starts", () => {
    const feedback = { previous: null, issues: [{ message: "too long" }] };
    const branch = aGroup({ children: [child("a")], course: atRest("branch", { names: ["a"] }) });
    const starts = only(branch.send({ ...begin, feedback }, { type: "EVALUATED", key: 0, value: "a" }), "start");
    expect(starts.map((start) => start.feedback)).toEqual([feedback]);
  });

  it("lets what a route says to its classifier come before what the route itself was told", () => {
    const feedback = { previous: null, issues: [{ message: "too long" }] };
    const route = aGroup({
      children: [child("label"), child("a"), child("rest")],
      course: atRest("route", { labels: ["a"], reroutes: 1 }),
    });
    const starts = only(route.send({ ...begin, feedback }, done(0, 0, "a"), declined(1), done(2, 0, "b")), "start");
    const declines = { previous: "a", issues: [{ message: "a declined: not mine" }] };
    expect(starts.map((start) => start.feedback)).toEqual([feedback, feedback, declines, feedback]);
  });

  it("names several activations of one plan by their index", () => {
    const map = aGroup({ children: [child("f")], course: atRest("map", { names: ["f"], concurrency: 2 }) });
    const starts = only(map.send({ ...begin, input: ["x", "y"] }), "start");
    expect(starts.map(({ slot, path, input }) => [slot, path, input])).toEqual([
      [0, "p/f[0]", "x"],
      [1, "p/f[1]", "y"],
    ]);
  });
});

describe("the end of a child", () => {
  it("lets the pattern say what comes next", () => {
    const chain = aChain();
    expect(inShort(chain.send(done(0)))).toEqual(["start b"]);
    expect(inShort(chain.send(done(1)))).toEqual(["start c"]);
    expect(chain.send(done(2))).toEqual([{ ask: "tellDone", output: "out-2", skipped: undefined }]);
  });

  it("is read by the pattern where it is a refusal, which no policy is asked about", () => {
    const requests = aChain({ table: { "*": [] } }).send(declined(0));
    expect(requests).toEqual([
      {
        ask: "tellFailed",
        failure: { kind: "unresolved", path: "p", message: "a declined: not mine" },
        verdict: undefined,
      },
    ]);
  });

  it("is the cause where the pattern does without a child, and less comes of it, or nothing", () => {
    const rule = { by: "majority", weights: undefined, tie: "fail" } as const;
    const voters = [child("a"), child("b")];
    const vote = started({
      children: voters,
      course: atRest("vote", { names: ["a", "b"], rule, hasBallot: false }),
    });
    const [undecided] = only(vote.send(done(0), fails(1, "permanent")), "tellFailed");
    expect(undecided?.failure).toMatchObject({ kind: "unresolved", path: "p", cause: { kind: "permanent" } });
    const refine = started({
      children: voters,
      course: atRest("refine", { names: ["a", "b"], rounds: 3, unapproved: "best" }),
    });
    const revise = { verdict: "revise", feedback: "shorter" };
    const [best] = only(refine.send(done(0), done(1, 0, revise), fails(2, "permanent")), "tellDone");
    const cause = { kind: "escalated", cause: { kind: "permanent" } };
    expect(best).toMatchObject({ output: "out-0", lacking: { kind: "unresolved", cause } });
  });

  it("starts a second activation in a slot of its own", () => {
    const route = started({
      children: [child("label"), child("a"), child("rest")],
      course: atRest("route", { labels: ["a"], reroutes: 1 }),
    });
    expect(inShort(route.send(done(0, 0, "a"), declined(1)))).toEqual(["start a", "start label[1]"]);
  });
});

describe("the pattern's own function", () => {
  const branch = () =>
    aGroup({ children: [child("small"), child("large")], course: atRest("branch", { names: ["small", "large"] }) });

  it("is asked for, and its value goes to the pattern", () => {
    const group = branch();
    expect(group.send(begin)).toEqual([{ ask: "evaluate", call: "on", key: 0, args: ["in"] }]);
    expect(inShort(group.send({ type: "EVALUATED", key: 0, value: "large" }))).toEqual(["start large"]);
  });

  it("leaves the pattern unresolved where its value is no case", () => {
    expect(branch().send(begin, { type: "EVALUATED", key: 0, value: "huge" }).at(-1)).toMatchObject({
      ask: "tellFailed",
      failure: { kind: "unresolved", path: "p" },
    });
  });
});
