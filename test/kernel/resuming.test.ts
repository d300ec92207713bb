import { describe, expect, it } from "vitest";
import { agent, chain, check, parallel, retry } from "../../src/index.ts";
import type { Kernel } from "../../src/kernel/kernel.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { z } from "zod";
import { kernelOf, settle } from "./kernel-of.ts";
import { factsOf } from "./rehearse.ts";
import { worker } from "./scenes.ts";

/** A kernel whose first attempts are at work. */
const started = (plan: AnyPlan, setting: Parameters<typeof kernelOf>[3] = {}): Kernel =>
  settle(kernelOf(plan, 1, undefined, setting));

/** Another process goes on at that time; `lost` is what was at work. */
function goOn(kernel: Kernel, at: number): Kernel {
  const lost = [...kernel.core.outstanding.values()].flatMap(({ id, kind }) => (kind === "work" ? [id] : []));
  kernel.arrive({ kind: "resumed", at, lost });
  return settle(kernel);
}

/** A killed process; the next one goes on, and waits out what it waits for. */
function killed(kernel: Kernel, at: number): Kernel {
  goOn(kernel, at);
  const wakeAt = kernel.waiting().wakeAt;
  if (kernel.core.outcome === undefined && wakeAt !== undefined) kernel.arrive({ kind: "woke", at: wakeAt });
  return settle(kernel);
}

const kinds = ({ core }: Kernel) => factsOf(core.facts, "node.failed").map(({ failure }) => failure.kind);
const a = worker("a");

describe("an attempt that was at work when its process was killed", () => {
  it("is lost, and is tried again under the same key", () => {
    const kernel = started(a);
    const keyOf = () => [...kernel.core.outstanding.values()].map((one) => one.kind === "work" && one.idempotencyKey);
    const before = keyOf();
    killed(kernel, 1_000);
    expect([kinds(kernel), [...kernel.core.outstanding.keys()], keyOf()]).toEqual([["lost"], ["a#2"], before]);
  });

  it("twice in one activation is a defect, which is not tried again", () => {
    const kernel = killed(killed(started(a), 1_000), 90_000);
    expect(kinds(kernel)).toEqual(["lost", "defect"]);
    expect(kernel.core.outcome).toMatchObject({ status: "failed", failure: { kind: "defect", code: "lost-twice" } });
  });

  it("twice, but of two activations, is lost twice", () => {
    const kernel = started(chain("p", [a, worker("b")]));
    killed(kernel, 1_000);
    kernel.arrive({ kind: "returned", at: 50_000, id: "p/a#2", value: 1 });
    killed(settle(kernel), 60_000);
    expect([kinds(kernel), kernel.core.outcome]).toEqual([["lost", "lost"], undefined]);
  });

  it("is lost however often, where a policy says what to do about that", () => {
    const kernel = started(a.supervised({ lost: [retry({ attempts: 4, delayMs: 1 })] }));
    for (const at of [1_000, 2_000, 3_000, 4_000]) killed(kernel, at);
    expect(kinds(kernel)).toEqual(["lost", "lost", "lost", "lost"]);
    expect(kernel.core.outcome).toMatchObject({ status: "failed", failure: { kind: "lost" } });
  });

  it("counts its step once, and the step of the next attempt beside", () => {
    const kernel = killed(started(a), 1_000);
    kernel.arrive({ kind: "returned", at: 50_000, id: "a#2", value: 1 });
    expect(settle(kernel).core.outcome).toMatchObject({ status: "done", spend: { steps: 2 } });
  });

  it("of a node that was being stopped is the end of the stop, and no failure", () => {
    const kernel = started(chain("p", [a]));
    kernel.arrive({ kind: "cancelled", at: 10, reason: "enough", by: "caller" });
    goOn(settle(kernel), 1_000);
    expect([kinds(kernel), kernel.core.outcome]).toMatchObject([[], { status: "cancelled", reason: "enough" }]);
  });
});

it("what a close took with it is lost, and is not held against the input", () => {
  const kernel = started(a.supervised({ defect: [] }));
  for (const at of [1_000, 100_000]) {
    kernel.arrive({ kind: "left", at: at - 500 });
    killed(settle(kernel), at);
  }
  expect(kinds(kernel)).toEqual(["lost", "lost"]);
});

describe("the time between two processes", () => {
  it("is no time at work", () => {
    const kernel = started(a, { budget: { wallMs: 10_000 } });
    goOn(kernel, 1_000_000);
    expect([kinds(kernel), kernel.snapshot().spend.wallMs]).toEqual([["lost"], 0]);
  });

  it("counts for the run's deadline, which comes before anything is decided about what was lost", () => {
    const kernel = goOn(started(parallel("p", { a, b: worker("b") }), { deadlineMs: 500 }), 1_000);
    expect(kernel.core.outcome).toMatchObject({ status: "failed", failure: { kind: "timeout", code: "deadline" } });
    expect(factsOf(kernel.core.facts, "supervisor.decided")).toEqual([]);
  });

  it("counts for a backoff: one that has passed is over at once", () => {
    const kernel = started(a.supervised({ transient: [retry({ delayMs: 5_000 })] }));
    kernel.arrive({ kind: "threw", at: 10, id: "a#1", thrown: { name: "Error", message: "flaky" } });
    goOn(settle(kernel), 20_000);
    expect(kernel.waiting().wakeAt).toBe(5_010);
    kernel.arrive({ kind: "woke", at: 20_000 });
    expect([...settle(kernel).core.outstanding.keys()]).toEqual(["a#2"]);
  });

  it("does not count for a schema that is asked again: it has its whole time", () => {
    const checked = agent("checked", { input: z.number(), work: (n: number) => n, timeoutMs: 2_000 }).gatedBefore(
      check("any", () => true),
    );
    const kernel = started(chain("p", [checked]));
    const before = kernel.waiting().wakeAt;
    const evaluating = [...kernel.core.outstanding.values()].filter(({ kind }) => kind === "evaluate").length;
    goOn(kernel, 100_000);
    expect([evaluating, before, kernel.waiting().wakeAt]).toEqual([1, 2_000, 102_000]);
  });
});
