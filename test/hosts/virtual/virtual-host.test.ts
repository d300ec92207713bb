import { describe, expect, it } from "vitest";
import { hostConformance } from "../../../src/hosts/conformance/host-conformance.ts";
import { attempt, ended, placeRun, site } from "../../../src/hosts/conformance/placed-run.ts";
import { cast } from "../../../src/hosts/virtual/act.ts";
import { virtualHost } from "../../../src/hosts/virtual/virtual-host.ts";
import { agent, chain, human, parallel, retry } from "../../../src/index.ts";
import { actorDriver } from "../../../src/kernel/actor-driver.ts";
import { stepDriver } from "../../../src/kernel/step-driver.ts";
import { z } from "zod";
import { rehearse, seen } from "../../kernel/rehearse.ts";
import { worker } from "../../kernel/scenes.ts";

describe("the virtual host", () => {
  hostConformance(() => virtualHost(), it);
});

describe("virtual time", () => {
  it("begins at 0 for every run", async () => {
    const host = virtualHost();
    const [one, other] = [placeRun(host, []), placeRun(host, [])];
    await one.until((came) => came.length > 0, 500);
    expect([one.session.now(), other.session.now()]).toEqual([500, 0]);
  });

  it("passes without any real time: a year of backoff is over at once", async () => {
    const year = 365 * 86_400_000;
    const plan = worker("a").supervised({ transient: [retry({ delayMs: 2_147_483_647, attempts: 16 })] });
    const flaky = Array.from({ length: 15 }, () => ({ throws: "flaky" }));
    const began = performance.now();
    const { outcome } = await rehearse(plan, 1, { cast: { a: [...flaky, { returns: 1 }] } });
    expect(outcome.spend.wallMs).toBeGreaterThan(year);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it("stands still for real work, and passes while that rests", async () => {
    const patient = agent("a", {
      work: () => new Promise<string>((resolve) => setTimeout(() => resolve("never mind"), 30)),
      timeoutMs: 100,
    });
    const quick = agent("a", { work: async () => "in no time", timeoutMs: 100 });
    expect((await rehearse(quick, undefined)).outcome).toMatchObject({ status: "done", spend: { wallMs: 0 } });
    expect((await rehearse(patient.supervised({ timeout: [] }), undefined)).outcome).toMatchObject({
      status: "failed",
    });
  });

  it("lets what comes at one time come in the order in which it was set", async () => {
    const run = await rehearse(parallel("p", { a: worker("a"), b: worker("b"), c: worker("c") }), 1, {
      cast: { a: { afterMs: 7, returns: 1 }, b: { afterMs: 7, returns: 1 }, c: { afterMs: 3, returns: 1 } },
    });
    expect(seen(run).filter((line) => line.includes("ended"))).toEqual([
      "3 ended p/c#1",
      "7 ended p/a#1",
      "7 ended p/b#1",
    ]);
  });
});

describe("reports of real work", () => {
  it("are the same facts in every run and on both drivers, however many there are and whenever they come", async () => {
    const busy = (name: string, waits: number) =>
      agent(name, {
        async work(_: number, { progress, spend }) {
          for (let i = 1; i <= 3_000; i++) {
            progress(i / 3_000, i);
            spend({ inputTokens: 1, costUsd: 0.1 });
            if (i % waits === 0) await Promise.resolve();
          }
          return name;
        },
      });
    const plan = parallel("p", { a: busy("a", 1), b: busy("b", 7), c: busy("c", 5_000) });
    const [first, second, stepped] = await Promise.all(
      [actorDriver, actorDriver, stepDriver].map((driver) => rehearse(plan, 1, { driver, seed: 3 })),
    );
    expect(second?.facts).toEqual(first?.facts);
    expect(stepped?.facts).toEqual(first?.facts);
    expect(first?.outcome.spend).toMatchObject({ tokens: 9_000, usd: 900 });
    const ofLoop = first?.facts.filter(({ path, type }) => path === "p/c" && type.startsWith("work."));
    expect(ofLoop).toMatchObject([
      { type: "work.progressed", fraction: 1, partial: 3_000 },
      { type: "work.spent", usage: { inputTokens: 3_000, costUsd: 300 } },
      { type: "work.returned" },
    ]);
  });
});

describe("the moment of a wake-up", () => {
  it("comes after what ends in that moment: work that ends at its timeout is in time", async () => {
    const { outcome } = await rehearse(worker("a"), 1, { cast: { a: { afterMs: 100, returns: "in time" } } });
    expect(outcome).toMatchObject({ status: "done", output: "in time", spend: { steps: 1 } });
  });
});

describe("the log of the virtual world", () => {
  it("tells what began, ended, was aborted, asked, taken back, evaluated and closed, and when", async () => {
    const person = human<unknown, string>("person", { output: z.string(), deadlineMs: 50, otherwise: "fail" });
    const plan = parallel("p", { a: worker("a"), b: chain("q", [person]) });
    const run = await rehearse(
      plan.given((input: unknown) => input),
      1,
      {
        cast: { a: { afterMs: 80, ends: { returns: 1 }, onAbort: { afterMs: 5 } } },
      },
    );
    expect(seen(run)).toEqual([
      "0 evaluated p?select",
      "0 began p/p/a#1",
      "0 asked p/p/b/person!1",
      "50 withdrew p/p/b/person!1",
      "50 aborted p/p/a#1",
      "55 ended p/p/a#1",
      "55 closed",
    ]);
  });

  it("says an end once, however often it is said", async () => {
    const run = await rehearse(chain("p", [worker("a"), worker("b")]), 1, {
      cast: { a: { ends: { returns: 1 }, echoes: 3 } },
    });
    expect(seen(run).filter((line) => line === "0 ended p/a#1").length).toBe(1);
  });
});

describe("what is left", () => {
  it("is what has begun and not ended, and the times that will still come", async () => {
    const host = virtualHost({ act: cast({ a: "never", b: { afterMs: 40, returns: 1 } }) });
    const run = placeRun(host, [site({})]);
    run.begin(attempt("a#1", { path: "a" }), attempt("b#1", { path: "b" }));
    expect(host.left()).toEqual({ attempts: ["a#1", "b#1"], times: 1 });
    await run.until(ended(1));
    expect(host.left()).toEqual({ attempts: ["a#1"], times: 0 });
  });
});

describe("a script", () => {
  it("answers questions, each at its time", async () => {
    const person = human<unknown, string>("person", { output: z.string(), deadlineMs: 50, otherwise: "fail" });
    const { outcome, facts } = await rehearse(person, 1, {
      answer: ({ kind, shown }) => ({
        afterMs: 20,
        reply: { verdict: "edit", value: `${kind} ${JSON.stringify(shown)}` },
      }),
    });
    expect(outcome).toMatchObject({ status: "done", output: "human 1" });
    expect(facts.at(-1)?.at).toBe(20);
  });

  it("cancels from outside, at its time", async () => {
    const { outcome, facts } = await rehearse(worker("a"), 1, { cast: { a: "never" }, cancelAtMs: 30 });
    expect(outcome).toMatchObject({ status: "cancelled", by: "caller" });
    expect(facts.at(-1)?.at).toBe(30);
  });
});
