import type { DatabaseSync } from "node:sqlite";
import type { Held, Holder } from "../journal-error.ts";
import { type Columns, columnReader } from "./columns.ts";
import { openForReading } from "./open-file.ts";
import { isGone } from "./owner.ts";
import { untilFree } from "./patience.ts";
import { troubleOf } from "./trouble.ts";

const READ = "SELECT epoch, pid, host, born, since, heartbeat, lease_ms FROM lease WHERE one = 1";

/** What a file says of its lease, each time anew. */
interface LeaseReader {
  columns(): Columns;
  /** Who took it last and has not given it back, whether or not that still counts. */
  holder(): Holder | undefined;
  /**
   * Who holds it at a moment: a process that lives, as far as can be told, and has given a sign of life within its
   * lease's time. The clock is the machine's: all who share the file see the same one. A sign of life that lies as far
   * in the future counts as none, or a clock that was put back would keep everybody out.
   */
  heldAt(now: number): Held | undefined;
}

export function readLease(db: DatabaseSync, journal: string): LeaseReader {
  const { whole, text, maybeWhole } = columnReader(journal);
  const read = db.prepare(READ);
  const columns = (): Columns => read.get() ?? {};

  function holderOf(row: Columns): Holder | undefined {
    const pid = maybeWhole(row, "pid");
    return pid === undefined ? undefined : { pid, host: text(row, "host"), since: whole(row, "since") };
  }

  function isLapsed(row: Columns, at: number): boolean {
    if (Math.abs(at - whole(row, "heartbeat")) >= whole(row, "lease_ms")) return true;
    return isGone({ pid: whole(row, "pid"), host: text(row, "host"), born: text(row, "born") });
  }

  return {
    columns,
    holder: () => holderOf(columns()),
    heldAt(now) {
      const row = columns();
      const holder = holderOf(row);
      if (holder === undefined || isLapsed(row, now)) return undefined;
      return { ...holder, freeAt: whole(row, "heartbeat") + whole(row, "lease_ms") };
    },
  };
}

/** Who writes to a file now, for those who only look: nothing is changed, and nobody is kept out. */
export async function currentHolder(journal: string): Promise<Held | undefined> {
  const db = await openForReading(journal);
  try {
    return await untilFree(journal, () => readLease(db, journal).heldAt(Date.now()));
  } catch (error) {
    throw troubleOf(journal, error);
  } finally {
    db.close();
  }
}
