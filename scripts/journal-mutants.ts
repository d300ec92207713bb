import { type Mutant, mutant } from "./mutant.ts";

const RULES = "src/hosts/durable/append-rules.ts";
const APPENDING = "src/hosts/durable/sqlite/appending.ts";
const GROUP = "src/hosts/durable/sqlite/group-commit.ts";
const HOLDER = "src/hosts/durable/sqlite/holder.ts";
const LEASE = "src/hosts/durable/sqlite/lease.ts";
const OPEN = "src/hosts/durable/sqlite/open-file.ts";
const OWNER = "src/hosts/durable/sqlite/owner.ts";
const READER = "src/hosts/durable/sqlite/reader.ts";
const ROWS = "src/hosts/durable/sqlite/stored-rows.ts";
const SCHEMA = "src/hosts/durable/sqlite/schema.ts";
const WRITER = "src/hosts/durable/sqlite/writer.ts";

/** What is stored, when it is called stored, and by whom. */
export const JOURNAL_MUTANTS: readonly Mutant[] = [
  mutant("a journal acknowledges before it commits", GROUP, [
    "const refusal = actOf(job);",
    "const refusal = actOf(job);\n        if (refusal === undefined) job.answer();",
  ]),
  mutant("a journal does not look whose the lease is", GROUP, ["      guard();\n", ""]),
  mutant("a failed transaction of a journal stays open", GROUP, ["      rollBack(db);\n", ""]),
  mutant("a failed transaction of a journal is remembered as stored", GROUP, ["      forget();\n", ""]),
  mutant("what is too large for a journal fails its neighbours", GROUP, [
    "jobs.length > 1 && !(error instanceof TroupeError)",
    "jobs.length > 1 && error instanceof TroupeError",
  ]),
  mutant("a journal stores twice what a lock was in the way of", GROUP, [
    "const left = store(queue.splice(0, GROUP_MAX));",
    "const left = store(queue.slice(0, GROUP_MAX));",
  ]),
  mutant("the writer of a journal is taken for dead when it is late by a part of its lease", HOLDER, [
    'Math.abs(at - whole(row, "heartbeat")) >= whole(row, "lease_ms")',
    'Math.abs(at - whole(row, "heartbeat")) >= 0',
  ]),
  mutant("a dead writer holds its journal until its lease is over", HOLDER, ["return isGone({", "return !isGone({"]),
  mutant("each writer of a journal has the epoch of the one before", LEASE, [
    'const epoch = whole(lease.columns(), "epoch") + 1;',
    'const epoch = whole(lease.columns(), "epoch");',
  ]),
  mutant("a writer that was taken over gives the lease of the other one back", LEASE, [
    "since = NULL WHERE one = 1 AND epoch = ?",
    "since = NULL WHERE one = 1 AND epoch >= ?",
  ]),
  mutant("a lost lease comes back", LEASE, [
    "if (lost !== undefined) throw lost;",
    "if (lost !== undefined && current.get()?.epoch !== epoch) throw lost;",
  ]),
  mutant("a process with the number of a dead one is taken for it", OWNER, [
    "return now.isDead || now.time !== start;",
    "return now.isDead;",
  ]),
  mutant("a killed process that nobody has fetched counts as alive", OWNER, [
    "return now.isDead || now.time !== start;",
    "return now.time !== start;",
  ]),
  mutant("a row is given without a look at its checksum", ROWS, [
    'checksumOfRow(runId, row.seq, row.text) === columns["checksum"]',
    'checksumOfRow(runId, row.seq, row.text) === columns["checksum"] || row.seq >= 0',
  ]),
  mutant("a missing row is passed over", ROWS, ["if (row.seq !== due)", "if (row.seq < due)"]),
  mutant("missing rows at the end of a run are not missed", ROWS, [
    "if (!isWhole)",
    "if (!isWhole && rows.length < 0)",
  ]),
  mutant("a reader makes up the file that it is to read", OPEN, [
    'if (found.kind === "missing") throw unreadable(journal, "there is no such file");\n',
    "",
  ]),
  mutant("a file of another program is written to", OPEN, [
    'if (kind.kind === "foreign") throw foreign(journal);\n',
    "",
  ]),
  mutant("a journal never waits for the disk", OPEN, [
    'sync === "full" ? "FULL" : "NORMAL"',
    'sync === "full" ? "OFF" : "NORMAL"',
  ]),
  mutant("a migration is done again", SCHEMA, ["migrations.slice(from)", "migrations.slice(0)"]),
  mutant("a journal shows what is not there any more", WRITER, [
    "    open = undefined;\n    lease.check();",
    "    lease.check();",
  ]),
  mutant("a writer gives no sign of life", WRITER, ["group.commit(lease.renew)", "group.commit(lease.check)"]),
  mutant("a writer keeps its process alive", WRITER, ["  heart.unref();\n", ""]),
  mutant("a closed writer keeps the lease", WRITER, [
    "await group.commit(lease.release).catch(() => {});",
    "await group.commit(lease.check).catch(() => {});",
  ]),
  mutant("a closed journal goes on", READER, ["if (closing !== undefined) throw closed(journal);\n", ""]),
  mutant("a run that is forgotten leaves its posts", APPENDING, ['"posts WHERE run", ', ""]),
  mutant("a run that is not over is forgotten", APPENDING, ["run.end !== undefined", "run.number > 0"]),
  mutant("an ended run takes more rows", RULES, ["if (stored.end === undefined) return false;", "return false;"]),
  mutant("another text for a row is passed over", RULES, ["if (known === text) return true;", "return true;"]),
];
