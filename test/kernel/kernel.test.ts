import { describe, expect, it } from "vitest";
import { chain, parallel, retry } from "../../src/index.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

const returned = (id: string, value: unknown = 1) => ({ kind: "returned", id, value, at: 5 }) as const;
const stateOf = (kernel: ReturnType<typeof kernelOf>, path: string) =>
  kernel.snapshot().nodes.find((node) => node.path === path);

describe("a kernel", () => {
  it("opens as many letters as it may, and says whether any are left", () => {
    const kernel = kernelOf(chain("p", [worker("a")]), 1);
    expect([kernel.step(1), kernel.core.queue.size > 0]).toEqual([true, true]);
    expect([settle(kernel).step(64), kernel.core.queue.size]).toEqual([false, 0]);
  });

  it("hands out what it wants done once", () => {
    const kernel = settle(kernelOf(worker("a"), 1));
    expect(kernel.takeFresh()).toMatchObject([{ kind: "work", id: "a#1", input: 1 }]);
    expect(kernel.takeFresh()).toEqual([]);
  });

  it("begins with the run's facts: who, what, on which input, within which budget", () => {
    const kernel = kernelOf(worker("a"), 1, undefined, { budget: { steps: 3 }, bound: 3, deadlineMs: 99 });
    expect(kernel.core.facts[0]).toMatchObject({
      seq: 0,
      type: "run.started",
      source: "world",
      runId: "r",
      plan: "a",
      nodes: [{ path: "a", kind: "agent" }],
      input: 1,
      budget: { steps: 3 },
      bound: 3,
      deadline: 99,
    });
  });

  it("hears nothing any more once it has its outcome", () => {
    const kernel = settle(kernelOf(worker("a"), 1));
    kernel.arrive(returned("a#1"));
    settle(kernel);
    const before = kernel.core.facts.length;
    kernel.arrive({ kind: "woke", at: 999 });
    settle(kernel);
    expect(kernel.core.outcome).toMatchObject({ status: "done", output: 1 });
    expect(kernel.core.facts.length).toBe(before);
  });

  it("takes what no transition took for a dead letter", () => {
    const kernel = settle(kernelOf(chain("p", [worker("a"), worker("b")]), 1));
    kernel.arrive(returned("p/a#1"));
    settle(kernel);
    kernel.arrive(returned("p/a#1"));
    expect(kernel.core.facts.at(-1)).toMatchObject({ type: "dead.letter", path: "p/a", what: "returned from p/a#1" });
  });
});

describe("a snapshot", () => {
  it("shows the nodes that have not begun, those at work, and those that are done", () => {
    const kernel = settle(kernelOf(chain("p", [worker("a"), worker("b")]), 1));
    expect(kernel.snapshot().nodes.map(({ path, state }) => [path, state])).toEqual([
      ["p", "working"],
      ["p/a", "working"],
      ["p/b", "idle"],
    ]);
    kernel.arrive(returned("p/a#1"));
    settle(kernel);
    expect(kernel.snapshot().nodes.map(({ state }) => state)).toEqual(["working", "done", "working"]);
  });

  it("shows a group that recovers as working, and says what it waits for", () => {
    const kernel = settle(kernelOf(chain("p", [worker("a").supervised({ transient: [retry({ delayMs: 40 })] })]), 1));
    kernel.arrive({ kind: "threw", id: "p/a#1", thrown: { name: "Error", message: "flaky" }, at: 5 });
    settle(kernel);
    expect([stateOf(kernel, "p"), stateOf(kernel, "p/a")]).toMatchObject([
      { state: "working", disposition: "recovering" },
      { state: "failed", disposition: "retrying at 45", attempt: 1 },
    ]);
  });

  it("shows what was spent at the moment", () => {
    const kernel = settle(kernelOf(worker("a"), 1));
    kernel.arrive({ kind: "spent", id: "a#1", usage: { costUsd: 0.25 }, at: 7 });
    expect(kernel.snapshot().spend).toEqual({ steps: 1, toolCalls: 0, tokens: 0, usd: 0.25, wallMs: 7 });
  });

  it("shows every node in one of the five states, at every moment of a run", () => {
    const kernel = kernelOf(parallel("p", { a: worker("a"), b: chain("q", [worker("b"), worker("c")]) }), 1);
    const states = new Set<string>();
    const look = () => kernel.snapshot().nodes.forEach(({ state }) => states.add(state));
    const letters = () => {
      do look();
      while (kernel.step(1));
    };
    letters();
    for (const id of ["p/b/b#1", "p/b/c#1", "p/a#1"]) {
      kernel.arrive(returned(id));
      letters();
    }
    look();
    expect([...states].toSorted((x, y) => (x < y ? -1 : 1))).toEqual(["done", "idle", "working"]);
    expect(kernel.core.outcome?.status).toBe("done");
  });
});

describe("the draw for a failure's jitter", () => {
  it("differs between nodes and between attempts, and is the same for the same run", () => {
    const delays = (runId: string) => {
      const kernel = settle(kernelOf(parallel("p", { a: worker("a"), b: worker("b") }), 1, undefined, { runId }));
      for (const id of ["p/a#1", "p/b#1"]) {
        kernel.arrive({ kind: "threw", id, thrown: { name: "Error", message: "flaky" }, at: 0 });
        settle(kernel);
      }
      return kernel.core.facts.flatMap((fact) => (fact.type === "supervisor.decided" ? fact.delayMs : []));
    };
    const [first, second] = [delays("r"), delays("s")];
    expect(new Set([...first, ...second]).size).toBe(4);
    expect(delays("r")).toEqual(first);
  });
});
