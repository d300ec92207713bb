import { describe, expect, it } from "vitest";
import { approval } from "../../src/index.ts";
import { isLeft } from "../../src/kernel/leaving.ts";
import { keptRuntime, storedFacts } from "../durable/kept-runtime.ts";
import { openQuestion, rest } from "./by-hand.ts";
import { handHost } from "./hand-host.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

describe("letting go of a run", () => {
  it("aborts its work, waits for it, and writes nothing of that down", async () => {
    const world = handHost();
    const { runtime, journal } = keptRuntime({ world });
    const run = runtime.start(worker("a"), 1, { id: "x" });
    await rest();
    const closed = runtime.close();
    await rest();
    expect([world.log.includes("withdraw a#1"), world.log.includes("close")]).toEqual([true, false]);
    world.say({ kind: "returned", id: "a#1", value: 1 });
    await closed;
    expect(await run.outcome).toMatchObject({ status: "cancelled", by: "shutdown", abandoned: [] });
    expect((await storedFacts(journal, "x")).at(-1)?.type).toBe("run.left");
  });

  it("waits no longer than the grace, and says what was left at work", async () => {
    const world = handHost();
    const { runtime } = keptRuntime({ world });
    const run = runtime.start(worker("a"), 1, { id: "x", graceMs: 100 });
    await rest();
    const closed = runtime.close();
    await rest();
    expect(world.waiting()?.wakeAt).toBe(100);
    world.say({ kind: "woke" }, 100);
    await closed;
    expect(await run.outcome).toMatchObject({ abandoned: ["a#1"] });
  });

  it("leaves a person's question open, and says so to who answers too late", async () => {
    const plan = worker("a").gatedBefore(approval("ok", { deadlineMs: 1_000, otherwise: "reject" }));
    const { runtime, journal } = keptRuntime({ world: handHost() });
    const run = runtime.start(plan, 1, { id: "x" });
    await rest();
    const { id } = openQuestion(run);
    await runtime.close();
    expect(await run.answer(id, { verdict: "approve" })).toEqual({
      accepted: false,
      why: "the runtime was closed; answer when the run goes on",
    });
    expect((await storedFacts(journal, "x")).some(({ type }) => type === "question.closed")).toBe(false);
  });
});

it("is over as soon as the run goes on", () => {
  const kernel = settle(kernelOf(worker("a"), 1));
  kernel.arrive({ kind: "left", at: 1 });
  const before = isLeft(kernel.core);
  kernel.arrive({ kind: "resumed", at: 2, lost: [] });
  expect([before, isLeft(kernel.core)]).toEqual([true, false]);
});
