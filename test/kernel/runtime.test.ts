import { describe, expect, it } from "vitest";
import { agent, chain, map, parallel, retry, type Runtime } from "../../src/index.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { virtualHost } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import { TroupeError } from "../../src/model/troupe-error.ts";
import { handHost } from "./hand-host.ts";
import { rest } from "./by-hand.ts";
import { factsOf, rehearse } from "./rehearse.ts";
import { nested } from "../plan/plans.ts";
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
  /** A plan that holds another twice, on so many levels. */
  const shared = (levels: number): AnyPlan => {
    let plan: AnyPlan = a;
    for (let level = 0; level < levels; level++) plan = parallel("p", { x: plan, y: plan });
    return plan;
  };

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
    ["BAD_OPTION", () => untyped.start(a, 1, { bugdet: { steps: 1 } })],
    ["BAD_OPTION", () => untyped.start(a, 1, { unattended: "no" })],
    ["BAD_OPTION", () => untyped.start(a, 1, { onEscalation: { ask: "robot", deadlineMs: 5 } })],
    ["BAD_OPTION", () => untyped.start(a, 1, { id: "" })],
    ["BAD_OPTION", () => untyped.start(a, 1, { id: 5 })],
    ["BAD_OPTION", () => untyped.start(a, 1, { id: "a/b" })],
    ["PLAN_TOO_LARGE", () => untyped.start(shared(17), 1)],
    ["UNBOUNDED_PLAN", () => untyped.start(unbounded, [1])],
    [
      "UNKNOWN_STEP",
      () => untyped.start(chain("p", [a, worker("b").supervised({ timeout: [retry({ from: "c" })] })]), 1),
    ],
    ["PLAN_TOO_DEEP", () => untyped.start(nested(4_000), 1)],
    ["none", () => untyped.start(unbounded, [1], { budget: { steps: 5 } })],
    ["none", () => untyped.start(a, 1)],
  ])("is refused before anything happens: %s", (code, start) => {
    expect(codeOf(start)).toBe(code);
  });

  it("says where in the input is what is not JSON", () => {
    expect(() => untyped.start(a, { list: [1, () => 2] })).toThrow(
      "The input of a is not JSON at list.1: a function is not JSON.",
    );
  });

  it("of a second run of one name is refused while the first is under way", async () => {
    const { runtime, host } = byHand();
    const first = runtime.start(a, 1, { id: "same" });
    expect(codeOf(() => runtime.start(a, 1, { id: "same" }))).toBe("DUPLICATE_RUN");
    host.say({ kind: "returned", id: "a#1", value: 1 });
    await first.outcome;
    expect(codeOf(() => runtime.start(a, 1, { id: "same" }))).toBe("none");
  });

  it("runs no work before its caller holds the run", async () => {
    const ids: string[] = [];
    const run = virtual().start(agent("a", { work: () => void ids.push(run.id) }), undefined, { id: "mine" });
    expect(ids).toEqual([]);
    await run.outcome;
    expect(ids).toEqual(["mine"]);
  });

  it("made within the work of a run of the same name is refused", async () => {
    const runtime = virtual();
    const again: string[] = [];
    const plan = agent("a", {
      work: () => void again.push(codeOf(() => runtime.start(plan, undefined, { id: "same" }))),
    });
    await runtime.start(plan, undefined, { id: "same" }).outcome;
    expect(again).toEqual(["DUPLICATE_RUN"]);
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

  it("within the work of a run cancels that run, too", async () => {
    const runtime = virtual();
    const second: string[] = [];
    const closes = agent("closes", { work: () => void runtime.close() });
    const run = runtime.start(chain("p", [closes, agent("b", { work: () => void second.push("ran") })]), undefined);
    expect([(await run.outcome).status, second]).toEqual(["cancelled", []]);
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
