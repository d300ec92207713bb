import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { createGroupCommit } from "../../../../src/hosts/durable/sqlite/group-commit.ts";
import { TroupeError } from "../../../../src/model/troupe-error.ts";

/** A group over a table of numbers, and how many transactions there were. */
function setUp(guard = () => {}) {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE numbers (n INTEGER UNIQUE) STRICT");
  const seen = { transactions: 0, forgotten: 0 };
  const group = createGroupCommit({
    journal: "j.db",
    db,
    guard() {
      seen.transactions += 1;
      guard();
    },
    forget: () => void (seen.forgotten += 1),
  });
  const insert = db.prepare("INSERT INTO numbers VALUES (?)");
  const add = (n: number | string) => group.commit(() => Number(insert.run(n).lastInsertRowid));
  const numbers = () =>
    db
      .prepare("SELECT n FROM numbers ORDER BY rowid")
      .all()
      .map(({ n }) => n);
  return { group, add, numbers, seen };
}

it("makes one transaction of what comes in one turn, in order, and answers behind it", async () => {
  const { add, numbers, seen } = setUp();
  const came = [3, 1, 2].map(add);
  expect(numbers()).toEqual([]);
  expect(await Promise.all(came)).toEqual([1, 2, 3]);
  expect(numbers()).toEqual([3, 1, 2]);
  expect(seen.transactions).toBe(1);
});

it("leaves what is too much for one transaction to the next turn", async () => {
  const { add, numbers, seen } = setUp();
  await Promise.all(Array.from({ length: 2_500 }, (_, n) => add(n)));
  expect(numbers()).toHaveLength(2_500);
  expect(seen.transactions).toBe(3);
});

it("refuses the one whose mistake it is, and stores the others with it", async () => {
  const { group, add, numbers, seen } = setUp();
  const mistake = new TroupeError("JOURNAL_CONFLICT", { what: "x", remedy: "y" });
  const wrong = group.commit(() => {
    throw mistake;
  });
  const came = [add(1), wrong, add(2)];
  await expect(Promise.allSettled(came)).resolves.toMatchObject([
    { value: 1 },
    { status: "rejected", reason: mistake },
    { value: 2 },
  ]);
  expect(numbers()).toEqual([1, 2]);
  expect(seen).toEqual({ transactions: 1, forgotten: 0 });
});

it("gives each a transaction of its own where one fails, and nothing is stored twice", async () => {
  const { add, numbers, seen } = setUp();
  const came = await Promise.allSettled([add(1), add("no number"), add(2)]);
  expect(came.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(numbers()).toEqual([1, 2]);
  expect(seen).toEqual({ transactions: 4, forgotten: 2 });
});

it("stores nothing where the guard says no", async () => {
  const lost = new TroupeError("JOURNAL_TAKEN_OVER", { what: "x", remedy: "y" });
  const { add, numbers, seen } = setUp(() => {
    throw lost;
  });
  const came = await Promise.allSettled([add(1), add(2)]);
  expect(came).toMatchObject([{ reason: lost }, { reason: lost }]);
  expect(numbers()).toEqual([]);
  expect(seen.forgotten).toBe(1);
});

it("is drained when all that was asked for is answered", async () => {
  const { group, add, numbers } = setUp();
  await group.drained();
  const came = [1, 2].map(add);
  await group.drained();
  expect(numbers()).toEqual([1, 2]);
  await Promise.all(came);
});
