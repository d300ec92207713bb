import { expect, it } from "vitest";
import { currentHolder } from "../../../../src/hosts/durable/sqlite/holder.ts";
import { sqliteJournal } from "../../../../src/hosts/durable/sqlite-journal.ts";
import { makePath, meddle } from "../place.ts";

it("says who writes to a file, and keeps nobody out", async () => {
  const path = makePath();
  const writer = await sqliteJournal(path).write();
  const { epoch } = writer;
  expect(await currentHolder(path)).toMatchObject({ pid: process.pid, since: expect.any(Number) });
  expect(meddle(path, "SELECT epoch FROM lease")).toEqual([{ epoch }]);
  await writer.close();
  expect(await currentHolder(path)).toBeUndefined();
});

it("takes one who has given no sign of life in time for nobody", async () => {
  const path = makePath();
  const writer = await sqliteJournal(path).write();
  meddle(path, "UPDATE lease SET heartbeat = heartbeat - lease_ms");
  expect(await currentHolder(path)).toBeUndefined();
  await writer.close();
});

it("says that there is no such file", async () => {
  await expect(currentHolder(makePath())).rejects.toThrow("JOURNAL_UNREADABLE");
});
