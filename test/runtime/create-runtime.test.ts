import { stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { agent, chain, createRuntime, memoryJournal, parallel, retry } from "../../src/index.ts";

/** Holds the process: nothing else runs meanwhile. */
function hold(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The operating system answers by itself while the process is held: it is there when the process looks again. */
function answerSoon(answer: () => void): void {
  void stat(import.meta.filename).then(() => answer());
}

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

  it("counts the timeout of work from where it really began: what held the process before it does not count", async () => {
    await using runtime = createRuntime();
    const holds = agent("holds", { work: () => hold(250), timeoutMs: 5_000 });
    const healthy = agent("healthy", { work: () => pause(60), timeoutMs: 120 });
    const outcome = await runtime.start(parallel("p", { holds, healthy }), undefined).outcome;
    expect(outcome).toMatchObject({ status: "done", spend: { steps: 2 } });
  });

  it("takes what is done for done, also where the process was held beyond its timeout", async () => {
    await using runtime = createRuntime();
    const answer = Promise.withResolvers<void>();
    const quick = agent("quick", { work: () => answer.promise, timeoutMs: 100 });
    const holds = agent("holds", {
      work: () => {
        answerSoon(answer.resolve);
        hold(250);
      },
      timeoutMs: 5_000,
    });
    const outcome = await runtime.start(parallel("p", { quick, holds }), undefined).outcome;
    expect(outcome).toMatchObject({ status: "done", spend: { steps: 2 } });
  });

  it("refuses options that it does not have", () => {
    const untyped: (options: object) => unknown = createRuntime;
    expect(() => untyped({ sede: 1 })).toThrow(/has no option "sede".*seed/s);
    expect(() => untyped({ seed: "x" })).toThrow('seed of createRuntime() is "x".');
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

describe("a runtime with a journal", () => {
  const quick = agent("quick", { work: (n: number) => n + 1 });
  const endless = agent("quick", { work: (_: number) => new Promise<number>(() => {}) });

  /** A journal with a run that is at work for ever, and was let go. */
  async function interrupted() {
    const journal = memoryJournal();
    const runtime = createRuntime({ journal });
    const run = runtime.start(endless, 1, { id: "one", graceMs: 1 });
    for await (const fact of run.facts()) if (fact.type === "attempt.started") break;
    await runtime.close();
    return journal;
  }

  it("lets runs go on as soon as it is made", async () => {
    await using runtime = createRuntime({ journal: await interrupted(), plans: [quick] });
    const run = await runtime.find("one");
    expect(await run?.outcome).toMatchObject({ status: "done", output: 2, spend: { steps: 2 } });
  });

  it("waits for a word where it is told to", async () => {
    const journal = await interrupted();
    await using runtime = createRuntime({ journal, plans: [quick], resume: false });
    const reader = await journal.read();
    expect((await reader.read("one")).at(-1)?.text).toContain("run.left");
    const { runs, refused } = await runtime.resume();
    expect([runs.map(({ id }) => id), refused]).toEqual([["one"], []]);
  });

  it("hears of messages that another process leaves while it runs", async () => {
    const journal = await interrupted();
    await using runtime = createRuntime({ journal, plans: [endless] });
    const { runs } = await runtime.resume();
    const reader = await journal.read();
    await reader.post("one", JSON.stringify({ does: "cancel", reason: "enough" }));
    expect(await runs[0]?.outcome).toMatchObject({ status: "cancelled", reason: "enough" });
  });

  it("says where its journal cannot be opened", async () => {
    const journal = memoryJournal();
    await using first = createRuntime({ journal });
    await first.resume();
    await using second = createRuntime({ journal });
    await expect(second.resume()).rejects.toMatchObject({ code: "JOURNAL_BUSY" });
    expect(await second.start(quick, 1).outcome).toMatchObject({ status: "failed", failure: { code: "JOURNAL_BUSY" } });
    await expect(second.start(quick, 1, { id: "x" }).outcome).rejects.toMatchObject({ code: "JOURNAL_BUSY" });
  });

  it("refuses two plans of one name: which of them would a run go on with?", () => {
    expect(() => createRuntime({ journal: ":memory:", plans: [quick, endless] })).toThrow(
      'plans of createRuntime() has two plans of the name "quick".',
    );
  });
});
