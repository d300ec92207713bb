import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type JournalWriter, sqliteJournal } from "troupe";
import { type Contender, type JournalScenarios, NAMES } from "../contender.ts";
import { expectOutput } from "../work.ts";

const TEXT = "x".repeat(400);
const folder = mkdtempSync(join(tmpdir(), "troupe-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

function newFile(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

/** The same bytes, in the same order, with the same index and as many waits for the disk: and nothing else. */
const bare: JournalScenarios = {
  append(appenders, rows) {
    const { db, insert } = createBare();
    const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
    let next = 0;
    return async () => {
      for (const end = next + rows / appenders; next < end; next += 1) {
        begin.run();
        for (let run = 0; run < appenders; run += 1) insert.run(run, next, TEXT);
        commit.run();
      }
    };
  },
  read(n) {
    const { db, insert } = createBare();
    db.exec("BEGIN");
    for (let seq = 0; seq < n; seq += 1) insert.run(1, seq, TEXT);
    db.exec("COMMIT");
    const all = db.prepare("SELECT seq, text FROM facts WHERE run = ? ORDER BY seq");
    return async () => expectOutput(all.all(1).length, n);
  },
};

function createBare() {
  const db = new DatabaseSync(newFile());
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE facts (run INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX facts_in_order ON facts (run, seq);`);
  return { db, insert: db.prepare("INSERT INTO facts VALUES (?, ?, ?)") };
}

const journal: JournalScenarios = {
  append(appenders, rows) {
    const opening = writerOf(appenders);
    let next = 0;
    return async () => {
      const writer = await opening;
      const [from, end] = [next, next + rows / appenders];
      next = end;
      await Promise.all(
        Array.from({ length: appenders }, async (_, run) => {
          for (let seq = from; seq < end; seq += 1)
            await writer.append({ rows: [{ runId: `run-${run}`, seq, text: TEXT }] });
        }),
      );
    };
  },
  read(n) {
    const filling = writerOf(1).then(async (writer) => {
      await writer.append({ rows: Array.from({ length: n }, (_, seq) => ({ runId: "run-0", seq, text: TEXT })) });
      return writer;
    });
    return async () => expectOutput((await (await filling).read("run-0")).length, n);
  },
};

async function writerOf(runs: number): Promise<JournalWriter> {
  const writer = await sqliteJournal(newFile()).write();
  const about = { plan: "p", hash: "h", start: "{}", startedAt: 0, status: undefined, endedAt: undefined };
  await Promise.all(
    Array.from({ length: runs }, (_, run) => writer.append({ begins: { id: `run-${run}`, ...about }, rows: [] })),
  );
  return writer;
}

export const contenders: readonly Contender[] = [
  { name: NAMES.sqlite, journal: bare },
  { name: NAMES.troupe, journal },
];
