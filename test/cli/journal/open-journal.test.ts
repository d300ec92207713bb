import { expect, it } from "vitest";
import { withJournal } from "../../../src/cli/journal/open-journal.ts";
import type { JournalReader } from "../../../src/kernel/journal.ts";
import { makePath } from "../../hosts/durable/place.ts";
import { begun, writtenBy } from "./kept-runs.ts";

it("opens a journal for as long as it is looked at, and says who runs it", async () => {
  const file = await writtenBy((writer) => writer.append(begun("a")));
  let used: JournalReader | undefined;
  const ids = await withJournal(file, async ({ reader, held }) => {
    used = reader;
    expect(held).toBeUndefined();
    return (await reader.runs()).map(({ id }) => id);
  });
  expect(ids).toEqual(["a"]);
  await expect(used?.runs()).rejects.toThrow("JOURNAL_CLOSED");
});

it("makes no file where there is none", async () => {
  const file = makePath();
  for (let time = 0; time < 2; time++)
    await expect(withJournal(file, async () => {})).rejects.toThrow(/^JOURNAL_UNREADABLE: .*there is no such file/);
});
