import { describe, expect, it } from "vitest";
import { agent, chain, createRuntime, parallel, retry } from "../../../src/index.ts";

describe("a runtime in this process", () => {
  it("runs a plan on the wall clock", async () => {
    await using runtime = createRuntime();
    const before = Date.now();
    const slow = agent("slow", {
      work: (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms)),
    });
    const { outcome, facts } = runtime.start(parallel("p", { a: slow, b: slow }), 15);
    const end = await outcome;
    expect(end).toMatchObject({ status: "done", output: { a: 15, b: 15 } });
    expect(end.spend.wallMs).toBeGreaterThanOrEqual(14);
    for await (const { at } of facts()) expect(at).toBeGreaterThanOrEqual(before - 1);
  });

  it("retries, after a real delay", async () => {
    await using runtime = createRuntime();
    const flaky = agent("flaky", {
      work: (_: null, { attempt }) => {
        if (attempt < 3) throw new Error("flaky");
        return attempt;
      },
    });
    const plan = flaky.supervised({ transient: [retry({ delayMs: 5 })] });
    const outcome = await runtime.start(plan, null).outcome;
    expect(outcome).toMatchObject({ status: "done", output: 3, spend: { steps: 3 } });
    expect(outcome.spend.wallMs).toBeGreaterThanOrEqual(8);
  });

  it("gives each run a name of its own", () => {
    const runtime = createRuntime();
    const plan = agent("a", { work: () => 1 });
    const ids = Array.from({ length: 10 }, () => runtime.start(plan, undefined).id);
    expect(new Set(ids).size).toBe(10);
  });

  it("lets many runs go on beside one another", async () => {
    await using runtime = createRuntime();
    const plan = chain("p", [
      agent("a", { work: async (n: number) => n + 1 }),
      agent("b", { work: async (n: number) => n * 2 }),
    ]);
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => runtime.start(plan, n).outcome));
    expect(outcomes.map((outcome) => (outcome.status === "done" ? outcome.output : undefined))).toEqual(
      Array.from({ length: 100 }, (_, n) => (n + 1) * 2),
    );
  });

  it("does not hold the event loop for the whole of a wide fan-out", async () => {
    await using runtime = createRuntime();
    const wide = parallel(
      "p",
      Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`n${i}`, agent("a", { work: async () => i })])),
    );
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    const outcome = await runtime.start(wide, undefined).outcome;
    clearInterval(ticking);
    expect(outcome.status).toBe("done");
    expect(turns).toBeGreaterThan(1);
  });
});
