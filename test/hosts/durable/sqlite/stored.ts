import { DatabaseSync } from "node:sqlite";
import { createAppending } from "../../../../src/hosts/durable/sqlite/appending.ts";
import { contentsOf } from "../../../../src/hosts/durable/sqlite/reader.ts";
import { migrate } from "../../../../src/hosts/durable/sqlite/schema.ts";

/** The parts of a journal over a database of its own. */
export function makeParts() {
  const db = new DatabaseSync(":memory:");
  migrate(db, 0);
  const contents = contentsOf(db, "j.db");
  return { db, ...contents, appending: createAppending(db, "j.db", contents) };
}
