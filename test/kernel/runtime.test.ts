import { describe, expect, it } from "vitest";
import { agent, chain, map, type Runtime } from "../../src/index.ts";
import { virtualHost } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import { TroupeError } from "../../src/model/troupe-error.ts";
import { handHost } from "./hand-host.ts";
import { rest } from "./by-hand.ts";
import { factsOf, rehearse } from "./rehearse.ts";
import { worker } from "./scenes.ts";

const virtual = (): Runtime => runtimeOn({ host: virtualHost(), driver: actorDriver, seed: 0 });
const byHand = () => {
  const host = handHost();
  return { host, runtime: runtimeOn({ host, driver: actorDriver, seed: 0 }) };
};

/** The code of the mistake that a start is refused for. */
function codeOf(start: () => unknown): string {
  try {
    start();
    return "none";
  } catch (error) {
    return error instanceof TroupeError ? error.code : "another error";
  }
}

describe("a start", () => {
  const untyped: { start(plan: unknown, input?: unknown, options?: object): unknown } = virtual();
  const a = worker("a");
  const unbounded = map("p", a);

  it.each<[string, () => unknown]>([
    ["NOT_A_PLAN", () => untyped.start({ kind: "agent", name: "a" })],
    ["NOT_A_PLAN", () => untyped.start(undefined)],
    ["NOT_JSON", () => untyped.start(a, { when: new Date(0) })],
    ["BAD_BUDGET", () => untyped.start(a, 1, { budget: {} })],
    ["BAD_BUDGET", () => untyped.start(a, 1, { budget: { steps: -1 } })],
    ["BAD_BUDGET", () => untyped.start(a, 1, { budget: { steps: 1.5 } })],
    ["BAD_BUDGET", () => untyped.start(a, 1, { budget: { step: 1 } })],
    ["BAD_OPTION", () => untyped.start(a, 1, { deadlineMs: 0 })],
    ["BAD_OPTION", () => untyped.start(a, 1, { graceMs: Number.NaN })],
    ["BAD_OPTION", () => untyped.start(a, 1, { onEscalation: { ask: "person" } })],
    ["UNBOUNDED_PLAN", () => untyped.start(unbounded, [1])],
    ["none", () => untyped.start(unbounded, [1], { budget: { steps: 5 } })],
    ["none", () => untyped.start(a, 1)],
  ])("is refused before anything happens: %s", (code, start) => {
    expect(codeOf(start)).toBe(code);
  });

  it("says where in the input is what is not JSON", () => {
    expect(() => untyped.start(a, { list: [1, () => 2] })).toThrow("The input of a at list.1 a function is not JSON.");
  });

  it("of a second run of one name is refused while the first is under way", async () => {
    const { runtime, host } = byHand();
    const first = runtime.start(a, 1, { id: "same" });
    expect(codeOf(() => runtime.start(a, 1, { id: "same" }))).toBe("DUPLICATE_RUN");
    host.say({ kind: "returned", id: "a#1", value: 1 });
    await first.outcome;
    expect(codeOf(() => runtime.start(a, 1, { id: "same" }))).toBe("none");
  });

  it("leaves nothing behind where it is refused", () => {
    const host = virtualHost();
    const runtime: { start(plan: unknown, input?: unknown): unknown } = runtimeOn({
      host,
      driver: actorDriver,
      seed: 0,
    });
    codeOf(() => runtime.start(a, new Date(0)));
    expect(host.log).toEqual([]);
  });
});

describe("the budget of a run", () => {
  const budgetOf = async (plan: Parameters<typeof rehearse>[0], budget?: object) => {
    const { facts } = await rehearse(plan, 1, budget === undefined ? {} : { budget });
    return factsOf(facts, "run.started")[0]?.budget;
  };

  it("is the plan's bound in steps where nobody says anything", async () => {
    expect(await budgetOf(chain("p", [worker("a"), worker("b")]))).toEqual({ steps: 10 });
  });

  it("is what the caller says, with the bound for the steps that are left out", async () => {
    expect(await budgetOf(worker("a"), { usd: 1 })).toEqual({ usd: 1, steps: 5 });
  });

  it("is the tighter of the caller's and the plan's own, for each ledger", async () => {
    expect(await budgetOf(worker("a").budgeted({ steps: 3, usd: 1 }), { steps: 4, usd: 0.5 })).toEqual({
      steps: 3,
      usd: 0.5,
    });
  });
});

describe("a close", () => {
  it("cancels every run and waits until nothing of them is left", async () => {
    const { runtime, host } = byHand();
    const run = runtime.start(worker("a"), 1);
    await rest();
    const closed = runtime.close();
    host.say({ kind: "threw", id: "a#1", thrown: { name: "AbortError", message: "" } });
    await closed;
    expect(await run.outcome).toMatchObject({ status: "cancelled", reason: "the runtime was closed", by: "shutdown" });
    expect(host.log.at(-1)).toBe("close");
  });

  it("asked for twice is one", async () => {
    const runtime = virtual();
    expect(runtime.close()).toBe(runtime.close());
    await runtime.close();
  });

  it("refuses what is started afterwards", async () => {
    const runtime = virtual();
    await runtime.close();
    expect(codeOf(() => runtime.start(worker("a"), 1))).toBe("RUNTIME_CLOSED");
  });

  it("is what the end of an `await using` does", async () => {
    const runtime = virtual();
    await runtime[Symbol.asyncDispose]();
    expect(codeOf(() => runtime.start(worker("a"), 1))).toBe("RUNTIME_CLOSED");
  });
});

describe("runs side by side", () => {
  it("do not hear of one another", async () => {
    const runtime = virtual();
    const echo = agent("a", { work: async (n: number) => n });
    const runs = Array.from({ length: 20 }, (_, n) => runtime.start(chain("p", [echo]), n));
    const outcomes = await Promise.all(runs.map((run) => run.outcome));
    expect(outcomes).toMatchObject(outcomes.map((_, n) => ({ status: "done", output: n, spend: { steps: 1 } })));
    expect(new Set(outcomes.map(({ runId }) => runId)).size).toBe(20);
  });
});

describe("the seed", () => {
  it("decides the jitter, together with the run's id", async () => {
    const delay = async (seed: number, id: string) => {
      const { facts } = await rehearse(worker("a"), 1, { cast: { a: [{ throws: "x" }, { returns: 1 }] }, seed, id });
      return factsOf(facts, "supervisor.decided")[0]?.delayMs;
    };
    const [one, again, other, elsewhere] = [
      await delay(1, "r"),
      await delay(1, "r"),
      await delay(2, "r"),
      await delay(1, "s"),
    ];
    expect(again).toBe(one);
    expect(new Set([one, other, elsewhere]).size).toBe(3);
  });
});
