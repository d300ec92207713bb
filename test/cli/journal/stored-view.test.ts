import { expect, it } from "vitest";
import { factsOf, seeRun } from "../../../src/cli/journal/stored-view.ts";
import { sqliteJournal } from "../../../src/hosts/durable/sqlite-journal.ts";
import { agent, createRuntime } from "../../../src/index.ts";
import { makePath } from "../../hosts/durable/place.ts";

it("sees of a run in a file what the run itself has said", async () => {
  const file = makePath();
  const runtime = createRuntime({ journal: file });
  const run = runtime.start(agent("hello", { work: (name: string) => `hello ${name}` }), "world");
  const outcome = await run.outcome;
  await runtime.close();
  const reader = await sqliteJournal(file).read();
  const stored = await reader.run(run.id);
  if (stored === undefined) throw new Error("not stored");
  const { view } = await seeRun(reader, stored);
  expect(view).toMatchObject({ runId: run.id, plan: "hello", outcome });
  expect((await factsOf(reader, run.id)).length).toBe(view.facts);
  await reader.close();
});
