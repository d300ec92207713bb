import { describe, expect, it } from "vitest";
import { agent, chain, fallback, map, parallel, retry, skip } from "../../src/index.ts";
import { factsOf, rehearse, seen } from "./rehearse.ts";
import { worker } from "./scenes.ts";

const broken = { throws: new TypeError("broken") };
const [a, b, c] = [worker("a"), worker("b"), worker("c")];
const began = (run: Parameters<typeof seen>[0]) =>
  seen(run).flatMap((line) => (line.includes("began") ? line.split(" ").at(-1) : []));

describe("a node's life", () => {
  it("is written down from its start to its end, with what went in and what came out", async () => {
    const { facts } = await rehearse(chain("p", [a, b]), 1);
    expect(factsOf(facts, "node.started").map(({ path, kind, input }) => [path, kind, input])).toEqual([
      ["p", "chain", 1],
      ["p/a", "agent", 1],
      ["p/b", "agent", "a(1)"],
    ]);
    expect(factsOf(facts, "node.ended").map(({ path, how, output }) => [path, how, output])).toEqual([
      ["p/a", "done", "a(1)"],
      ["p/b", "done", 'b("a(1)")'],
      ["p", "done", 'b("a(1)")'],
    ]);
  });

  it("ends as what became of it", async () => {
    const ways = async (plan: Parameters<typeof rehearse>[0], options: Parameters<typeof rehearse>[2]) => {
      const { facts } = await rehearse(plan, 1, options);
      return factsOf(facts, "node.ended").find(({ path }) => path === "p/a");
    };
    const one = chain("p", [a]);
    expect(await ways(one, { cast: { a: { declines: "no" } } })).toMatchObject({
      how: "declined",
      disposition: "declined: no",
    });
    expect(await ways(one, { cast: { a: broken } })).toMatchObject({
      how: "failed",
      disposition: "escalated",
      failure: { kind: "defect" },
    });
    expect(await ways(one, { cast: { a: "never" }, cancelAtMs: 5 })).toMatchObject({
      how: "stopped",
      disposition: "cancelled",
    });
    expect(await ways(chain("p", [a.supervised({ defect: [skip("-")] })]), { cast: { a: broken } })).toMatchObject({
      how: "skipped",
      output: "-",
    });
  });

  it("is another one after a restart of its group", async () => {
    const plan = parallel("p", { a, b }).supervised({ transient: [retry({ scope: "all", delayMs: 5 })] });
    const run = await rehearse(plan, 1, {
      cast: { a: [{ throws: "flaky" }, { returns: 1 }], b: { afterMs: 50, returns: 2 } },
    });
    expect(began(run)).toEqual(["p/a#1", "p/b#1", "p/a~1#2", "p/b~1#1"]);
    expect(
      factsOf(run.facts, "node.started")
        .filter(({ path }) => path === "p/b")
        .map(({ life }) => life),
    ).toEqual([0, 1]);
  });
});

describe("finished work", () => {
  it("is never run again: a restarted combinator takes what its steps gave on the same input", async () => {
    const plan = chain("p", [chain("q", [a, b]).supervised({ defect: [] }), c]).supervised({
      escalated: [retry({ delayMs: 5 })],
    });
    const run = await rehearse(plan, 1, { cast: { b: [broken] } });
    expect(began(run)).toEqual(["p/q/a#1", "p/q/b#1", "p/q/b~1#1", "p/q/b~2#1"]);
    expect(factsOf(run.facts, "node.ended").filter(({ how }) => how === "restored")).toMatchObject([
      { path: "p/q/a", disposition: "restored", output: "a(1)" },
      { path: "p/q/a" },
    ]);
  });

  it("is run again on another input", async () => {
    let version = 0;
    const moving = agent("a", { work: () => version++ });
    const plan = chain("p", [moving, b, c]).supervised({ transient: [retry({ from: "a", restarts: 1, delayMs: 0 })] });
    const run = await rehearse(plan, undefined, { cast: { c: { throws: "stale" } } });
    expect(began(run).filter((id) => id?.startsWith("p/b"))).toEqual(["p/b#1", "p/b~1#1"]);
  });

  it("is done again with another key also where what is gone back to is a group around it", async () => {
    const keys: string[] = [];
    const keyed = agent("a", { work: (_: number, { idempotencyKey }) => void keys.push(idempotencyKey) });
    const plan = chain("p", [chain("q", [keyed]), c]).supervised({
      transient: [retry({ from: "q", restarts: 1, delayMs: 0 })],
    });
    await rehearse(plan, 1, { cast: { c: { throws: "stale" } }, id: "r" });
    expect([keys.length, new Set(keys).size]).toEqual([2, 2]);
  });

  it("is done again where a chain goes back to it, with another key", async () => {
    const keys: string[] = [];
    const keyed = agent("a", { work: (_: number, { idempotencyKey }) => void keys.push(idempotencyKey) });
    const plan = chain("p", [keyed, c]).supervised({ transient: [retry({ from: "a", restarts: 1, delayMs: 0 })] });
    await rehearse(plan, 1, { cast: { c: { throws: "stale" } }, id: "r" });
    expect(keys.length).toBe(2);
    expect(new Set(keys).size).toBe(2);
  });
});

describe("a plan that stands in for another", () => {
  const template = agent("template", { work: (n: unknown) => `template(${JSON.stringify(n)})` });

  it("works below the path of whom it stands in for, on the same input, and gives its output", async () => {
    const run = await rehearse(chain("p", [a.supervised({ defect: [fallback(template)] })]), 1, {
      cast: { a: broken },
    });
    expect(began(run)).toEqual(["p/a#1", "p/a/fallback:template#1"]);
    expect(run.outcome).toMatchObject({ status: "done", output: "template(1)" });
  });

  it("does away with what was skipped inside the plan that it stands in for", async () => {
    const inner = chain("q", [a.supervised({ defect: [skip("-")] }), b]).supervised({ defect: [fallback(template)] });
    const { outcome } = await rehearse(chain("p", [inner]), 1, { cast: { a: broken, b: broken } });
    expect(outcome.status).toBe("done");
  });
});

describe("a ledger of its own", () => {
  it("bounds a part, whose siblings go on", async () => {
    const part = chain("q", [a, b])
      .budgeted({ steps: 1 })
      .supervised({ budget: [skip("-")] });
    const { outcome } = await rehearse(parallel("p", { x: part, y: c }), 1);
    expect(outcome).toMatchObject({ status: "degraded", output: { x: "-", y: "c(1)" }, spend: { steps: 2 } });
  });

  it("outlives its node: another try goes on with what is left", async () => {
    const part = chain("q", [a]).budgeted({ steps: 2 }).supervised({ transient: [] });
    const plan = chain("p", [part]).supervised({ escalated: [retry({ attempts: 9, delayMs: 0 })] });
    const run = await rehearse(plan, 1, { cast: { a: { throws: "flaky" } }, budget: { steps: 50 } });
    expect(began(run).length).toBe(2);
    expect(run.outcome).toMatchObject({ status: "failed" });
  });

  it("counts the agents under it, and how deep plans nest", async () => {
    const many = await rehearse(map("p", a, { maxItems: 5 }), [1, 2, 3], { budget: { steps: 9, spawned: 2 } });
    const deep = await rehearse(chain("p", [chain("q", [a])]), 1, { budget: { steps: 9, depth: 2 } });
    const fits = await rehearse(chain("p", [chain("q", [a])]), 1, { budget: { steps: 9, depth: 3 } });
    expect(many.outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "spawned" },
      spend: { steps: 2 },
    });
    expect(deep.outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "depth" },
      spend: { steps: 0 },
    });
    expect(fits.outcome.status).toBe("done");
  });

  it("counts a plan that stands in for another as deep as that, and no deeper", async () => {
    const template = chain("template", [agent("t", { work: () => "template" })]);
    const plan = chain("p", [a.supervised({ "*": [fallback(template)] })]);
    const within = async (depth: number) =>
      (await rehearse(plan, 1, { cast: { a: broken }, budget: { steps: 9, depth } })).outcome;
    expect(await within(3)).toMatchObject({ status: "done", output: "template" });
    expect(await within(2)).toMatchObject({ status: "failed", failure: { kind: "budget", code: "depth" } });
  });
});
