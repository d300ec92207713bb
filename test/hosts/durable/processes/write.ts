import { writeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { sqliteJournal } from "../../../../src/hosts/durable/sqlite-journal.ts";
import { TroupeError } from "../../../../src/model/troupe-error.ts";

/**
 * A process that appends to 16 runs for as long as it may: `path options pauseMs`. It says which epoch it has, what it
 * has been told is stored (`run seq`), and what it was refused with at the end. It goes on where the runs stand.
 */
const [path = "", options = "{}", pauseMs = "0"] = process.argv.slice(2);
const RUNS = 16;

/** At once, so that it is said even if the process is killed then. */
function say(words: string): void {
  writeSync(1, `${words}\n`);
}

try {
  const writer = await sqliteJournal(path, JSON.parse(options)).write();
  say(`epoch ${writer.epoch}`);
  await Promise.all(
    Array.from({ length: RUNS }, async (_, run) => {
      const id = `run-${run}`;
      const begins = { id, plan: "p", hash: "h", start: "{}", startedAt: 1, status: undefined, endedAt: undefined };
      if ((await writer.run(id)) === undefined) await writer.append({ begins, rows: [] });
      for (let seq = (await writer.read(id)).length; ; seq++) {
        const text = JSON.stringify({ by: writer.epoch, filling: "x".repeat(seq % 700) });
        await writer.append({ rows: [{ runId: id, seq, text }] });
        say(`${run} ${seq}`);
        if (pauseMs !== "0") await pause(Number(pauseMs));
      }
    }),
  );
} catch (error) {
  say(`refused ${error instanceof TroupeError ? error.code : String(error)}`);
  process.exitCode = 1;
}
