import { describe, expect, it } from "vitest";
import { z } from "zod";
import { approval, chain, human, type Run } from "../../src/index.ts";
import type { Fitted } from "../../src/kernel/port.ts";
import { isSameJson } from "../../src/model/json.ts";
import type { Reply } from "../../src/model/question.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { byHand, openQuestion, rest } from "./by-hand.ts";
import { type HandHost, handHost } from "./hand-host.ts";
import { worker } from "./scenes.ts";

const gated = worker("a").gated(approval("ok", { deadlineMs: 100, otherwise: "reject" }));

async function asked() {
  const { run, host } = byHand(gated, 1);
  host.say({ kind: "returned", id: "a#1", value: "draft" });
  await rest();
  return { run, host, question: openQuestion(run) };
}

describe("an answer", () => {
  it("is accepted, and goes on in the run", async () => {
    const { run, question } = await asked();
    expect(await run.answer(question.id, { verdict: "edit", value: "mended" })).toEqual({ accepted: true });
    expect(await run.outcome).toMatchObject({ status: "done", output: "mended" });
  });

  it("is written down with who gave it", async () => {
    const { run, question } = await asked();
    await run.answer(question.id, { verdict: "approve", by: "ada" });
    const facts = [];
    for await (const fact of run.facts()) if (fact.type === "question.answered") facts.push(fact);
    expect(facts).toMatchObject([{ question: question.id, reply: { verdict: "approve" }, by: "ada" }]);
  });

  it("given twice is a result, not an error", async () => {
    const { run, host } = byHand(chain("p", [gated, worker("b")]), 1);
    host.say({ kind: "returned", id: "p/a#1", value: "draft" });
    await rest();
    const { id } = openQuestion(run);
    const answers = ["first", "second"].map((value) => run.answer(id, { verdict: "edit", value }));
    const refused = { accepted: false, why: "it was answered already" };
    expect(await Promise.all(answers)).toEqual([{ accepted: true }, refused]);
    expect(await run.answer(id, { verdict: "approve" })).toEqual(refused);
  });

  it("to a value that is asked about again, for others must approve too, counts for the new asking", async () => {
    const both = approval("ok", { quorum: 2, deadlineMs: 100, otherwise: "reject" });
    const { run, host } = byHand(worker("a").gated(both), 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    const { id, hash } = openQuestion(run);
    const approve = (by: string) => run.answer(id, { verdict: "approve", by, hash });
    const [first, again, second] = [approve("ada"), approve("ada"), approve("bob")];
    expect(await first).toEqual({ accepted: true });
    expect(await again).toEqual({ accepted: false, why: "ada has approved already" });
    expect(await second).toEqual({ accepted: true });
    expect(await run.outcome).toMatchObject({ status: "done", output: "draft" });
  });

  it("to a former asking does not count where it names no value, or the value has changed", async () => {
    const both = approval("ok", { quorum: 2, deadlineMs: 100, otherwise: "reject" });
    const { run, host } = byHand(worker("a").gated(both), 1);
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    const { id, hash } = openQuestion(run);
    await run.answer(id, { verdict: "approve", by: "ada" });
    const refused = { accepted: false, why: "it was answered already" };
    expect(await run.answer(id, { verdict: "approve", by: "bob" })).toEqual(refused);
    await run.answer(openQuestion(run).id, { verdict: "edit", value: "mended", by: "eve" });
    expect(await run.answer(id, { verdict: "approve", by: "bob", hash })).toEqual(refused);
  });

  it("given twice hears so too where the first one ends the run", async () => {
    const { run, question } = await asked();
    const [first, second] = [
      run.answer(question.id, { verdict: "approve" }),
      run.answer(question.id, { verdict: "approve" }),
    ];
    expect(await Promise.all([first, second])).toEqual([
      { accepted: true },
      { accepted: false, why: "it was answered already" },
    ]);
    expect((await run.outcome).status).toBe("done");
  });

  it.each<[string, (run: Run<unknown>, host: HandHost) => void, string]>([
    ["its deadline passes", (_, host) => host.say({ kind: "woke" }, 100), "its deadline has passed"],
    ["the run is cancelled", (run) => void run.cancel(), "it was withdrawn"],
    [
      "somebody else is quicker",
      (run, host) => host.say({ kind: "answered", question: "a!1", reply: { verdict: "reject", reason: "no" } }),
      "it was answered already",
    ],
  ])("whose value is still held against the schema hears why it is not taken, when %s", async (_, happens, why) => {
    const host = handHost({ fits: () => new Promise(() => {}) });
    const { run } = byHand(gated, 1, { host });
    host.say({ kind: "returned", id: "a#1", value: "draft" });
    await rest();
    const answered = run.answer(openQuestion(run).id, { verdict: "edit", value: "mended" });
    happens(run, host);
    expect(await answered).toEqual({ accepted: false, why });
  });

  it("whose value fits too late is not said to the run any more", async () => {
    const fitting: ((fitted: Fitted) => void)[] = [];
    const host = handHost({ fits: () => new Promise((resolve) => void fitting.push(resolve)) });
    const { run } = byHand(chain("p", [gated, worker("b")]), 1, { host });
    host.say({ kind: "returned", id: "p/a#1", value: "draft" });
    await rest();
    const { id } = openQuestion(run);
    const slow = run.answer(id, { verdict: "edit", value: "mended" });
    expect(await run.answer(id, { verdict: "approve" })).toEqual({ accepted: true });
    fitting[0]?.({ fits: true, value: "mended" });
    expect(await slow).toEqual({ accepted: false, why: "it was answered already" });
    host.say({ kind: "returned", id: "p/b#1", value: "end" });
    await run.outcome;
    const letters = [];
    for await (const fact of run.facts()) if (fact.type === "dead.letter") letters.push(fact);
    expect(letters).toEqual([]);
  });

  it("that comes too late is told why", async () => {
    const { run, host, question } = await asked();
    host.say({ kind: "woke" }, 100);
    await run.outcome;
    expect(await run.answer(question.id, { verdict: "approve" })).toEqual({
      accepted: false,
      why: "its deadline has passed",
    });
  });

  it("to what was withdrawn is told why", async () => {
    const { run, question } = await asked();
    await run.cancel();
    expect(await run.answer(question.id, { verdict: "approve" })).toEqual({ accepted: false, why: "it was withdrawn" });
  });

  it("that edits nothing is an approval: the value does not go through the schema a second time", async () => {
    const { run, host } = byHand(gated, 1, {
      host: handHost({ fits: () => ({ fits: true, value: "changed twice" }) }),
    });
    host.say({ kind: "returned", id: "a#1", value: { text: "draft", to: "ada" } });
    await rest();
    const reply = { verdict: "edit", value: { to: "ada", text: "draft" } } as const;
    expect(await run.answer(openQuestion(run).id, reply)).toEqual({ accepted: true });
    expect(await run.outcome).toMatchObject({ status: "done", output: { text: "draft", to: "ada" } });
  });

  it("to another value than the one that is shown is refused", async () => {
    const { run, question } = await asked();
    expect(await run.answer(question.id, { verdict: "approve", hash: "0000000000000000" })).toEqual({
      accepted: false,
      why: "what it was asked about has changed",
    });
    expect(await run.answer(question.id, { verdict: "approve", hash: question.hash })).toEqual({ accepted: true });
  });

  it("whose value does not fit is refused, and the question stays open", async () => {
    const fits = (value: unknown) =>
      isSameJson(value, { n: 1 })
        ? ({ fits: true, value } as const)
        : ({ fits: false, why: "n is no number" } as const);
    const person = human("a", { output: z.object({ n: z.number() }), deadlineMs: 100, otherwise: "fail" });
    const { run } = byHand(person, undefined, { host: handHost({ fits }) });
    await rest();
    const { id } = openQuestion(run);
    const said = await run.answer(id, { verdict: "edit", value: { n: "x" } });
    expect(said).toEqual({ accepted: false, why: "its value does not fit: n is no number" });
    expect(openQuestion(run).id).toBe(id);
    expect(await run.answer(id, { verdict: "edit", value: { n: 1 } })).toEqual({ accepted: true });
  });
});

describe("what is no answer", () => {
  it("is an unknown question, with the ones that are open", async () => {
    const { run } = await asked();
    await expect(run.answer("a!2", { verdict: "approve" })).rejects.toMatchObject({
      code: "UNKNOWN_QUESTION",
      message: expect.stringContaining('Did you mean "a!1"?'),
      facts: { question: "a!2", open: ["a!1"] },
    });
  });

  it.each<[string, Reply]>([
    ["retry", { verdict: "retry" }],
    ["skip", { verdict: "skip", value: 1 }],
  ])("is a verdict that this kind of question does not understand: %s", async (_, reply) => {
    const { run, question } = await asked();
    await expect(run.answer(question.id, reply)).rejects.toMatchObject({
      code: "BAD_REPLY",
      message: expect.stringContaining('Answer with one of: { verdict: "approve" }'),
    });
  });

  it.each([
    [undefined, "undefined is no answer to the approval"],
    ["approve", '"approve"'],
    [{}, "undefined"],
    [{ verdict: "edit" }, "value"],
    [{ verdict: "edit", value: undefined }, "value"],
    [{ verdict: "reject" }, "reason"],
    [{ verdict: "reject", reason: 7 }, "reason"],
  ])("is a reply from JavaScript without what it needs: %j", async (reply, missing) => {
    const { run, question } = await asked();
    const answered = fromJavaScript(run.answer.bind(run), question.id, reply);
    await expect(answered).rejects.toMatchObject({ code: "BAD_REPLY", message: expect.stringContaining(missing) });
    expect(openQuestion(run).id).toBe(question.id);
  });

  it("is a value that cannot be kept", async () => {
    const { run, question } = await asked();
    await expect(run.answer(question.id, { verdict: "edit", value: { when: new Date(0) } })).rejects.toMatchObject({
      code: "NOT_JSON",
      facts: { path: ["when"] },
    });
  });
});

describe("what stands beside an answer", () => {
  it.each([
    [{ verdict: "approve", hsh: "abc" }, "hsh"],
    [{ verdict: "approve", by: 5n }, "signed by"],
    [{ verdict: "approve", by: { name: "ada" } }, "signed by"],
    [{ verdict: "approve", by: "a".repeat(201) }, "signed by"],
    [{ verdict: "approve", hash: 7 }, "hash"],
  ])("is refused where no answer has it: %#", async (reply, word) => {
    const { run, question } = await asked();
    const answered = fromJavaScript(run.answer.bind(run), question.id, reply);
    await expect(answered).rejects.toMatchObject({ code: "BAD_REPLY", message: expect.stringContaining(word) });
  });
});
