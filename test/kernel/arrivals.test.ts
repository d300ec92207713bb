import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent, branch, chain, fail, handoff, pass } from "../../src/index.ts";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { factsOf, rehearse } from "./rehearse.ts";
import { worker } from "./scenes.ts";

describe("what work said", () => {
  it.each<[string, Act, object]>([
    [
      "an output",
      { ends: { returns: 1, about: { confidence: 0.4 } } },
      { type: "work.returned", output: 1, about: { confidence: 0.4 } },
    ],
    ["a refusal", { ends: { declines: "not mine" } }, { type: "work.declined", reason: "not mine" }],
    ["a question back", { ends: { asks: { which: 1 } } }, { type: "work.asked", question: { which: 1 } }],
    [
      "an error",
      { ends: { throws: "no luck" } },
      { type: "work.threw", thrown: { name: "Thrown", message: "no luck", value: "no luck" } },
    ],
    [
      "no JSON",
      { ends: { returns: 1n } },
      { type: "work.invalid", where: "output", issues: [{ message: "a bigint is not JSON", path: [] }] },
    ],
    [
      "what it used",
      { ends: { returns: 1 }, spends: [{ afterMs: 0, usage: { inputTokens: 7 } }] },
      { type: "work.spent", usage: { inputTokens: 7 } },
    ],
  ])("is written down as the world's, with its attempt: %s", async (_, act, fact) => {
    const { facts } = await rehearse(worker("a"), 1, { cast: { a: act } });
    expect(facts).toContainEqual(expect.objectContaining({ ...fact, source: "world", path: "a", attempt: 1 }));
  });

  it("is written down where it passes control on: to whom, and with what", async () => {
    const one = agent("one", { handsTo: ["two"], work: (id: number, context) => context.handoff("two", id) });
    const { facts } = await rehearse(handoff("p", { one, two: worker("two") }, { start: "one", max: 1 }), 7);
    expect(factsOf(facts, "work.handed")).toMatchObject([
      { source: "world", path: "p/one", attempt: 1, to: "two", context: 7 },
    ]);
  });

  it("is written down as far as it has come", async () => {
    const slow = agent("a", {
      work: (_: number, { progress }) => {
        progress(0.5, { so: "far" });
        return 1;
      },
    });
    const { facts } = await rehearse(slow, 1);
    expect(factsOf(facts, "work.progressed")).toMatchObject([{ fraction: 0.5, partial: { so: "far" } }]);
  });

  it("has the attempt's start for its cause", async () => {
    const { facts } = await rehearse(worker("a"), 1);
    const [began] = factsOf(facts, "attempt.started");
    expect(factsOf(facts, "work.returned")[0]?.cause).toBe(began?.seq);
  });

  it("is charged, also where the attempt fails", async () => {
    const { outcome } = await rehearse(worker("a"), 1, {
      cast: {
        a: {
          ends: { throws: new TypeError("x") },
          spends: [{ afterMs: 0, usage: { inputTokens: 3, outputTokens: 4, costUsd: 0.5 } }],
        },
      },
    });
    expect(outcome.spend).toMatchObject({ tokens: 7, usd: 0.5 });
  });

  it("of a former attempt is a dead letter, and changes nothing", async () => {
    const { outcome, facts } = await rehearse(chain("p", [worker("a"), worker("b")]), 1, {
      cast: { a: { ends: { returns: "once" }, echoes: 2 }, b: { afterMs: 5, returns: "end" } },
    });
    expect(outcome).toMatchObject({ status: "done", output: "end", finished: { "p/a": "once" } });
    expect(factsOf(facts, "dead.letter").map(({ what }) => what)).toEqual([
      "returned from p/a#1",
      "returned from p/a#1",
    ]);
  });
});

describe("a failure of work", () => {
  const failureOf = async (throws: unknown) => {
    const { outcome } = await rehearse(worker("a").supervised({ "*": [] }), 1, { cast: { a: { throws } } });
    return outcome.status === "failed" ? outcome.failure : undefined;
  };

  it("keeps a thrown string and a thrown object as they were", async () => {
    expect(await failureOf("no luck")).toMatchObject({ kind: "transient", message: "no luck", thrown: "no luck" });
    expect(await failureOf({ why: "no luck" })).toMatchObject({ thrown: { why: "no luck" } });
  });

  it("keeps an error's name, message and code", async () => {
    expect(await failureOf(Object.assign(new Error("reset"), { code: "ECONNRESET" }))).toMatchObject({
      kind: "transient",
      message: "reset",
      code: "ECONNRESET",
      thrown: { name: "Error", message: "reset" },
    });
  });

  it("keeps how long the provider asks us to wait", async () => {
    expect(await failureOf(fail.rateLimited("busy", { retryAfterMs: 700 }))).toMatchObject({
      kind: "rate-limited",
      retryAfterMs: 700,
    });
  });

  it("keeps the causes of an error, and the code of the nearest of them that has one", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { code: "ECONNREFUSED" });
    const cause = { name: "Error", message: "connect ECONNREFUSED 127.0.0.1:9", code: "ECONNREFUSED" };
    expect(await failureOf(new TypeError("fetch failed", { cause: refused }))).toMatchObject({
      message: "fetch failed",
      code: "ECONNREFUSED",
      thrown: { name: "TypeError", message: "fetch failed", cause },
    });
    expect(await failureOf(fail.permanent("outer", { cause: refused }))).toMatchObject({
      kind: "permanent",
      thrown: { message: "outer", cause },
    });
  });

  it("says where the bug is, of a defect and of nothing else", async () => {
    const place = expect.stringMatching(/arrivals\.test\.ts:\d+:\d+$/);
    expect(await failureOf(new TypeError("x is not a function"))).toMatchObject({
      kind: "defect",
      thrown: { at: place },
    });
    expect(await failureOf(new Error("x"))).not.toHaveProperty("thrown.at");
  });

  it("says where the bug is of a function of a plan too", async () => {
    const on = (): "a" => {
      throw new RangeError("cannot tell");
    };
    const { outcome } = await rehearse(branch("p", { on, cases: { a: pass<number>() } }), 1);
    expect(outcome).toMatchObject({
      failure: { kind: "defect", thrown: { at: expect.stringMatching(/arrivals\.test\.ts:\d+:\d+$/) } },
    });
  });

  it("counts a wait until a time from the moment at which that was said", async () => {
    const headers = { "retry-after": "Thu, 01 Jan 1970 00:00:09 GMT" };
    const busy = Object.assign(new Error("busy"), { status: 429, headers });
    const slow = agent("a", { work: (n: number) => n, timeoutMs: 5_000 });
    const { outcome, facts } = await rehearse(slow, 1, {
      cast: { a: [{ afterMs: 2_000, throws: busy }, { returns: 2 }] },
    });
    expect(factsOf(facts, "node.failed")[0]?.failure).toMatchObject({ kind: "rate-limited", retryAfterMs: 7_000 });
    expect(factsOf(facts, "attempt.started").map(({ at }) => at)).toEqual([0, 9_000]);
    expect(outcome.status).toBe("done");
  });

  it("words issues in a bounded message, however many and long they are", async () => {
    const output = z.array(z.string("x".repeat(1_000)));
    const plan = agent("a", { output, work: () => JSON.parse(`[${"1,".repeat(200)}1]`) }).supervised({ "*": [] });
    const { outcome } = await rehearse(plan, undefined);
    const failure = outcome.status === "failed" ? outcome.failure : undefined;
    expect(failure?.issues?.length).toBe(100);
    expect(failure?.message).toMatch(/^the output does not fit: 0: x.*… \(\d+ characters\)$/);
    expect(failure?.message.length).toBeLessThan(10_100);
  });

  it("is permanent where the input does not fit, and an invalid output where the output does not, with the issues", async () => {
    const strict = agent("a", {
      input: z.object({ n: z.number() }),
      output: z.string(),
      work: ({ n }) => JSON.parse(`${n}`),
    });
    const wide = agent("w", { work: (): { n: number } => JSON.parse('{ "n": "x" }') });
    const input = await rehearse(chain("p", [wide, strict]), undefined);
    const output = await rehearse(strict.supervised({ "*": [] }), { n: 1 });
    expect(input.outcome).toMatchObject({
      failure: { cause: { kind: "permanent", code: "input", issues: [{ path: ["n"] }] } },
    });
    expect(output.outcome).toMatchObject({ failure: { kind: "invalid-output", code: "output", previous: 1 } });
  });

  it("says where in the value the issue is", async () => {
    const { facts } = await rehearse(worker("a"), 1, { cast: { a: { returns: { list: [1, () => 2] } } } });
    expect(factsOf(facts, "node.failed")[0]?.failure.message).toBe(
      "the output does not fit: list.1: a function is not JSON",
    );
  });
});

describe("what a function of the plan gave", () => {
  const cases = { x: pass<number>(), y: pass<number>() };

  it("is written down, and goes to the pattern", async () => {
    const { outcome, facts } = await rehearse(branch("p", { on: (n: number) => (n > 1 ? "x" : "y"), cases }), 2);
    expect(outcome).toMatchObject({ status: "done", output: 2 });
    expect(factsOf(facts, "function.gave")).toMatchObject([{ path: "p", call: "branch", value: "x", source: "world" }]);
  });

  it("is a defect of its node where it threw, and costs no step", async () => {
    const on = (): "x" => {
      throw new Error("cannot tell");
    };
    const { outcome, facts } = await rehearse(branch("p", { on, cases }), 2);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "defect", path: "p", message: "on threw: cannot tell" },
      spend: { steps: 0 },
    });
    expect(factsOf(facts, "function.threw")).toMatchObject([{ thrown: { message: "cannot tell" } }]);
  });
});

describe("time", () => {
  it("is that of the completions, and never goes back", async () => {
    const { facts } = await rehearse(chain("p", [worker("a"), worker("b")]), 1, {
      cast: { a: { afterMs: 30, returns: 1 }, b: { afterMs: 12, returns: 2 } },
    });
    const times = facts.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((x, y) => x - y));
    expect(times.at(-1)).toBe(42);
  });

  it("that was set is written down when it comes", async () => {
    const { facts } = await rehearse(worker("a"), 1, { cast: { a: [{ throws: "flaky" }, { returns: 1 }] } });
    expect(factsOf(facts, "timer.fired")).toMatchObject([{ timer: "backoff", path: "a", source: "world" }]);
  });
});
