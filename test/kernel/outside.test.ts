import { describe, expect, it } from "vitest";
import { type Exited, runScript } from "./child-process.ts";

/** A process that ended by itself, and well, without a word on its standard error. */
function expectWell({ code, errors }: Exited): void {
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
}

describe.concurrent("a program that uses troupe", () => {
  it("ends at once after it cancelled a run in a long backoff", async () => {
    const exited = await runScript(`
      import { agent, createRuntime, retry } from "troupe";
      const flaky = agent("flaky", { work: () => { throw new Error("flaky"); } });
      const run = createRuntime().start(flaky.supervised({ transient: [retry({ delayMs: 8_000 })] }), undefined);
      for await (const fact of run.facts()) if (fact.type === "supervisor.decided") break;
      const outcome = await run.cancel("enough");
      const cancelledAt = performance.now();
      const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
      process.on("exit", () => say([outcome.status, timers, performance.now() - cancelledAt < 2_000]));
    `);
    expectWell(exited);
    expect(exited.said).toEqual([["cancelled", 0, true]]);
  });

  it("ends by itself once its runs are over, though it never closed its runtime", async () => {
    const exited = await runScript(`
      import { agent, createRuntime } from "troupe";
      const patient = agent("a", { work: () => new Promise((resolve) => setTimeout(resolve, 20, "done")), timeoutMs: 600_000 });
      say((await createRuntime().start(patient, undefined, { deadlineMs: 600_000 }).outcome).status);
    `);
    expectWell(exited);
    expect(exited.said).toEqual(["done"]);
  });

  it("finds what was thrown as it was thrown", async () => {
    const exited = await runScript(`
      import { agent, createRuntime } from "troupe";
      const runtime = createRuntime();
      for (const thrown of ["no luck", { why: "no luck", n: 1 }, undefined, Object.freeze(["no", "luck"])]) {
        const failing = agent("a", { work: async () => { throw thrown; } }).supervised({ "*": [] });
        const { failure } = await runtime.start(failing, undefined).outcome;
        say([failure.kind, failure.message, failure.thrown]);
      }
    `);
    expectWell(exited);
    expect(exited.said).toEqual([
      ["transient", "no luck", "no luck"],
      ["transient", '{"why":"no luck","n":1}', { why: "no luck", n: 1 }],
      ["transient", "undefined was thrown", { name: "Thrown", message: "undefined was thrown" }],
      ["transient", '["no","luck"]', ["no", "luck"]],
    ]);
  });

  it("pays no step above a parent's budget, however plans nest and whatever they retry", async () => {
    const exited = await runScript(`
      import { agent, chain, createRuntime, map, parallel, retry } from "troupe";
      let calls = 0;
      const again = { transient: [retry({ attempts: 50, delayMs: 0 })], escalated: [retry({ attempts: 50, delayMs: 0 })] };
      const flaky = agent("flaky", { work: () => { calls += 1; throw new Error("flaky"); } });
      const nest = (name, plan, depth) => depth === 0 ? plan : nest(name, chain(name + depth, [plan]).supervised(again), depth - 1);
      const plan = parallel("p", {
        left: nest("l", flaky, 4),
        right: map("m", nest("r", flaky, 2), { maxItems: 3 }).given(() => [1, 2, 3]),
      }).supervised(again);
      const outcome = await createRuntime().start(plan, undefined, { budget: { steps: 17 } }).outcome;
      say([calls, outcome.spend.steps, outcome.status, outcome.failure.kind, outcome.failure.code]);
    `);
    expectWell(exited);
    expect(exited.said).toEqual([[17, 17, "failed", "budget", "steps"]]);
  });

  it("has two runs side by side, of which one is cancelled", async () => {
    const exited = await runScript(`
      import { agent, chain, createRuntime } from "troupe";
      const runtime = createRuntime();
      const waiting = agent("a", {
        work: (name, { signal }) => new Promise((resolve, reject) => {
          setTimeout(resolve, 40, name);
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
      });
      const [one, other] = ["one", "other"].map((name) => runtime.start(chain("p", [waiting]), name));
      const cancelled = await one.cancel("not this one");
      const done = await other.outcome;
      say([cancelled.status, cancelled.reason, done.status, done.output, Object.keys(done.finished)]);
    `);
    expectWell(exited);
    expect(exited.said).toEqual([["cancelled", "not this one", "done", "other", ["p/a"]]]);
  });

  it("closes while work is under way, and waits until that is over", async () => {
    const exited = await runScript(`
      import { agent, createRuntime } from "troupe";
      let isOver = false;
      const obedient = agent("a", {
        work: (_, { signal }) => new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => setTimeout(() => { isOver = true; reject(signal.reason); }, 20));
        }),
      });
      const runtime = createRuntime();
      const run = runtime.start(obedient, undefined);
      await runtime.close();
      say([isOver, (await run.outcome).status, (await run.outcome).by]);
    `);
    expectWell(exited);
    expect(exited.said).toEqual([[true, "cancelled", "shutdown"]]);
  });

  it("gives up on work that ignores its abort after the grace, says so, and can end", async () => {
    const exited = await runScript(`
      import { agent, createRuntime } from "troupe";
      const deaf = agent("deaf", { work: () => new Promise(() => {}) });
      await using runtime = createRuntime();
      const run = runtime.start(deaf, undefined, { graceMs: 30 });
      const { status, abandoned } = await run.cancel();
      say([status, abandoned]);
    `);
    expectWell(exited);
    expect(exited.said).toEqual([["cancelled", ["deaf#1"]]]);
  });

  it("need not listen to an outcome, whatever it is", async () => {
    const exited = await runScript(`
      import { agent, chain, createRuntime } from "troupe";
      const runtime = createRuntime();
      const broken = agent("broken", { work: () => { throw new TypeError("broken"); } });
      runtime.start(broken, undefined);
      runtime.start(chain("p", [broken]), undefined).cancel();
      setTimeout(say, 30, "still here");
    `);
    expectWell(exited);
    expect(exited.said).toEqual(["still here"]);
  });

  it("outlives a listener on an abort signal that throws, as far as Node does", async () => {
    const exited = await runScript(`
      import { agent, createRuntime, parallel } from "troupe";
      const uncaught = [];
      process.on("uncaughtException", (error) => uncaught.push(error.message));
      const bad = agent("bad", {
        work: (_, { signal }) => new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => { throw new Error("a bad listener"); });
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
      });
      const run = createRuntime().start(parallel("p", { a: bad, b: bad }), undefined);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const { status, abandoned } = await run.cancel();
      await new Promise((resolve) => setTimeout(resolve, 5));
      say([status, abandoned, uncaught]);
    `);
    expectWell(exited);
    expect(exited.said).toEqual([["cancelled", [], ["a bad listener", "a bad listener"]]]);
  });

  it("outlives promises that work left floating, as far as Node does", async () => {
    const exited = await runScript(`
      import { agent, chain, createRuntime } from "troupe";
      const unhandled = [];
      process.on("unhandledRejection", (error) => unhandled.push(error.message));
      const careless = agent("careless", {
        work: async () => {
          Promise.reject(new Error("left floating"));
          await new Promise((resolve) => setTimeout(resolve, 5));
          return "done all the same";
        },
      });
      const { status, output } = await createRuntime().start(chain("p", [careless]), undefined).outcome;
      say([status, output, unhandled]);
    `);
    expectWell(exited);
    expect(exited.said).toEqual([["done", "done all the same", ["left floating"]]]);
  });

  it("starts two hundred runs at once, and each comes to its own end", async () => {
    const exited = await runScript(`
      import { agent, chain, createRuntime, map, parallel, retry } from "troupe";
      await using runtime = createRuntime();
      const flaky = agent("flaky", { work: async (n, { attempt }) => { if (attempt < 2) throw new Error("flaky"); return n; } });
      const steady = agent("steady", { work: (n) => n * 2 });
      const plan = chain("p", [
        flaky.supervised({ transient: [retry({ delayMs: 1 })] }),
        parallel("q", { a: steady, b: map("m", steady, { maxItems: 4 }).given((n) => [n, n + 1]) }),
      ]);
      const runs = Array.from({ length: 200 }, (_, n) => runtime.start(plan, n));
      const outcomes = await Promise.all(runs.map((run) => run.outcome));
      const right = outcomes.filter(({ output }, n) => output.a === 2 * n && output.b[0] === 2 * n && output.b[1] === 2 * n + 2);
      say([right.length, new Set(outcomes.map(({ runId }) => runId)).size, outcomes.every(({ spend }) => spend.steps === 5)]);
    `);
    expectWell(exited);
    expect(exited.said).toEqual([[200, 200, true]]);
  });
});

describe("a program that runs for long", () => {
  it("does not grow over two thousand short runs", async () => {
    const exited = await runScript(
      `
      import { agent, chain, check, createRuntime, parallel, skip } from "troupe";
      const runtime = createRuntime();
      const steady = agent("steady", { work: (n) => ({ n, text: "x".repeat(200) }) });
      const broken = agent("broken", { work: () => { throw new TypeError("broken"); } });
      const plan = chain("p", [steady.gated(check("small", ({ n }) => n >= 0)), parallel("q", { a: steady, b: broken.supervised({ defect: [skip(0)] }) })]);
      async function heapAfter(runs) {
        for (let i = 0; i < runs; i += 50) await Promise.all(Array.from({ length: 50 }, (_, n) => runtime.start(plan, n).outcome));
        await new Promise((resolve) => setTimeout(resolve, 20));
        globalThis.gc();
        return process.memoryUsage().heapUsed;
      }
      const before = await heapAfter(500);
      const after = await heapAfter(2_000);
      say(after / before);
    `,
      "--expose-gc",
    );
    expectWell(exited);
    expect(exited.said).toHaveLength(1);
    expect(Number(exited.said[0])).toBeLessThan(1.5);
  }, 60_000);
});
