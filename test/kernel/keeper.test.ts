import { describe, expect, it } from "vitest";
import { memoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import { agent, chain } from "../../src/index.ts";
import type { Fact } from "../../src/model/fact.ts";
import { codeOf, keptRuntime, storedFacts } from "../durable/kept-runtime.ts";
import { rest } from "./by-hand.ts";
import { handHost } from "./hand-host.ts";
import { worker } from "./scenes.ts";

const echo = agent("echo", { work: (n: number) => n });
const a = worker("a");

/** A journal with a run of `a` that was at work when its process died. */
async function interrupted(ids: readonly string[] = ["one"]) {
  const journal = memoryJournal();
  for (const id of ids) {
    const before = keptRuntime({ journal, world: handHost() });
    before.runtime.start(a, 1, { id });
    await rest();
    before.die();
  }
  return journal;
}

describe("a start under an id", () => {
  it("attaches to the run of that id: while it is under way, and when it is over", async () => {
    const { runtime } = keptRuntime();
    const [one, same] = [runtime.start(echo, 7, { id: "x" }), runtime.start(echo, 7, { id: "x" })];
    const outcome = await one.outcome;
    expect(await same.outcome).toEqual(outcome);
    const after = runtime.start(echo, 7, { id: "x" });
    expect(await after.outcome).toEqual(outcome);
  });

  it("is refused for another input, also where both were started in one moment", async () => {
    const { runtime } = keptRuntime();
    const [one, other] = [runtime.start(echo, 7, { id: "x" }), runtime.start(echo, 8, { id: "x" })];
    expect(await codeOf(other.outcome)).toBe("DUPLICATE_RUN");
    expect(await one.outcome).toMatchObject({ status: "done", output: 7 });
    expect(await codeOf(runtime.start(echo, 8, { id: "x" }).outcome)).toBe("DUPLICATE_RUN");
    expect(await codeOf(runtime.start(a, 7, { id: "x" }).outcome)).toBe("DUPLICATE_RUN");
  });

  it("is not spoiled by another that was refused just before it", async () => {
    const { runtime, journal } = keptRuntime();
    await runtime.start(echo, 7, { id: "x" }).outcome;
    await runtime.close();
    const next = keptRuntime({ journal });
    const [wrong, right] = [next.runtime.start(echo, 8, { id: "x" }), next.runtime.start(echo, 7, { id: "x" })];
    expect(await codeOf(wrong.outcome)).toBe("DUPLICATE_RUN");
    expect(await right.outcome).toMatchObject({ status: "done", output: 7 });
  });

  it("brings a run back that waits for it, and lets it go on", async () => {
    const journal = await interrupted();
    const { runtime } = keptRuntime({ journal });
    expect(await runtime.start(a, 1, { id: "one" }).outcome).toMatchObject({ status: "done", spend: { steps: 2 } });
  });

  it("goes on with a run whose journal was full for a while", async () => {
    let isFull = false;
    const world = handHost();
    const { runtime, journal } = keptRuntime({
      world,
      plans: [a],
      through: (writer) => ({
        ...writer,
        append: async (append) => {
          if (isFull) throw new Error("the disk is full");
          await writer.append(append);
        },
      }),
    });
    const run = runtime.start(a, 1, { id: "x" });
    await rest();
    isFull = true;
    world.say({ kind: "returned", id: "a#1", value: 1 });
    expect(await run.outcome).toMatchObject({
      status: "failed",
      failure: { message: expect.stringContaining("full") },
    });
    isFull = false;
    expect((await storedFacts(journal, "x")).some(({ type }) => type === "work.returned")).toBe(false);
    const again = runtime.start(a, 1, { id: "x" });
    await rest();
    world.say({ kind: "woke" }, 60_000);
    await rest();
    world.say({ kind: "returned", id: "a#2", value: 2 });
    expect(await again.outcome).toMatchObject({ status: "done", output: 2 });
  });
});

it("a run that is cancelled while it is brought back is over as soon as it is there", async () => {
  const world = handHost();
  const { runtime, journal } = keptRuntime({ journal: await interrupted(), world });
  const outcome = await runtime.start(a, 1, { id: "one" }).cancel("enough");
  expect(outcome).toMatchObject({ status: "cancelled", reason: "enough", by: "caller", spend: { steps: 1 } });
  expect(world.log.filter((line) => line.startsWith("begin"))).toEqual([]);
  expect((await (await journal.read()).run("one"))?.status).toBe("cancelled");
});

describe("a look for a run", () => {
  it("finds one that was started a moment ago", async () => {
    const { runtime } = keptRuntime();
    const run = runtime.start(echo, 7, { id: "x" });
    const found = await runtime.find("x");
    expect(found?.id).toBe("x");
    expect(await found?.outcome).toEqual(await run.outcome);
  });

  it("finds one that is over, and none that never was", async () => {
    const { runtime } = keptRuntime();
    const outcome = await runtime.start(echo, 7, { id: "x" }).outcome;
    expect(await (await runtime.find("x"))?.outcome).toEqual(outcome);
    expect(await runtime.find("y")).toBeUndefined();
  });

  it("says which plan it lacks", async () => {
    const { runtime } = keptRuntime({ journal: await interrupted(), plans: [echo] });
    expect(await codeOf(runtime.find("one"))).toBe("UNKNOWN_PLAN");
  });
});

describe("a resume", () => {
  it("lists every run that it lets go on, also those that an earlier one brought back", async () => {
    const { runtime } = keptRuntime({ journal: await interrupted(["one", "two"]), plans: [a], world: handHost() });
    const [first, second] = await Promise.all([runtime.resume(), runtime.resume()]);
    expect([first, second, await runtime.resume()].map(({ runs }) => runs.map(({ id }) => id))).toEqual([
      ["one", "two"],
      ["one", "two"],
      ["one", "two"],
    ]);
  });

  it("says what it cannot bring back, and brings back the rest", async () => {
    const journal = await interrupted(["one", "two"]);
    const other = keptRuntime({ journal, world: handHost() });
    other.runtime.start(echo, 1, { id: "three" });
    await rest();
    other.die();
    const { runtime } = keptRuntime({ journal, plans: [a] });
    const { runs, refused } = await runtime.resume();
    expect(runs.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(refused).toMatchObject([{ id: "three", plan: "echo", error: { code: "UNKNOWN_PLAN" } }]);
  });

  it("refuses a run whose plan has changed where something has happened, and names the first difference", async () => {
    const journal = await interrupted();
    const { runtime } = keptRuntime({ journal, plans: [chain("a", [echo])] });
    const { refused } = await runtime.resume();
    expect(refused).toMatchObject([{ id: "one", error: { code: "REPLAY_DIFFERS" } }]);
    const changed = keptRuntime({ journal: await interrupted(), plans: [agent("a", { work: () => "new" })] });
    const { runs } = await changed.runtime.resume();
    expect(await runs[0]?.outcome).toMatchObject({ status: "done", output: "new" });
  });
});

describe("a close", () => {
  it("lets runs go, which go on in the next runtime", async () => {
    const world = handHost();
    const { runtime, journal } = keptRuntime({ world });
    const run = runtime.start(a, 1, { id: "x" });
    await rest();
    const closed = runtime.close();
    world.say({ kind: "threw", id: "a#1", thrown: { name: "AbortError", message: "" } });
    await closed;
    expect(await run.outcome).toMatchObject({ status: "cancelled", by: "shutdown" });
    const next = keptRuntime({ journal, plans: [a] });
    const { runs } = await next.runtime.resume();
    expect(await runs[0]?.outcome).toMatchObject({ status: "done" });
  });

  it("lets nothing begin that was being looked up", async () => {
    const world = handHost();
    const { runtime, journal } = keptRuntime({ world });
    const run = runtime.start(a, 1, { id: "x" });
    await runtime.close();
    expect(await codeOf(run.outcome)).toBe("RUNTIME_CLOSED");
    expect([world.log, await storedFacts(journal, "x")]).toEqual([[], []]);
  });

  it("while runs are being resumed brings no more of them back", async () => {
    const world = handHost();
    const { runtime, journal } = keptRuntime({
      journal: await interrupted(["one", "two", "three"]),
      plans: [a],
      world,
    });
    const resumed = codeOf(runtime.resume());
    await runtime.close();
    expect(await resumed).toBe("RUNTIME_CLOSED");
    expect(world.log.filter((line) => line.startsWith("begin"))).toEqual([]);
    const next = keptRuntime({ journal, plans: [a] });
    expect((await next.runtime.resume()).runs).toHaveLength(3);
  });

  it("ends also where the journal never opens, and so do its runs", async () => {
    const { runtime } = keptRuntime({ opens: new Promise(() => {}) });
    const [named, nameless] = [runtime.start(echo, 1, { id: "x" }), runtime.start(echo, 1)];
    const [resumed, found] = [codeOf(runtime.resume()), codeOf(runtime.find("y"))];
    await runtime.close();
    expect(await codeOf(named.outcome)).not.toBe("none");
    expect((await nameless.outcome).status).toBe("failed");
    expect(await resumed).not.toBe("none");
    expect(await found).not.toBe("none");
  });

  it("refuses what is asked of the journal afterwards", async () => {
    const { runtime } = keptRuntime();
    await runtime.close();
    expect([await codeOf(runtime.resume()), await codeOf(runtime.find("x"))]).toEqual([
      "RUNTIME_CLOSED",
      "RUNTIME_CLOSED",
    ]);
  });

  it("stores what had come back before it lets go", async () => {
    const world = handHost();
    const { runtime, journal } = keptRuntime({ world });
    const run = runtime.start(chain("p", [a, worker("b")]), 1, { id: "x" });
    await rest();
    world.say({ kind: "returned", id: "a#1", value: "kept" });
    const closed = runtime.close();
    await rest();
    world.say({ kind: "threw", id: "b#1", thrown: { name: "AbortError", message: "" } });
    world.say({ kind: "threw", id: "p/b#1", thrown: { name: "AbortError", message: "" } });
    world.say({ kind: "woke" }, 60_000);
    await closed;
    const shown: Fact[] = [];
    for await (const fact of run.facts()) shown.push(fact);
    const stored = await storedFacts(journal, "x");
    expect(stored.map(({ type }) => type)).toEqual(shown.map(({ type }) => type));
  });
});
