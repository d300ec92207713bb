import { describe, expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { fail } from "../../src/model/fail.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { retry, skip } from "../../src/plan/directives.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { attemptsOf, endsOf, factsOf, play, worker } from "./stage.ts";

const [a, b, c] = [worker("a"), worker("b"), worker("c")];
const long = { afterMs: 1_000, ends: { returns: "long" } };
const slow = { ...long, onAbort: { afterMs: 10 } };
const deaf = { ...long, onAbort: "ignores" } as const;

describe("a cancelled run", () => {
  it("asks no policy, and fails nobody", async () => {
    const plan = parallel("p", { a, b }).supervised({ "*": [skip({ a: 0, b: 0 })] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: long, b: long }, cancelAtMs: 5 });
    expect([factsOf(facts, "supervisor.decided"), factsOf(facts, "node.failed")]).toEqual([[], []]);
    expect(outcome).toMatchObject({ status: "cancelled", by: "caller" });
  });

  it("keeps what was finished", async () => {
    const { outcome } = await play(chain("c", [a, b]), 1, { cast: { a: { returns: "a" }, b: long }, cancelAtMs: 5 });
    expect(outcome).toMatchObject({ status: "cancelled", finished: { "c/a": "a" } });
  });

  it("is stopped in the reverse order of its starts, each fully over before the next is asked", async () => {
    const { facts } = await play(parallel("p", { a, b, c }), 1, { cast: { a: slow, b: slow, c: slow }, cancelAtMs: 5 });
    const steps = facts.filter(({ type, path }) => path !== "p" && ["attempt.aborted", "node.ended"].includes(type));
    expect(steps.map(({ at, path, type }) => `${at} ${path} ${type}`)).toEqual([
      "5 p/c attempt.aborted",
      "15 p/c node.ended",
      "15 p/b attempt.aborted",
      "25 p/b node.ended",
      "25 p/a attempt.aborted",
      "35 p/a node.ended",
    ]);
  });

  it("tells the items of a map all at once: a pool has no order", async () => {
    const { facts } = await play(map("m", a, { maxItems: 3 }), [1, 2, 3], { cast: { a: slow }, cancelAtMs: 5 });
    expect(factsOf(facts, "attempt.aborted").map(({ at }) => at)).toEqual([5, 5, 5]);
    expect(facts.at(-1)?.at).toBe(15);
  });

  it("starts nothing more while its members wait for their turn", async () => {
    const plan = parallel("p", { a: chain("x", [a, b]), c });
    const verySlow = { ...long, onAbort: { afterMs: 50 } };
    const { facts } = await play(plan, 1, { cast: { a: { afterMs: 20, returns: 1 }, c: verySlow }, cancelAtMs: 5 });
    expect(attemptsOf(facts, "p/a/b")).toBe(0);
  });

  it("asks no policy about a member that fails while it waits for its turn", async () => {
    const plan = parallel("p", { a, c }).supervised({ "*": [retry({ delayMs: 0 })] });
    const cast = { a: { afterMs: 8, throws: fail.transient("flaky") }, c: slow };
    const { facts } = await play(plan, 1, { cast, cancelAtMs: 5 });
    expect(factsOf(facts, "supervisor.decided")).toEqual([]);
    expect(endsOf(facts, "p/a")).toEqual(["stopped"]);
  });

  it("withdraws its questions", async () => {
    const plan = a.gated(approval("boss", { deadlineMs: 60_000, otherwise: "approve" }));
    const { outcome, facts } = await play(plan, 1, { cancelAtMs: 5 });
    expect(factsOf(facts, "question.closed").map(({ at, why }) => [at, why])).toEqual([[5, "withdrawn"]]);
    expect(outcome.status).toBe("cancelled");
  });

  it("cancels a pending retry", async () => {
    const { facts, outcome } = await play(a.supervised({ transient: [retry({ delayMs: 500 })] }), 1, {
      cast: { a: { throws: "x" } },
      cancelAtMs: 5,
    });
    expect(facts.at(-1)?.at).toBe(5);
    expect(attemptsOf(facts, "a")).toBe(1);
    expect(outcome.status).toBe("cancelled");
  });

  it("abandons what ignores its abort beyond the grace, and lists it", async () => {
    const { outcome, facts } = await play(parallel("p", { a, b }), 1, {
      cast: { a: long, b: deaf },
      cancelAtMs: 5,
      graceMs: 10,
    });
    expect(facts.at(-1)?.at).toBe(15);
    expect(outcome).toMatchObject({ status: "cancelled", abandoned: ["p/b#1"] });
  });

  it("leaves nothing behind in the world", async () => {
    const { world } = await play(parallel("p", { a, b }), 1, { cast: { a: "never", b: "never" }, cancelAtMs: 5 });
    expect(world.left().attempts).toEqual([]);
  });
});

describe("a group that fails", () => {
  it("stops its other members, which did not fail", async () => {
    const plan = parallel("p", { a, b, c }).supervised({ "*": [] });
    const { facts } = await play(plan, 1, {
      cast: { a: long, b: { afterMs: 5, throws: fail.permanent("no") }, c: { returns: "c" } },
    });
    expect(endsOf(facts, "p/a")).toEqual(["stopped"]);
    expect(endsOf(facts, "p/c")).toEqual(["done"]);
    expect(factsOf(facts, "node.failed").map(({ path }) => path)).toEqual(["p/b"]);
  });

  it("keeps what its members had finished", async () => {
    const plan = parallel("p", { a, b });
    const { outcome } = await play(plan, 1, {
      cast: { a: { returns: "kept" }, b: { afterMs: 5, throws: fail.permanent("no") } },
    });
    expect(outcome).toMatchObject({ status: "failed", finished: { "p/a": "kept" } });
  });

  it("waits for the grace of a member that is deaf, and goes on", async () => {
    const plan = parallel("p", { a, b }).supervised({ permanent: [skip({ a: 0, b: 0 })] });
    const cast = { a: deaf, b: { afterMs: 5, throws: fail.permanent("no") } };
    const { outcome, facts } = await play(plan, 1, { cast, graceMs: 30 });
    expect(facts.at(-1)?.at).toBe(35);
    expect(outcome).toMatchObject({ status: "degraded", abandoned: ["p/a#1"] });
  });
});

describe("the shown state and disposition", () => {
  it("say idle, working, awaiting-gate, failed and done, and what was decided", async () => {
    const plan = chain("c", [
      a.supervised({ transient: [retry({ attempts: 2, delayMs: 7 })] }),
      branch("b", { on: () => "x", cases: { x: b } }),
    ]);
    const { facts } = await play(plan, 1, {
      cast: { a: [{ throws: "x" }, { returns: 1 }], x: { throws: fail.permanent("no") } },
    });
    const ends = factsOf(facts, "node.ended").map(({ path, how, disposition }) => [path, how, disposition]);
    expect(ends).toEqual([
      ["c/a", "done", ""],
      ["c/b/x", "failed", "escalated"],
      ["c/b", "failed", "escalated"],
      ["c", "failed", "escalated"],
    ]);
  });
});
