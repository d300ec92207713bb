import { describe, expect, it } from "vitest";
import { approval, type ApprovalOptions } from "../../src/gates/approval.ts";
import { policy } from "../../src/gates/check.ts";
import type { Gate } from "../../src/gates/gate.ts";
import { contentHash } from "../../src/model/content-hash.ts";
import { byHand, openQuestion, rest } from "../kernel/by-hand.ts";
import { factsOf, play, worker } from "./stage.ts";

/** A payment that two people must approve. The agent has returned, and the first question is open. */
async function paying(options: Partial<ApprovalOptions<unknown>> = {}, ...others: readonly Gate<unknown, unknown>[]) {
  const gate = approval("two", { quorum: 2, deadlineMs: 100, otherwise: "reject", ...options });
  const { run, host } = byHand(worker("pay").gated(...others, gate), 500);
  host.say({ kind: "returned", id: "pay#1", value: 500 });
  await rest();
  return { run, host, question: openQuestion(run) };
}

type Paying = Awaited<ReturnType<typeof paying>>;
const approve = { verdict: "approve" } as const;

/** Approves the question that is open, and says which one is open then. */
async function approvedBy({ run }: Paying, by: string) {
  const said = await run.answer(openQuestion(run).id, { ...approve, by });
  await rest();
  return said;
}

describe("an approval by several people", () => {
  it("asks again until as many different people have approved, and shows who has", async () => {
    const paid = await paying();
    expect(paid.question).toMatchObject({ id: "pay!1", quorum: 2, approvals: [] });
    await approvedBy(paid, "ann");
    expect(openQuestion(paid.run)).toMatchObject({
      id: "pay!1.2",
      approvals: [{ by: "ann" }],
      hash: paid.question.hash,
    });
    await approvedBy(paid, "bob");
    expect(await paid.run.outcome).toMatchObject({ status: "done", output: 500 });
  });

  it("counts nobody twice", async () => {
    const paid = await paying();
    await approvedBy(paid, "ann");
    expect(await approvedBy(paid, "ann")).toEqual({ accepted: false, why: "ann has approved already" });
    expect(await approvedBy(paid, " ann")).toMatchObject({ accepted: false });
    await expect(approvedBy(paid, "  ")).rejects.toThrow("BAD_REPLY");
    expect(openQuestion(paid.run).approvals).toEqual([{ by: "ann" }]);
  });

  it("lets who has approved still reject: one rejection is enough", async () => {
    const paid = await paying({ otherwise: "approve" });
    await approvedBy(paid, "ann");
    const said = await paid.run.answer(openQuestion(paid.run).id, { verdict: "reject", reason: "no", by: "ann" });
    expect(said).toEqual({ accepted: true });
    expect(await paid.run.outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
  });

  it("takes no answer that is not signed: that is the caller's mistake", async () => {
    const { run, question } = await paying();
    await expect(run.answer(question.id, approve)).rejects.toMatchObject({ code: "BAD_REPLY" });
  });

  it("takes answers only in the roles that it names", async () => {
    const { run, question } = await paying({ roles: ["boss", "cfo"] });
    const as = (role?: string) =>
      run.answer(question.id, { ...approve, by: "ann", ...(role === undefined ? {} : { role }) });
    expect(await as()).toEqual({ accepted: false, why: "an answer without a role may not answer; boss or cfo may" });
    expect(await as("intern")).toEqual({ accepted: false, why: "the role intern may not answer; boss or cfo may" });
    expect(await as("cfo")).toEqual({ accepted: true });
  });

  it("is rejected by one of them, whoever has approved before", async () => {
    const paid = await paying();
    await approvedBy(paid, "ann");
    await paid.run.answer(openQuestion(paid.run).id, { verdict: "reject", reason: "too dear", by: "bob" });
    expect(await paid.run.outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
  });

  it("begins anew with an edit: who edits approves what it has become, and that has another hash", async () => {
    const paid = await paying();
    await approvedBy(paid, "ann");
    await paid.run.answer(openQuestion(paid.run).id, { verdict: "edit", value: 50, by: "bob" });
    await rest();
    const edited = openQuestion(paid.run);
    expect(edited).toMatchObject({ shown: 50, approvals: [{ by: "bob" }] });
    expect(edited.hash).not.toBe(paid.question.hash);
    expect(await paid.run.answer(edited.id, { ...approve, by: "ann", hash: paid.question.hash })).toEqual({
      accepted: false,
      why: "what it was asked about has changed",
    });
    await approvedBy(paid, "ann");
    expect(await paid.run.outcome).toMatchObject({ status: "done", output: 50 });
  });

  it("has one deadline for all of them, from the first asking on", async () => {
    const paid = await paying();
    paid.host.say({ kind: "answered", question: "pay!1", reply: approve, by: "ann" }, 60);
    await rest();
    expect(openQuestion(paid.run).deadline).toBe(paid.question.deadline);
    paid.host.say({ kind: "woke" }, 100);
    expect(await paid.run.outcome).toMatchObject({ status: "failed", failure: { kind: "rejected" } });
  });

  it("lets pass at the deadline, where that is declared, what was shown last", async () => {
    const paid = await paying({ otherwise: "approve" });
    await paid.run.answer(paid.question.id, { verdict: "edit", value: 50, by: "bob" });
    await rest();
    const last = { shown: 50, hash: contentHash(50), approvals: [{ by: "bob" }], otherwise: "approve" };
    expect(openQuestion(paid.run)).toMatchObject(last);
    paid.host.say({ kind: "woke" }, 100);
    const message = "two: fewer than 2 people approved within 100 ms";
    expect(await paid.run.outcome).toMatchObject({
      status: "degraded",
      output: 50,
      skipped: [{ path: "pay", failure: { kind: "timeout", message } }],
    });
  });

  it("is followed by the policies, which see what was approved", async () => {
    const paid = await paying(
      {},
      policy("law", () => false),
    );
    await paid.run.answer(paid.question.id, { verdict: "edit", value: "illegal", by: "ann" });
    await rest();
    await approvedBy(paid, "bob");
    paid.host.say({ kind: "evaluated", id: "pay!2", value: false });
    expect(await paid.run.outcome).toMatchObject({ status: "failed", failure: { kind: "rejected", code: "law" } });
  });
});

describe("striking out items of a list", () => {
  const lists = worker("list").gated(approval("boss", { deadlineMs: 100, otherwise: "reject" }));
  async function listing(value: unknown) {
    const { run, host } = byHand(lists, 1);
    host.say({ kind: "returned", id: "list#1", value });
    await rest();
    return { run, id: openQuestion(run).id };
  }

  it("is the edit that it amounts to", async () => {
    const { run, id } = await listing(["a", "b", "c"]);
    await run.answer(id, { verdict: "strike", items: [0, 2] });
    expect(await run.outcome).toMatchObject({ status: "done", output: ["b"] });
    const facts = [];
    for await (const fact of run.facts()) facts.push(fact);
    expect(factsOf(facts, "question.answered").map(({ reply }) => reply)).toEqual([{ verdict: "edit", value: ["b"] }]);
  });

  it.each<[string, unknown, readonly number[]]>([
    ["what is shown is no list", "text", [0]],
    ["there is no such item", ["a"], [1]],
    ["no item is named", ["a"], []],
  ])("is the caller's mistake where %s", async (_, value, items) => {
    const { run, id } = await listing(value);
    await expect(run.answer(id, { verdict: "strike", items })).rejects.toMatchObject({ code: "BAD_REPLY" });
  });
});

describe("where nobody is there to be asked", () => {
  it("a quorum takes its default at once", async () => {
    const gate = approval("two", { quorum: 2, deadlineMs: 100, otherwise: "approve" });
    const { outcome, facts } = await play(worker("pay").gated(gate), 1, { unattended: true });
    expect([facts.at(-1)?.at, outcome.status]).toEqual([0, "degraded"]);
  });
});
