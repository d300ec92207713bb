import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { takeLease } from "../../../../src/hosts/durable/sqlite/lease.ts";
import { thisOwner } from "../../../../src/hosts/durable/sqlite/owner.ts";
import { migrate } from "../../../../src/hosts/durable/sqlite/schema.ts";

function file(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  migrate(db, 0);
  return db;
}

it("is refused while it is held, with who holds it, since when, and when it is free", () => {
  const db = file();
  const began = Date.now();
  takeLease(db, "j.db", 60_000);
  const { pid, host } = thisOwner();
  const { since } = db.prepare("SELECT since FROM lease").get() ?? {};
  expect(since).toBeGreaterThanOrEqual(began);
  expect(() => takeLease(db, "j.db", 9_000)).toThrow(
    expect.objectContaining({
      code: "JOURNAL_BUSY",
      facts: { journal: "j.db", pid, host, since, freeAt: Number(since) + 60_000 },
    }),
  );
});

it.each([
  ["its last sign of life is as old as its time", "heartbeat = heartbeat - lease_ms"],
  ["its last sign of life lies in the future, as the clock was put back", "heartbeat = heartbeat + 2 * lease_ms"],
  ["its process is dead", `pid = ${2 ** 22 + 1}`],
])("is taken over where %s", (_, change) => {
  const db = file();
  const first = takeLease(db, "j.db", 60_000);
  db.exec(`UPDATE lease SET ${change}`);
  const second = takeLease(db, "j.db", 60_000);
  expect([first.epoch, second.epoch]).toEqual([1, 2]);
  expect(() => first.check()).toThrow(/^JOURNAL_TAKEN_OVER: The journal j\.db was taken over by process \d+ on /);
  expect(first.isLost).toBe(true);
  second.check();
});

it("stays as long as it gives signs of life, and only its own", () => {
  const db = file();
  const first = takeLease(db, "j.db", 60_000);
  db.exec("UPDATE lease SET heartbeat = 0");
  first.renew();
  expect(() => takeLease(db, "j.db", 60_000)).toThrow("JOURNAL_BUSY");
  db.exec("UPDATE lease SET heartbeat = 0");
  const second = takeLease(db, "j.db", 60_000);
  db.exec("UPDATE lease SET heartbeat = 0");
  first.renew();
  expect(db.prepare("SELECT heartbeat FROM lease").get()).toEqual({ heartbeat: 0 });
  first.release();
  second.check();
  expect(db.prepare("SELECT pid FROM lease").get()).toEqual({ pid: process.pid });
});

it("is free once it is given back, and the epoch goes on", () => {
  const db = file();
  takeLease(db, "j.db", 60_000).release();
  expect(takeLease(db, "j.db", 60_000).epoch).toBe(2);
});

it("is lost for good", () => {
  const db = file();
  const first = takeLease(db, "j.db", 60_000);
  db.exec("UPDATE lease SET epoch = 7, pid = NULL");
  expect(() => first.check()).toThrow("taken over by another writer");
  db.exec("UPDATE lease SET epoch = 1");
  expect(() => first.check()).toThrow("JOURNAL_TAKEN_OVER");
});
