import { expect, it } from "vitest";
import { heldAgainst } from "../../../src/cli/journal/held-against.ts";
import { sqliteJournal } from "../../../src/hosts/durable/sqlite-journal.ts";
import { agent, approval, chain, createRuntime } from "../../../src/index.ts";
import { makePath, meddle } from "../../hosts/durable/place.ts";

const refund = (first: string) =>
  chain("refund", [
    agent(first, { work: () => 120 }).gated(approval("sum", { deadlineMs: 60_000, otherwise: "reject" })),
    agent("pay", { work: () => "paid" }),
  ]);

async function waiting(): Promise<string> {
  const file = makePath();
  const runtime = createRuntime({ journal: file });
  const runs = [
    runtime.start(refund("price"), null, { id: "a" }),
    runtime.start(agent("other", { work: () => 1 }), null),
  ];
  for await (const { type } of runs[0]?.facts() ?? []) if (type === "question.asked") break;
  await runtime.close();
  return file;
}

it("finds the open runs of a plan that cannot go on with it as it is now, and why", async () => {
  const reader = await sqliteJournal(await waiting()).read();
  expect(await heldAgainst(reader, refund("price"))).toEqual([{ id: "a" }]);
  expect(await heldAgainst(reader, refund("estimate"))).toEqual([
    { id: "a", breaks: expect.stringMatching(/^REPLAY_DIFFERS: Run a cannot be brought back/) },
  ]);
  expect(await heldAgainst(reader, agent("unknown", { work: () => 1 }))).toEqual([]);
  await reader.close();
});

it("counts a run that is damaged among them", async () => {
  const file = await waiting();
  meddle(file, "DELETE FROM facts WHERE seq = 1");
  const reader = await sqliteJournal(file).read();
  expect(await heldAgainst(reader, refund("price"))).toEqual([
    { id: "a", breaks: expect.stringMatching(/^JOURNAL_CORRUPT/) },
  ]);
  await reader.close();
});
