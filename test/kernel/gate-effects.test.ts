import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent, answer, approval, check, human, parallel, policy, skip } from "../../src/index.ts";
import { byHand, openQuestion, rest } from "./by-hand.ts";
import { factsOf, rehearse, seen } from "./rehearse.ts";
import { worker } from "./scenes.ts";

const approve = approval("ok", { deadlineMs: 100, otherwise: "reject" });

describe("a check", () => {
  it("is opened on the output, asked through the host, and decided", async () => {
    const run = await rehearse(worker("a").gated(check("short", (text) => text.length < 9)), 1);
    expect(run.outcome).toMatchObject({ status: "done", output: "a(1)" });
    expect(factsOf(run.facts, "gate.opened")).toMatchObject([
      { path: "a", gate: "short", kind: "check", when: "after" },
    ]);
    expect(factsOf(run.facts, "gate.decided")).toMatchObject([{ gate: "short", isPass: true, isUnattended: false }]);
    expect(seen(run)).toContain("0 evaluated a!1");
  });

  it("costs no step, and its no is feedback for the next attempt", async () => {
    const drafting = agent("a", { work: (_: number, { feedback }) => (feedback === undefined ? "long" : "short") });
    const { outcome, facts } = await rehearse(
      drafting.gated(check("short", (text) => text === "short" || "too long")),
      1,
    );
    expect(outcome).toMatchObject({ status: "done", output: "short", spend: { steps: 2 } });
    expect(factsOf(facts, "gate.decided").map(({ isPass, why }) => [isPass, why])).toEqual([
      [false, "short: too long"],
      [true, undefined],
    ]);
  });

  it("sees how sure the answer is of itself", async () => {
    const unsure = agent("a", { work: () => answer("?", { confidence: 0.2 }) });
    const sure = policy<string>("sure", (_, { confidence = 1 }) => confidence > 0.5 || "not sure");
    const { outcome } = await rehearse(unsure.gated(sure), undefined);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected", message: "sure: not sure" } });
  });

  it("is a defect where its function throws", async () => {
    const throwing = check<string>("odd", () => {
      throw new Error("cannot tell");
    });
    const { outcome } = await rehearse(worker("a").gated(throwing), 1);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "defect", path: "a", message: 'the test of check "odd" threw: cannot tell' },
    });
  });

  it("before the work keeps it from beginning", async () => {
    const { outcome, facts } = await rehearse(worker("a").gatedBefore(check("small", (n) => Number(n) < 9)), 10);
    expect(outcome).toMatchObject({ failure: { kind: "rejected" }, spend: { steps: 0 } });
    expect(factsOf(facts, "gate.opened")).toMatchObject([{ when: "before" }]);
  });
});

describe("an approval by several", () => {
  const shared = approval<unknown>("ok", { quorum: 2, roles: ["manager"], deadlineMs: 100, otherwise: "approve" });
  const asManager = (by: string) => ({ verdict: "approve", by, role: "manager" }) as const;

  it("asks one after the other, each time naming those who have approved", async () => {
    const { run, host } = byHand(worker("a").gated(shared), 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    expect(openQuestion(run)).toMatchObject({ id: "a!1", quorum: 2, approvals: [], roles: ["manager"] });
    expect(await run.answer("a!1", asManager("ada"))).toEqual({ accepted: true });
    await rest();
    expect(openQuestion(run)).toMatchObject({
      id: "a!1.2",
      approvals: [{ by: "ada", role: "manager" }],
      deadline: 100,
    });
    expect(await run.answer("a!1.2", asManager("bob"))).toEqual({ accepted: true });
    expect(await run.outcome).toMatchObject({ status: "done", output: "draft" });
  });

  it("begins anew with what one of them has made of it", async () => {
    const { run, host } = byHand(worker("a").gated(shared), 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    const { hash } = openQuestion(run);
    await run.answer("a!1", asManager("ada"));
    await run.answer("a!1.2", { verdict: "edit", value: "mended", by: "bob", role: "manager" });
    await rest();
    const question = openQuestion(run);
    expect(question).toMatchObject({ id: "a!1.3", shown: "mended", approvals: [{ by: "bob", role: "manager" }] });
    expect(question.hash).not.toBe(hash);
    await run.answer("a!1.3", asManager("ada"));
    expect(await run.outcome).toMatchObject({ status: "done", output: "mended" });
  });

  it("does not count anybody twice, nor one in another role", async () => {
    const { run, host } = byHand(worker("a").gated(shared), 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    await run.answer("a!1", asManager("ada"));
    expect(await run.answer("a!1.2", asManager("ada"))).toEqual({ accepted: false, why: "ada has approved already" });
    expect(await run.answer("a!1.2", { verdict: "approve", by: "cyd", role: "clerk" })).toEqual({
      accepted: false,
      why: "the role clerk may not answer; manager may",
    });
    expect(await run.answer("a!1.2", { verdict: "approve", by: "cyd" })).toMatchObject({ accepted: false });
    expect(openQuestion(run).id).toBe("a!1.2");
  });

  it("has one deadline for all of them, and takes then what was shown last", async () => {
    const { run, host } = byHand(worker("a").gated(shared), 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    host.say({ kind: "answered", question: "a!1", reply: { verdict: "edit", value: "mended" }, by: "ada" }, 60);
    await rest();
    expect(openQuestion(run).deadline).toBe(100);
    host.say({ kind: "woke" }, 100);
    expect(await run.outcome).toMatchObject({ status: "degraded", output: "mended" });
  });
});

describe("an approval", () => {
  it("asks in the plan's words, and shows beside an output the input that it was made of", async () => {
    const asks = "Fit to be sent?";
    const letter = approval<unknown>("letter", { asks, deadlineMs: 100, otherwise: "reject" });
    const { facts } = await rehearse(worker("a").gated(letter), { mail: "hello" });
    expect(factsOf(facts, "question.asked")[0]?.question).toMatchObject({
      asks,
      shown: 'a({"mail":"hello"})',
      input: { mail: "hello" },
    });
  });

  it("shows the input that the work saw, where a person has edited that before", async () => {
    const before = approval<unknown>("before", { deadlineMs: 100, otherwise: "reject" });
    const { facts } = await rehearse(worker("a").gatedBefore(before).gated(approve), 1, {
      answer: ({ shown }) => ({
        afterMs: 5,
        reply: shown === 1 ? { verdict: "edit", value: 2 } : { verdict: "approve" },
      }),
    });
    const [first, second] = factsOf(facts, "question.asked").map(({ question }) => question);
    expect(first).not.toHaveProperty("input");
    expect(first).not.toHaveProperty("asks");
    expect(second).toMatchObject({ shown: "a(2)", input: 2 });
  });

  it("puts a question on the list, with what is shown, until when, and what is taken then", async () => {
    const { facts } = await rehearse(worker("a").gated(approve), 1);
    expect(factsOf(facts, "question.asked").map(({ question }) => question)).toMatchObject([
      {
        id: "a!1",
        path: "a",
        kind: "approval",
        name: "ok",
        isOfInput: false,
        shown: "a(1)",
        deadline: 100,
        otherwise: "reject",
      },
    ]);
  });

  it("goes on with what a person edited", async () => {
    const { outcome } = await rehearse(worker("a").gated(approve), 1, {
      answer: () => ({ afterMs: 7, reply: { verdict: "edit", value: "mended" } }),
    });
    expect(outcome).toMatchObject({ status: "done", output: "mended" });
  });

  it("that nobody gave makes the run degraded, though it passes: nobody looked", async () => {
    const lenient = approval<unknown>("ok", { deadlineMs: 100, otherwise: "approve" });
    const { outcome, facts } = await rehearse(worker("a").gated(lenient), 1);
    expect(outcome).toMatchObject({
      status: "degraded",
      output: "a(1)",
      skipped: [{ path: "a", failure: { kind: "timeout", message: "ok: nobody answered within 100 ms" } }],
    });
    expect(factsOf(facts, "gate.decided")).toMatchObject([{ isPass: true, isUnattended: true }]);
  });

  it("takes its default at once where nobody is there, and says so all the same", async () => {
    const { outcome, facts } = await rehearse(worker("a").gated(approve), 1, { unattended: true });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
    expect(facts.at(-1)?.at).toBe(0);
    expect(factsOf(facts, "question.closed")).toMatchObject([{ why: "deadline" }]);
  });

  it("is withdrawn where its run is cancelled", async () => {
    const run = await rehearse(worker("a").gated(approve), 1, { cancelAtMs: 10 });
    expect(run.outcome.status).toBe("cancelled");
    expect(factsOf(run.facts, "question.closed")).toMatchObject([{ why: "withdrawn" }]);
    expect(seen(run)).toContain("10 withdrew a!1");
  });

  it("is withdrawn where a sibling fails for good, and survives where it is skipped", async () => {
    const cast = { b: { afterMs: 10, throws: new TypeError("x") } };
    const answers = () => ({ afterMs: 50, reply: { verdict: "approve" } }) as const;
    const gated = worker("a").gated(approve);
    const failing = await rehearse(parallel("p", { a: gated, b: worker("b") }), 1, { cast, answer: answers });
    const skipping = await rehearse(
      parallel("p", { a: gated, b: worker("b").supervised({ defect: [skip("-")] }) }),
      1,
      { cast, answer: answers },
    );
    expect(factsOf(failing.facts, "question.closed")).toMatchObject([{ at: 10, why: "withdrawn" }]);
    expect(factsOf(skipping.facts, "question.closed")).toMatchObject([{ at: 50, why: "answered" }]);
    expect(skipping.outcome).toMatchObject({ status: "degraded", output: { a: "a(1)", b: "-" } });
  });

  it("is asked a second time about a second value, as another question", async () => {
    const twice = worker("a").gated(approve).supervised({ rejected: [] });
    const run = await rehearse(twice.gated(check("fine", (text) => text === "better" || "mend it")), 1, {
      cast: { a: [{ returns: "good" }, { returns: "better" }] },
      answer: () => ({ afterMs: 5, reply: { verdict: "approve" } }),
    });
    expect(run.outcome).toMatchObject({ status: "done", output: "better" });
    expect(factsOf(run.facts, "question.asked").map(({ question }) => question.shown)).toEqual(["good", "better"]);
    expect(new Set(factsOf(run.facts, "question.asked").map(({ question }) => question.id)).size).toBe(2);
  });
});

describe("a person as the worker", () => {
  it("is asked in the plan's words", async () => {
    const desk = human("a", { asks: "What shall we say?", output: z.string(), deadlineMs: 100, otherwise: "fail" });
    const { facts } = await rehearse(desk, 1);
    expect(factsOf(facts, "question.asked")).toMatchObject([{ question: { asks: "What shall we say?", shown: 1 } }]);
  });

  const person = human<number, string>("a", { output: z.string(), deadlineMs: 100, otherwise: { value: "-" } });

  it("is asked for the work, which costs no step and no wall time", async () => {
    const { outcome, facts } = await rehearse(person, 1, {
      answer: () => ({ afterMs: 50, reply: { verdict: "edit", value: "by hand" } }),
    });
    expect(outcome).toMatchObject({ status: "done", output: "by hand", spend: { steps: 0, wallMs: 0 } });
    expect(factsOf(facts, "question.asked")).toMatchObject([
      { question: { kind: "human", shown: 1, otherwise: 'answer "-"' } },
    ]);
  });

  it("leaves the declared value where nobody answers, and the run is degraded", async () => {
    const { outcome } = await rehearse(person, 1);
    expect(outcome).toMatchObject({ status: "degraded", output: "-", skipped: [{ path: "a" }] });
  });
});
