import { it } from "vitest";
import { agent, bound, chain, createRuntime, fail, fallback, parallel, retry, skip } from "troupe";
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
it("fallback loop", async () => {
  const f = agent("f", {
    work: async (_: number): Promise<number> => {
      throw fail.transient("f");
    },
  }).supervised({ transient: [] });
  const p = agent("p", {
    work: async (_: number): Promise<number> => {
      throw fail.transient("p");
    },
  }).supervised({ transient: [fallback(f), retry({ attempts: 3, delayMs: 0 })] });
  const rt = createRuntime();
  const log: string[] = [];
  const run = rt.start(p, 1, { budget: { steps: 60 } });
  const o = await run.outcome;
  for await (const fact of run.facts()) if (fact.type === "attempt.started") log.push(fact.path);
  console.log("1", bound(p), o.status, o.spend.steps, o.status === "failed" ? o.failure.kind : "", log.slice(0, 8));
  await rt.close();
}, 5000);
it("stop during a restart", async () => {
  const a = agent("a", {
    work: async (_: number): Promise<number> => {
      throw fail.transient("a");
    },
  });
  const c = agent("c", {
    work: async (_: number, { signal }): Promise<number> => {
      await new Promise((r) => signal.addEventListener("abort", r));
      return 1;
    },
  });
  const y = agent("y", {
    work: async (_: number): Promise<number> => {
      await sleep(30);
      throw fail.permanent("y");
    },
  });
  const plan = parallel("outer", {
    x: parallel("x", { a, c }).supervised({ transient: [retry({ scope: "all", delayMs: 300 })] }),
    y,
  });
  const rt = createRuntime();
  const run = rt.start(plan, 1, { budget: { steps: 60 } });
  const o = await Promise.race([run.outcome, sleep(2000)]);
  console.log("2", o ? o.status : "HANGS");
}, 9000);
it("escalated loop", async () => {
  const f = agent("f", {
    work: async (_: number): Promise<number> => {
      throw fail.transient("f");
    },
  }).supervised({ transient: [] });
  const p = agent("p", {
    work: async (_: number): Promise<number> => {
      throw fail.transient("p");
    },
  }).supervised({ transient: [fallback(f)] });
  const plan = chain("c", [p]).supervised({ escalated: [retry({ attempts: 3, delayMs: 0 })] });
  const rt = createRuntime();
  const run = rt.start(plan, 1, { budget: { steps: 60 } });
  const o = await run.outcome;
  console.log("3", bound(plan), o.status, o.spend.steps, o.status === "failed" ? o.failure.kind : "");
  await rt.close();
}, 5000);
it("revise behind a fallback", async () => {
  const f = agent("f", {
    work: async (_: number): Promise<number> => {
      throw fail.transient("f");
    },
  }).supervised({ "*": [] });
  const p = agent("p", {
    work: async (_: number): Promise<number> => {
      throw fail.invalidOutput("p");
    },
  });
  const plan = chain("c", [p]).supervised({ "invalid-output": [fallback(f), retry({ attempts: 2, delayMs: 0 })] });
  const rt = createRuntime();
  const run = rt.start(plan, 1, { budget: { steps: 60 } });
  const o = await Promise.race([run.outcome, sleep(1000)]);
  console.log("4", bound(plan), o ? [o.status, o.spend.steps] : "HANGS");
}, 5000);
