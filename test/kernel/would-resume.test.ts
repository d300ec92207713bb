import { expect, it } from "vitest";
import { whyNotResumed } from "../../src/kernel/would-resume.ts";
import { memoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import { agent, chain, createRuntime, map, type Plan } from "../../src/index.ts";
import type { Fact } from "../../src/model/fact.ts";

let calls = 0;
const say = (word: string) => agent(word, { work: (_: unknown) => (calls += 1) });

/** A run that was let go while its second step was at work. */
async function letGo(plan: Plan<null, unknown>) {
  const journal = memoryJournal();
  const runtime = createRuntime({ journal, resume: false });
  const run = runtime.start(plan, null, { id: "a" });
  for await (const { type, path } of run.facts()) if (type === "attempt.started" && path === "talk/wait") break;
  await runtime.close();
  const reader = await journal.read();
  const stored = await reader.run("a");
  if (stored === undefined) throw new Error("not stored");
  const facts = (await reader.read("a")).map(({ text }): Fact => JSON.parse(text));
  return { stored, facts };
}

const wait = agent("wait", {
  work: (_: unknown, { signal }) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
});

it("says that a run can be brought back with its plan, and begins nothing", async () => {
  const past = await letGo(chain("talk", [say("hello"), wait]));
  calls = 0;
  expect(whyNotResumed({ ...past, plan: chain("talk", [say("hello"), wait]) })).toBeUndefined();
  expect(calls).toBe(0);
});

it("says why it cannot be brought back with another one", async () => {
  const past = await letGo(chain("talk", [say("hello"), wait]));
  expect(whyNotResumed({ ...past, plan: chain("talk", [say("goodbye"), wait]) })).toMatchObject({
    code: "REPLAY_DIFFERS",
  });
  const unbounded = chain("talk", [map("all", say("hello")), wait]);
  expect(whyNotResumed({ ...past, plan: unbounded })).toMatchObject({ code: "UNBOUNDED_PLAN" });
});
