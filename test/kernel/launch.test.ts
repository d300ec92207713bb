import { describe, expect, it } from "vitest";
import { chain } from "../../src/index.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import { launch, relaunch } from "../../src/kernel/launch.ts";
import { settle } from "../../src/kernel/settle.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { rest } from "./by-hand.ts";
import { handHost } from "./hand-host.ts";
import { worker } from "./scenes.ts";

const of = (plan: AnyPlan) => ({ runId: "r", seed: 0, settled: settle(plan, 1, {}) });
const plan = chain("p", [worker("a"), worker("b")]);

async function half(): Promise<readonly Fact[]> {
  const host = handHost();
  const { run } = launch({ host, driver: actorDriver }, of(plan));
  await rest();
  host.say({ kind: "returned", id: "p/a#1", value: 2 });
  await rest();
  const reader = run.facts()[Symbol.asyncIterator]();
  const facts: Fact[] = [];
  for (;;) {
    const { value } = await reader.next();
    facts.push(value);
    if (facts.filter(({ type }) => type === "attempt.started").length === 2) return facts;
  }
}

describe("a run that is brought back", () => {
  it("goes on from where it stood", async () => {
    const host = handHost();
    const { run } = relaunch({ host, driver: actorDriver }, of(plan), { startedAt: 0, facts: await half() });
    await rest();
    host.say({ kind: "woke" }, 60_000);
    await rest();
    expect(host.log.filter((line) => line.startsWith("begin"))).toEqual(["begin p/b#2"]);
    host.say({ kind: "returned", id: "p/b#2", value: 3 });
    expect(await run.outcome).toMatchObject({ status: "done", output: 3, finished: { "p/a": 2 }, spend: { steps: 3 } });
  });

  it("leaves no actor behind where it cannot be brought back, and never comes to a host", async () => {
    let closed = 0;
    const host = handHost();
    const driver = () => {
      const made = actorDriver();
      return { ...made, close: () => void (closed += 1) };
    };
    const other = of(chain("p", [worker("b"), worker("a")]));
    const facts = await half();
    expect(() => relaunch({ host, driver }, other, { startedAt: 0, facts })).toThrow("REPLAY_DIFFERS");
    expect([closed, host.log]).toEqual([1, []]);
  });
});
