import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  agent,
  chain,
  fallback,
  human,
  loop,
  majority,
  map,
  parallel,
  pass,
  retry,
  route,
  skip,
  vote,
} from "../../src/index.ts";
import { factsOf, rehearse, seen } from "./rehearse.ts";
import { worker } from "./scenes.ts";

const broken = { throws: new TypeError("broken") };
const [a, b, c] = [worker("a"), worker("b"), worker("c")];

describe("a decision", () => {
  it("is written down with its rule, its delay, what it passed over, and the counts", async () => {
    const plan = chain("p", [a]).supervised({ transient: [retry({ attempts: 2, delayMs: 30 }), skip("-")] });
    const { facts } = await rehearse(plan, 1, { cast: { a: { throws: "flaky" } } });
    expect(factsOf(facts, "supervisor.decided")).toMatchObject([
      {
        path: "p/a",
        kind: "transient",
        directive: "retry",
        rule: { owner: "p", by: "policy", kind: "transient", position: 0 },
        delayMs: 30,
        refused: [],
        attempts: 1,
      },
      {
        directive: "skip",
        rule: { position: 1 },
        refused: [{ position: 0, does: "retry", why: "attempts 2 of 2" }],
        attempts: 2,
      },
    ]);
  });

  it("follows the failure that it is about, as its effect", async () => {
    const { facts } = await rehearse(chain("p", [a]), 1, { cast: { a: broken } });
    const [failed] = factsOf(facts, "node.failed");
    expect(factsOf(facts, "supervisor.decided")[0]?.cause).toBe(failed?.seq);
  });

  it("is one for each failure", async () => {
    const { facts } = await rehearse(chain("p", [a]), 1, {
      cast: { a: [{ throws: "1" }, { throws: "2" }, { returns: 1 }] },
    });
    expect(factsOf(facts, "node.failed").length).toBe(factsOf(facts, "supervisor.decided").length);
  });
});

describe("a group", () => {
  it("waits in virtual time, and does not begin before", async () => {
    const plan = a.supervised({ transient: [retry({ delayMs: 5_000 })] });
    const run = await rehearse(plan, 1, { cast: { a: [{ throws: "flaky" }, { returns: 1 }] } });
    expect(seen(run)).toEqual(["0 began a#1", "0 ended a#1", "5000 began a#2", "5000 ended a#2", "5000 closed"]);
  });

  it("stops its members in the reverse order of their starts", async () => {
    const { facts } = await rehearse(parallel("p", { a, b, c }), 1, {
      cast: { a: "never", b: "never", c: "never" },
      cancelAtMs: 10,
    });
    expect(factsOf(facts, "node.ended").map(({ path }) => path)).toEqual(["p/c", "p/b", "p/a", "p"]);
  });

  it("tells where it turns", async () => {
    const plan = chain("p", [chain("q", [a])]);
    const { facts } = await rehearse(plan, 1, { cast: { a: [{ throws: "flaky" }, { returns: 1 }] } });
    const turns = factsOf(facts, "supervisor.turned").filter(({ path }) => path === "p/q");
    expect(turns.map(({ to }) => to)).toEqual(["running", "recovering", "running"]);
  });

  it("starts nothing that was stopped before it could begin", async () => {
    const person = (name: string, otherwise: { readonly value: string } | "fail") =>
      human<unknown, string>(name, { output: z.string(), deadlineMs: 1_000, otherwise });
    const plan = parallel("p", { a: person("x", "fail"), b: chain("q", [person("y", { value: "-" }), b]) });
    const run = await rehearse(plan, 1, { cast: { b: "never" } });
    expect(run.outcome).toMatchObject({ status: "failed", spend: { steps: 0 } });
    expect(seen(run).filter((line) => line.includes("began"))).toEqual([]);
  });

  it("restarts without a member that finished in the very moment", async () => {
    const plan = parallel("p", { a: map("m", worker("x"), { maxItems: 1 }), b: pass<readonly number[]>() });
    const again = plan.supervised({ unresolved: [retry({ scope: "all", delayMs: 5 })] });
    const { outcome, facts } = await rehearse(again, [1, 2]);
    expect(outcome).toMatchObject({ status: "failed", failure: { cause: { kind: "unresolved", path: "p/a" } } });
    expect(factsOf(facts, "node.started").filter(({ path }) => path === "p/b").length).toBe(1);
  });

  it("goes back after its delay, not before", async () => {
    const plan = chain("p", [a, b]).supervised({ transient: [retry({ from: "a", delayMs: 40, restarts: 1 })] });
    const run = await rehearse(plan, 1, { cast: { b: { throws: "stale" } } });
    expect(seen(run).filter((line) => line.includes("began p/a"))).toEqual(["0 began p/a#1", "40 began p/a~1#1"]);
  });
});

describe("an escalation", () => {
  it("reaches one ancestor per link, and carries the causes", async () => {
    const plan = chain("p", [chain("q", [a])]);
    const { outcome, facts } = await rehearse(plan, 1, { cast: { a: broken } });
    expect(factsOf(facts, "node.escalated").map(({ path, to }) => [path, to])).toEqual([
      ["p/q/a", "p/q"],
      ["p/q", "p"],
      ["p", ""],
    ]);
    expect(outcome).toMatchObject({
      failure: { kind: "escalated", path: "p", cause: { kind: "escalated", path: "p/q", cause: { kind: "defect" } } },
    });
  });

  it("is answered by a fallback of the branch where it is declared", async () => {
    const template = agent("template", { work: () => "from the template" });
    const plan = parallel("p", {
      a: chain("q", [a]).supervised({ escalated: [fallback(template)], "*": [fallback(template)] }),
      b,
    });
    const { outcome } = await rehearse(plan, 1, { cast: { a: broken } });
    expect(outcome).toMatchObject({ status: "done", output: { a: "from the template", b: "b(1)" } });
  });

  it("asks a person once, shows the failure, and ends as the person says", async () => {
    const asked = { onEscalation: { ask: "person", deadlineMs: 100 } } as const;
    const answers = (reply: { verdict: "skip"; value: unknown } | { verdict: "reject"; reason: string }) => () => ({
      afterMs: 5,
      reply,
    });
    const skipped = await rehearse(chain("p", [a]), 1, {
      cast: { a: broken },
      ...asked,
      answer: answers({ verdict: "skip", value: "by hand" }),
    });
    const rejected = await rehearse(chain("p", [a]), 1, {
      cast: { a: broken },
      ...asked,
      answer: answers({ verdict: "reject", reason: "no" }),
    });
    const silent = await rehearse(chain("p", [a]), 1, { cast: { a: broken }, ...asked });
    expect(factsOf(skipped.facts, "question.asked")).toMatchObject([
      { question: { kind: "escalation", shown: { kind: "escalated" } } },
    ]);
    expect(skipped.outcome).toMatchObject({ status: "degraded", output: "by hand" });
    expect([rejected.outcome.status, silent.outcome.status]).toEqual(["failed", "failed"]);
    expect(silent.facts.at(-1)?.at).toBe(100);
  });
});

describe("a result that is less than it should be", () => {
  it("makes the run degraded, in the pattern's own words", async () => {
    const { outcome, facts } = await rehearse(loop("p", a, { until: () => false, max: 2, exhausted: "last" }), 1);
    const failure = { kind: "unresolved", path: "p", message: "not content after 2 rounds, and max is 2" };
    expect(outcome).toMatchObject({ status: "degraded", output: 'a("a(1)")', skipped: [{ path: "p", failure }] });
    expect(factsOf(facts, "node.ended").at(-1)).toMatchObject({
      how: "done",
      disposition: `degraded: ${failure.message}`,
    });
  });
});

describe("a member that the pattern can do without", () => {
  it("is given up for good, and the others decide", async () => {
    const run = await rehearse(vote("p", [a, b, c], majority({ tie: "fail" })), 1, {
      cast: { a: broken, b: { returns: "x" }, c: { returns: "x" } },
    });
    expect(run.outcome).toMatchObject({ status: "done", output: "x" });
    expect(factsOf(run.facts, "node.ended").map(({ path, how, disposition }) => [path, how, disposition])).toEqual([
      ["p/a", "failed", "given up"],
      ["p/b", "done", ""],
      ["p/c", "done", ""],
      ["p", "done", ""],
    ]);
  });
});

describe("a second activation", () => {
  it("has a place of its own, and hears why it is asked again", async () => {
    const by = agent("by", { work: (_: unknown, { feedback }): "a" | "b" => (feedback === undefined ? "a" : "b") });
    const run = await rehearse(route("p", { by, to: { a, b }, otherwise: c }), 1, { cast: { a: { declines: "no" } } });
    expect(run.outcome).toMatchObject({ status: "done", output: "b(1)" });
    expect(seen(run).filter((line) => line.includes("began"))).toEqual([
      "0 began p/by#1",
      "0 began p/a#1",
      "0 began p/by[1]#1",
      "0 began p/b#1",
    ]);
  });
});
