import type { TroupeError } from "../../../model/troupe-error.ts";
import type { DatabaseSync } from "node:sqlite";
import { busy, type Holder, takenOver } from "../journal-error.ts";
import { type Columns, columnReader } from "./columns.ts";
import { isGone, thisOwner } from "./owner.ts";

/** A writer's right to write. Each of these needs a transaction that is open, or is one by itself. */
export interface Lease {
  readonly epoch: number;
  /** Throws JOURNAL_TAKEN_OVER once somebody else has it; it never comes back. */
  check(): void;
  /** As far as it has been looked. */
  readonly isLost: boolean;
  /** Gives a sign of life. */
  renew(): void;
  /** Gives it back, so that the next writer need not wait. */
  release(): void;
}

const READ = "SELECT epoch, pid, host, born, since, heartbeat, lease_ms FROM lease WHERE one = 1";

/**
 * Takes the lease, within the transaction that is open. JOURNAL_BUSY where a process holds it that lives, as far as can
 * be told, and has given a sign of life within its lease's time. The clock is the machine's: all who share the file see
 * the same one. A sign of life that lies as far in the future counts as none, or a clock that was put back would keep
 * everybody out.
 */
export function takeLease(db: DatabaseSync, journal: string, leaseMs: number): Lease {
  const { whole, text, maybeWhole } = columnReader(journal);
  const read = db.prepare(READ);
  const columns = (): Columns => read.get() ?? {};
  const now = Date.now();
  const before = columns();
  const holder = holderOf(before);
  if (holder !== undefined && !isLapsed(before, now))
    throw busy(journal, { ...holder, freeAt: whole(before, "heartbeat") + whole(before, "lease_ms") });

  function holderOf(row: Columns): Holder | undefined {
    const pid = maybeWhole(row, "pid");
    return pid === undefined ? undefined : { pid, host: text(row, "host"), since: whole(row, "since") };
  }

  function isLapsed(row: Columns, at: number): boolean {
    if (Math.abs(at - whole(row, "heartbeat")) >= whole(row, "lease_ms")) return true;
    return isGone({ pid: whole(row, "pid"), host: text(row, "host"), born: text(row, "born") });
  }

  const epoch = whole(before, "epoch") + 1;
  const { pid, host, born } = thisOwner();
  db.prepare(
    "UPDATE lease SET epoch = ?, pid = ?, host = ?, born = ?, since = ?, heartbeat = ?, lease_ms = ? WHERE one = 1",
  ).run(epoch, pid, host, born, now, now, leaseMs);

  const current = db.prepare("SELECT epoch FROM lease WHERE one = 1");
  const beat = db.prepare("UPDATE lease SET heartbeat = ? WHERE one = 1 AND epoch = ?");
  const free = db.prepare(
    "UPDATE lease SET pid = NULL, host = NULL, born = NULL, since = NULL WHERE one = 1 AND epoch = ?",
  );
  let lost: TroupeError | undefined;
  return {
    epoch,
    check() {
      if (lost === undefined && current.get()?.["epoch"] !== epoch)
        lost = takenOver(journal, epoch, holderOf(columns()));
      if (lost !== undefined) throw lost;
    },
    get isLost() {
      return lost !== undefined;
    },
    renew: () => void beat.run(Date.now(), epoch),
    release: () => void free.run(epoch),
  };
}
