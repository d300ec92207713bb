import { expect, it } from "vitest";
import { leaveMessage } from "../../../src/cli/journal/leave-message.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { begun } from "./kept-runs.ts";

const held = { pid: 7, host: "box", since: 0, freeAt: undefined };
const message = { does: "cancel", reason: "not wanted" } as const;

async function open() {
  const journal = memoryJournal();
  const writer = await journal.write();
  await writer.append(begun("r1"));
  return { writer, reader: await journal.read() };
}

it("gives what became of a message", async () => {
  const { writer, reader } = await open();
  const leaving = leaveMessage({ file: "t.db", reader, held }, { runId: "r1", message, waitMs: 60_000 });
  await reader.runs();
  const [post] = await writer.posts();
  expect(JSON.parse(post?.text ?? "")).toEqual(message);
  await writer.settle(post?.id ?? 0, JSON.stringify({ accepted: false, why: "too late" }));
  expect(await leaving).toEqual({ accepted: false, why: "too late" });
});

it("waits no longer than it may, and not at all where nobody runs the journal", async () => {
  const { writer, reader } = await open();
  expect(await leaveMessage({ file: "t.db", reader, held }, { runId: "r1", message, waitMs: 0 })).toBeUndefined();
  const left = { runId: "r1", message, waitMs: 60_000 };
  expect(await leaveMessage({ file: "t.db", reader, held: undefined }, left)).toBeUndefined();
  expect(await writer.posts()).toHaveLength(2);
});
