import { describe, expect, it } from "vitest";
import { chain } from "../../src/index.ts";
import { byHand, rest } from "./by-hand.ts";
import { worker } from "./scenes.ts";

const plan = chain("p", [worker("a"), worker("b")]);

async function typesFrom(facts: AsyncIterable<{ readonly seq: number; readonly type: string }>) {
  const types: string[] = [];
  for await (const { seq, type } of facts) types.push(`${seq} ${type}`);
  return types;
}

describe("a run", () => {
  it("shows its facts as they happen, to the end", async () => {
    const { run, host } = byHand(worker("a"), 1);
    const reading = typesFrom(run.facts());
    await rest();
    host.say({ kind: "returned", id: "a#1", value: 2 });
    expect((await reading).at(-1)).toMatch(/run\.ended$/);
  });

  it("shows them from any number on, also when it is over", async () => {
    const { run, host } = byHand(worker("a"), 1);
    host.say({ kind: "returned", id: "a#1", value: 2 });
    await run.outcome;
    expect(await typesFrom(run.facts({ from: 1 }))).toEqual((await typesFrom(run.facts())).slice(1));
  });

  it("can be seen at any moment", async () => {
    const { run, host } = byHand(plan, 1);
    await rest();
    expect(run.snapshot().nodes.find(({ path }) => path === "p/a")?.state).toBe("working");
    host.sayAll([
      { kind: "returned", id: "p/a#1", value: 2 },
      { kind: "returned", id: "p/b#1", value: 3 },
    ]);
    await run.outcome;
    expect(run.snapshot().nodes.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  });

  it("has the id that it was given, or one of the host's", () => {
    expect([byHand(plan, 1).run.id, byHand(plan, 1, { id: "mine" }).run.id]).toEqual(["by-hand", "mine"]);
  });
});

describe("whoever looks at a run", () => {
  it("cannot change it: facts, questions, nodes and the outcome are frozen", async () => {
    const { run, host } = byHand(plan, 1);
    await rest();
    host.say({ kind: "threw", id: "p/a#1", thrown: { name: "TypeError", message: "broken" } });
    const outcome = await run.outcome;
    if (outcome.status !== "failed") throw new Error("it fails");
    const facts: object[] = [];
    for await (const fact of run.facts()) facts.push(fact);
    const nodes: readonly object[] = run.snapshot().nodes;
    expect([outcome, outcome.failure, ...facts, ...nodes].filter((seen) => !Object.isFrozen(seen))).toEqual([]);
  });
});

describe("a cancel", () => {
  it("stops what works, waits for its end, and gives the outcome", async () => {
    const { run, host } = byHand(plan, 1);
    await rest();
    const cancelled = run.cancel("not needed any more");
    await rest();
    expect(host.log).toContain("withdraw p/a#1");
    host.say({ kind: "threw", id: "p/a#1", thrown: { name: "AbortError", message: "aborted" } });
    expect(await cancelled).toMatchObject({ status: "cancelled", reason: "not needed any more", by: "caller" });
    expect(await run.outcome).toBe(await cancelled);
  });

  it("asked for twice is one, with the first reason", async () => {
    const { run, host } = byHand(plan, 1);
    await rest();
    const both = [run.cancel("first"), run.cancel("second")];
    await rest();
    host.say({ kind: "returned", id: "p/a#1", value: 1 });
    const [first, second] = await Promise.all(both);
    expect(first).toMatchObject({ reason: "first" });
    expect(second).toBe(first);
  });

  it("changes nothing once the run is over", async () => {
    const { run, host } = byHand(worker("a"), 1);
    host.say({ kind: "returned", id: "a#1", value: 2 });
    const before = await run.outcome;
    expect(await run.cancel()).toBe(before);
    expect(before.status).toBe("done");
  });

  it("closes its place on the host, after which nothing is asked of it", async () => {
    const { run, host } = byHand(worker("a"), 1);
    await rest();
    const cancelled = run.cancel();
    await rest();
    host.say({ kind: "returned", id: "a#1", value: 1 });
    await cancelled;
    expect(host.log.at(-1)).toBe("close");
  });
});
