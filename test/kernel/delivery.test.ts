import { describe, expect, it } from "vitest";
import { memoryJournal, type MemoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import { agent, approval, chain, human } from "../../src/index.ts";
import type { Post } from "../../src/kernel/journal.ts";
import type { Message } from "../../src/kernel/posts.ts";
import { z } from "zod";
import { codeOf, keptRuntime, storedFacts } from "../durable/kept-runtime.ts";
import { rest } from "./by-hand.ts";
import { handHost } from "./hand-host.ts";

const HOUR = 3_600_000;
const asks = agent("a", { work: () => 1 }).gatedBefore(approval("ok", { deadlineMs: HOUR, otherwise: "reject" }));
const approve = (question: string): Message => ({ does: "answer", question, reply: { verdict: "approve", by: "ann" } });

/** Another process leaves a message for a run. */
async function leave(journal: MemoryJournal, message: unknown, runId = "x"): Promise<Post> {
  const reader = await journal.read();
  return reader.post(runId, typeof message === "string" ? message : JSON.stringify(message));
}

/** What became of it so far. */
async function resultOf(journal: MemoryJournal, { id }: Post): Promise<unknown> {
  const result = (await (await journal.read()).posted(id))?.result;
  return result === undefined ? undefined : JSON.parse(result);
}

/** A runtime whose run waits for a person. */
async function asking() {
  const world = handHost();
  const kept = keptRuntime({ world, plans: [asks] });
  const run = kept.runtime.start(asks, undefined, { id: "x" });
  await rest();
  const [question] = run.snapshot().questions;
  return { ...kept, world, run, question: question?.id ?? "" };
}

describe("a message of another process", () => {
  it("answers a question, and hears that once the answer is stored", async () => {
    const { journal, look, run, question, world } = await asking();
    const post = await leave(journal, approve(question));
    look();
    await rest();
    expect(await resultOf(journal, post)).toEqual({ accepted: true });
    expect((await storedFacts(journal, "x")).filter(({ type }) => type === "question.answered")).toMatchObject([
      { by: "ann", post: post.id },
    ]);
    world.say({ kind: "returned", id: "a#1", value: 1 });
    expect((await run.outcome).status).toBe("done");
  });

  it("is taken once, also where its result was never stored", async () => {
    const { journal, look, question, die } = await asking();
    const post = await leave(journal, approve(question));
    const writer = await journal.read();
    look();
    await rest();
    die();
    // The result was stored in that process; a fresh journal of the same facts stands for one that died just before.
    const again = memoryJournal();
    const copy = await again.write();
    const begins = await writer.run("x");
    await copy.append({ ...(begins === undefined ? {} : { begins }), rows: await writer.read("x") });
    const same = await copy.post("x", JSON.stringify(approve(question)));
    expect(same.id).toBe(post.id);
    await copy.close();
    const next = keptRuntime({ journal: again, plans: [asks], world: handHost() });
    await next.runtime.resume();
    await rest();
    expect(await resultOf(again, same)).toEqual({ accepted: true });
    const facts = await storedFacts(again, "x");
    expect(facts.filter(({ type }) => type === "question.answered")).toHaveLength(1);
  });

  it("cancels a run, and hears that once the cancel is stored, before the run is over", async () => {
    const { journal, look, run, world, question } = await asking();
    await leave(journal, approve(question));
    look();
    await rest();
    const post = await leave(journal, { does: "cancel", reason: "enough" });
    look();
    await rest();
    expect(await resultOf(journal, post)).toEqual({ accepted: true });
    expect((await storedFacts(journal, "x")).map(({ type }) => type)).toContain("run.cancelled");
    world.say({ kind: "threw", id: "a#1", thrown: { name: "AbortError", message: "" } });
    expect(await run.outcome).toMatchObject({ status: "cancelled", reason: "enough" });
  });

  it.each<[string, unknown, object]>([
    ["that is no JSON", "{", { accepted: false, code: "BAD_REPLY" }],
    ["that wants something unknown", { does: "dance" }, { accepted: false, code: "BAD_REPLY" }],
    ["without a reply", { does: "answer", question: "q" }, { accepted: false, code: "BAD_REPLY" }],
    ["to a question that was never asked", approve("nobody"), { accepted: false, code: "UNKNOWN_QUESTION" }],
  ])("%s is refused, and those behind it are handed over", async (_, message, result) => {
    const { journal, look, question } = await asking();
    const [bad, good] = [await leave(journal, message), await leave(journal, approve(question))];
    look();
    await rest();
    expect(await resultOf(journal, bad)).toMatchObject(result);
    expect(await resultOf(journal, good)).toEqual({ accepted: true });
  });

  it("whose value takes its time with a schema keeps no other waiting", async () => {
    const typed = human("lead", { output: z.string(), deadlineMs: HOUR, otherwise: "fail" });
    const world = handHost({ fits: () => new Promise(() => {}) });
    const { runtime, journal, look } = keptRuntime({ world });
    const run = runtime.start(chain("p", [typed]), undefined, { id: "x" });
    await rest();
    const question = run.snapshot().questions[0]?.id ?? "";
    const slow = await leave(journal, { does: "answer", question, reply: { verdict: "edit", value: "v" } });
    look();
    await rest();
    const cancel = await leave(journal, { does: "cancel", reason: "enough" });
    look();
    await rest();
    expect((await run.outcome).status).toBe("cancelled");
    await rest();
    expect(await resultOf(journal, cancel)).toEqual({ accepted: true });
    expect(await resultOf(journal, slow)).toMatchObject({ accepted: false });
  });

  it("waits while its run is not there", async () => {
    const { journal, die, question } = await asking();
    die();
    const post = await leave(journal, approve(question));
    const other = keptRuntime({ journal });
    await other.writer;
    other.look();
    await rest();
    expect(await resultOf(journal, post)).toBeUndefined();
  });

  it("that was left while no process ran is taken before a deadline that has passed meanwhile", async () => {
    const { journal, die, question } = await asking();
    die();
    const post = await leave(journal, approve(question));
    const world = handHost();
    world.say({ kind: "woke" }, 2 * HOUR);
    await world.open({ runId: "before", sites: [] }).next({ outstanding: new Map(), wakeAt: undefined });
    const next = keptRuntime({ journal, plans: [asks], world });
    await next.runtime.resume();
    await rest();
    expect(await resultOf(journal, post)).toEqual({ accepted: true });
  });

  it("in hand when the runtime closes is neither taken nor refused, and is handed over in the next one", async () => {
    const { journal, look, runtime, question } = await asking();
    const closed = runtime.close();
    const post = await leave(journal, approve(question));
    look();
    await closed;
    expect(await resultOf(journal, post)).toBeUndefined();
    const next = keptRuntime({ journal, plans: [asks], world: handHost() });
    await next.runtime.resume();
    await rest();
    expect(await resultOf(journal, post)).toEqual({ accepted: true });
  });

  it("for a run that is over hears so", async () => {
    const { journal, runtime, look } = keptRuntime();
    await runtime.start(agent("b", { work: () => 1 }), undefined, { id: "x" }).outcome;
    const post = await leave(journal, { does: "cancel", reason: "late" });
    look();
    await rest();
    expect(await resultOf(journal, post)).toEqual({ accepted: false, why: "the run is over" });
    expect(await codeOf(leave(journal, { does: "cancel", reason: "" }, "never"))).toBe("JOURNAL_CONFLICT");
  });
});
