import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { agent, chain, createRuntime, type JournalWriter, memoryJournal, type Plan, type Runtime } from "troupe";
import { type Contender, NAMES } from "../contender.ts";
import { expectOutput } from "../work.ts";

const folder = mkdtempSync(join(tmpdir(), "troupe-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

function newFile(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

function planOf(steps: number): Plan<number, number> {
  const step = (i: number) => agent(`s${i}`, { work: async (n: number) => n + 1 });
  return chain("durable", [step(0), ...Array.from({ length: steps - 1 }, (_, i) => step(i + 1))]);
}

/** What a run of so many steps appends, one list of texts after the other: taken from a run in memory. */
async function appendsOf(steps: number): Promise<readonly (readonly string[])[]> {
  const appends: (readonly string[])[] = [];
  const place = memoryJournal();
  const journal = {
    read: () => place.read(),
    async write(): Promise<JournalWriter> {
      const writer = await place.write();
      return {
        ...writer,
        append(append) {
          appends.push(append.rows.map(({ text }) => text));
          return writer.append(append);
        },
      };
    },
  };
  const runtime = createRuntime({ journal, resume: false });
  await runtime.start(planOf(steps), 0).outcome;
  await runtime.close();
  return appends;
}

/** The same bytes in the same order, all runs' appends of one step in one transaction: no runs could share the disk better. */
function bare(runs: number, steps: number): () => Promise<void> {
  const db = new DatabaseSync(newFile());
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE facts (run INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX facts_in_order ON facts (run, seq);`);
  const insert = db.prepare("INSERT INTO facts VALUES (?, ?, ?)");
  const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
  const sampling = appendsOf(steps);
  let begun = 0;
  return async () => {
    let seq = 0;
    for (const texts of await sampling) {
      begin.run();
      for (let run = begun; run < begun + runs; run += 1)
        for (const [place, text] of texts.entries()) insert.run(run, seq + place, text);
      commit.run();
      seq += texts.length;
    }
    begun += runs;
  };
}

const durable = runsOn(() => createRuntime({ journal: newFile(), resume: false }));
/** The same runs, kept nowhere: what it costs to keep them. */
const live = runsOn(() => createRuntime());

function runsOn(open: () => Runtime): (runs: number, steps: number) => () => Promise<void> {
  return (runs, steps) => {
    const runtime = open();
    const plan = planOf(steps);
    return async () => {
      const outcomes = await Promise.all(Array.from({ length: runs }, () => runtime.start(plan, 0).outcome));
      for (const outcome of outcomes) expectOutput("output" in outcome ? outcome.output : Number.NaN, steps);
    };
  };
}

export const contenders: readonly Contender[] = [
  { name: NAMES.sqlite, durable: bare },
  { name: NAMES.troupeLive, durable: live },
  { name: NAMES.troupe, durable },
];
