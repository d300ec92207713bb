import { describe, expect, it } from "vitest";
import type { SupervisorEvent, Verdict } from "../../../machines/events.ts";
import type { Failure } from "../../../src/model/failure.ts";
import { atRest } from "../../../src/patterns/catalogue.ts";
import type { VoteRule } from "../../../src/patterns/vote.ts";
import {
  aChain,
  aGraph,
  child,
  decisions,
  done,
  escalate,
  failureOf,
  fails,
  fallback,
  inShort,
  type Made,
  only,
  retry,
  skip,
  started,
  stopped,
  waited,
} from "./a-group.ts";

const budget = (owner: string): Failure => ({
  kind: "budget",
  path: owner,
  message: "the steps are spent",
  code: "steps",
});

describe("a failure", () => {
  it("has one decision, which says by which rule, and counts so far", () => {
    const requests = started({ table: { transient: [retry()] } }).send(fails(0));
    expect(decisions(requests)).toMatchObject([
      {
        path: "p/a",
        failure: failureOf(0),
        decision: { directive: { does: "retry" }, rule: { owner: "p", by: "policy", kind: "transient", position: 0 } },
        attempts: 1,
        rounds: 0,
        restarts: 0,
      },
    ]);
  });

  it("is decided before it is acted on", () => {
    const asks = started({ table: { transient: [retry()] } })
      .send(fails(0))
      .map(({ ask }) => ask);
    expect(asks).toEqual(["note", "retry"]);
  });

  it("of a former life is stale: no policy is asked", () => {
    const group = started({ children: [child("a", { isAgent: false })], table: { unresolved: [retry()] } });
    group.send(fails(0, "unresolved"));
    expect(group.takes(fails(0, "unresolved"))).toBe(false);
  });

  it("of a function of the pattern is the group's own defect", () => {
    const defect: Failure = { kind: "defect", path: "p", message: "the function threw" };
    expect(aChain().send({ type: "NOT_EVALUATED", key: 0, failure: defect }, stopped(0)).at(-1)).toMatchObject({
      ask: "tellFailed",
      failure: defect,
    });
  });

  it("of such a function is nobody's where it was about what is void by then", () => {
    for (const delayMs of [0, 50]) {
      const table = { transient: [retry({ from: "a", delayMs, restarts: 9 })] };
      const group = aGraph({ a: [], b: ["a"], c: ["a"], d: ["b?", "c"] }, { table });
      const threw = { type: "NOT_EVALUATED", failure: { kind: "defect", path: "p", message: "threw" } } as const;
      group.send(done(0), done(1), fails(2));
      expect(group.send({ ...threw, key: 1 })).toEqual([]);
      if (delayMs > 0) group.send(waited(2));
      group.send(done(0, 1), done(1, 1));
      expect(group.send({ ...threw, key: 1 })).toEqual([]);
      expect(inShort(group.send({ ...threw, key: 5 }))).toEqual(["stop c"]);
    }
  });
});

describe("revise", () => {
  const table = { "invalid-output": [{ does: "revise", rounds: 2 } as const] };
  const misfit = (message: string): Failure => ({
    ...failureOf(0, "invalid-output"),
    issues: [{ message }],
    previous: "a draft",
  });
  const found = (message: string): SupervisorEvent => fails(0, "invalid-output", { failure: misfit(message) });

  it("tries again with what was found wrong, and counts a round beside the attempts", () => {
    const retries = only(started({ table }).send(found("too long"), found("too short")), "retry");
    expect(retries).toMatchObject([
      { attempt: 2, feedback: { previous: "a draft", issues: [{ message: "too long" }] } },
      { attempt: 3, feedback: { previous: "a draft", issues: [{ message: "too short" }] } },
    ]);
  });

  it("ends where the same is found twice in a row", () => {
    const requests = started({ table }).send(found("too long"), found("too long"));
    expect(decisions(requests)[1]?.decision).toMatchObject({
      directive: escalate,
      refused: [{ does: "revise", why: "the same issues twice" }],
    });
  });

  it("has the message for feedback where the failure lists no issues", () => {
    const requests = started({ table }).send(fails(0, "invalid-output"));
    expect(only(requests, "retry")[0]?.feedback).toEqual({ previous: null, issues: [{ message: "no luck" }] });
  });
});

describe("skip", () => {
  it("stands in for the child whose own policy says so", () => {
    const group = started({ children: [child("a", { table: { transient: [skip([])] } }), child("b")] });
    expect(only(group.send(fails(0)), "skip")).toEqual([
      { ask: "skip", slot: 0, path: "p/a", value: [], failure: failureOf(0) },
    ]);
  });

  it("of the group's policy stands in for the group: it fails with the verdict, and its own supervisor skips it", () => {
    const requests = started({ table: { transient: [skip("none")] } }).send(fails(0), stopped(2), stopped(1));
    expect(inShort(requests)).toEqual(["conclude a", "stop c", "stop b", "tellFailed"]);
    expect(requests.at(-1)).toMatchObject({ verdict: { owner: "p", does: "skip", directive: skip("none") } });
  });
});

describe("a verdict from further down", () => {
  it("is carried out where it is about the child", () => {
    const verdict: Verdict = {
      owner: "p/a",
      does: "skip",
      directive: skip("none"),
      rule: { owner: "p/a", by: "policy", kind: "timeout", position: 0 },
    };
    const event: SupervisorEvent = {
      type: "CHILD_FAILED",
      slot: 0,
      life: 0,
      failure: failureOf(0),
      verdict,
      stamp: { now: 0, draw: 0 },
    };
    expect(inShort(started().send(event))).toEqual(["skip a"]);
  });

  it("is passed on unread where it is about a node further up", () => {
    const verdict: Verdict = { owner: "desk", does: "skip", directive: skip("none") };
    const event: SupervisorEvent = {
      type: "CHILD_FAILED",
      slot: 0,
      life: 0,
      failure: failureOf(0),
      verdict,
      stamp: { now: 0, draw: 0 },
    };
    const requests = started({ table: { "*": [retry()] } }).send(event, stopped(2), stopped(1));
    expect(decisions(requests)).toEqual([]);
    expect(requests.at(-1)).toMatchObject({ ask: "tellFailed", verdict });
  });

  it("about a spent ledger of the child asks the policies about it", () => {
    const table = { budget: [skip([])] };
    const verdict: Verdict = { owner: "p/a", does: "spent" };
    const event: SupervisorEvent = {
      type: "CHILD_FAILED",
      slot: 0,
      life: 0,
      failure: budget("p/a"),
      verdict,
      stamp: { now: 0, draw: 0 },
    };
    expect(inShort(started({ children: [child("a", { table })] }).send(event))).toEqual(["skip a"]);
  });
});

describe("fallback", () => {
  const table = { transient: [fallback("template"), skip("none")] };
  const children = [child("a", { table, fallbacks: [child("template", { site: 9 })] })];

  it("starts another plan in the same slot, on the same input, in a life of its own", () => {
    const requests = started({ children }).send(fails(0));
    expect(inShort(requests)).toEqual(["conclude a", "start fallback:template~1"]);
    expect(only(requests, "start")[0]).toMatchObject({
      path: "p/a/fallback:template",
      place: "p/a",
      site: 9,
      input: "in",
      attempt: 1,
    });
  });

  it("gives its output as the child's", () => {
    expect(
      started({ children })
        .send(fails(0), done(0, 1, "from the template"))
        .at(-1),
    ).toMatchObject({
      ask: "tellDone",
      output: { a: "from the template" },
    });
  });

  it("goes on behind itself in the chain when the other plan gives up too", () => {
    const failure: Failure = { kind: "permanent", path: "p/a/fallback:template", message: "gone" };
    const requests = started({ children }).send(fails(0), fails(0, "permanent", { life: 1, failure }));
    expect(inShort(requests).slice(2)).toEqual(["skip a"]);
    expect(decisions(requests).at(-1)).toMatchObject({
      path: "p/a",
      failure: { kind: "transient", cause: failure },
      decision: { directive: skip("none"), rule: { position: 1 } },
    });
  });

  it("is followed by another try of the child: a fresh actor, for the former one is gone", () => {
    const again = { transient: [fallback("template"), retry()] };
    const failure: Failure = { kind: "permanent", path: "p/a/fallback:template", message: "gone" };
    const requests = started({ children: [child("a", { table: again, fallbacks: [child("template")] })] }).send(
      fails(0),
      fails(0, "permanent", { life: 1, failure }),
    );
    expect(inShort(requests).slice(2)).toEqual(["start a~2"]);
  });

  it("leaves the limits of the child where they stood when it is its turn again", () => {
    const chain = { transient: [retry({ attempts: 2 }), fallback("template"), retry({ attempts: 2 }), skip("none")] };
    const failure: Failure = { kind: "permanent", path: "p/a/fallback:template", message: "gone" };
    const requests = started({ children: [child("a", { table: chain, fallbacks: [child("template")] })] }).send(
      fails(0),
      fails(0),
      fails(0, "permanent", { life: 1, failure }),
    );
    expect(decisions(requests).at(-1)?.decision.refused).toEqual([
      { position: 2, does: "retry", why: "attempts 2 of 2" },
    ]);
  });
});

describe("escalate", () => {
  it("fails the group, with the failure as it was, and the next policy above is asked about the group", () => {
    const requests = started({ table: { transient: [escalate] } }).send(fails(0), stopped(2), stopped(1));
    expect(inShort(requests)).toEqual(["conclude a", "stop c", "stop b", "tellFailed"]);
    expect(requests.at(-1)).toMatchObject({ failure: failureOf(0), verdict: { owner: "p", does: "escalate" } });
  });

  it("from a child's own policy is asked of the group's as an escalation, with its cause", () => {
    const group = started({
      children: [child("a", { table: { transient: [] } })],
      table: { escalated: [skip("none")] },
    });
    const requests = group.send(fails(0));
    expect(decisions(requests)[1]).toMatchObject({
      path: "p/a",
      failure: { kind: "escalated", path: "p/a", message: "p/a gave up: no luck", cause: failureOf(0) },
      decision: { rule: { owner: "p", kind: "escalated" } },
    });
    expect(requests.at(-1)).toMatchObject({ ask: "tellFailed", verdict: { owner: "p", does: "skip" } });
  });

  it("notes each link on the way up", () => {
    const requests = started({ children: [child("a", { table: { transient: [] } })] }).send(fails(0));
    expect(only(requests, "noteEscalation")).toEqual([
      { ask: "noteEscalation", from: "p/a", to: "p", failure: failureOf(0) },
    ]);
  });

  it("starts a combinator that gave up anew where the policy above retries it", () => {
    const group = started({ children: [child("a", { table: { transient: [] } })], table: { escalated: [retry()] } });
    expect(inShort(group.send(fails(0)))).toEqual(["start a~1"]);
  });
});

describe("a member that the pattern can do without", () => {
  const three = ["a", "b", "c"];
  const rule: VoteRule = { by: "majority", weights: undefined, tie: "fail" };
  const aVote = (made: Made = {}) =>
    started({ ...made, course: atRest("vote", { names: three, rule, hasBallot: false }) });

  it("is given up, and the pattern decides without it", () => {
    const group = aVote();
    const requests = group.send(fails(0, "permanent"));
    expect(inShort(requests)).toEqual(["conclude a"]);
    expect(only(requests, "conclude")).toMatchObject([{ disposition: "given up" }]);
    expect(inShort(group.send(done(1, 0, "x"), done(2, 0, "x")))).toEqual(["tellDone"]);
  });

  it("is tried as often as its own policy says first", () => {
    const children = three.map((name) => child(name, { table: { transient: [retry({ attempts: 2 })] } }));
    const group = aVote({ children });
    expect(inShort(group.send(fails(0)))).toEqual(["retry a"]);
    expect(inShort(group.send(fails(0)))).toEqual(["conclude a"]);
  });

  it("leaves the pattern without a result where nobody is left", () => {
    const requests = aVote().send(fails(0, "permanent"), fails(1, "permanent"), fails(2, "permanent"));
    expect(requests.at(-1)).toMatchObject({
      ask: "tellFailed",
      failure: { kind: "unresolved", path: "p", message: "nobody voted, without 3 voters that failed" },
    });
  });

  it("ends the group all the same where the group's own policy has something to say about it", () => {
    const requests = aVote({ table: { permanent: [skip("x")] } }).send(fails(0, "permanent"), stopped(2), stopped(1));
    expect(inShort(requests)).toEqual(["conclude a", "stop c", "stop b", "tellFailed"]);
    expect(requests.at(-1)).toMatchObject({ verdict: { owner: "p", does: "skip" } });
  });
});

describe("a try that no ledger can pay for", () => {
  const steps = { left: 0, owner: "desk" };

  it("is the end of the ledger, not of the child: its owner is to be asked, and what works may finish", () => {
    const requests = started().send(fails(0, "transient", { stamp: { steps } }));
    expect(inShort(requests)).toEqual(["conclude a", "stop c", "stop b"]);
    expect(only(requests, "stop").map(({ how }) => how)).toEqual(["drain", "drain"]);
  });

  it("names the ledger, and keeps the failure as the cause", () => {
    const requests = started({ children: [child("a")] }).send(fails(0, "transient", { stamp: { steps } }));
    expect(requests.at(-1)).toMatchObject({
      ask: "tellFailed",
      failure: { kind: "budget", path: "desk", code: "steps", cause: failureOf(0) },
      verdict: { owner: "desk", does: "spent", isDrain: true },
    });
  });

  it("is decided by the child's own policy where the ledger is the child's", () => {
    const table = { budget: [skip([])] };
    const stamp = { steps: { left: 0, owner: "p/a" } };
    expect(inShort(started({ children: [child("a", { table })] }).send(fails(0, "transient", { stamp })))).toEqual([
      "skip a",
    ]);
  });
});
