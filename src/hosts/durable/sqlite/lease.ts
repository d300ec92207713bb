import type { TroupeError } from "../../../model/troupe-error.ts";
import type { DatabaseSync } from "node:sqlite";
import { busy, takenOver } from "../journal-error.ts";
import { columnReader } from "./columns.ts";
import { readLease } from "./holder.ts";
import { thisOwner } from "./owner.ts";

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

/** Takes the lease, within the transaction that is open. JOURNAL_BUSY where a process holds it. */
export function takeLease(db: DatabaseSync, journal: string, leaseMs: number): Lease {
  const { whole } = columnReader(journal);
  const lease = readLease(db, journal);
  const now = Date.now();
  const held = lease.heldAt(now);
  if (held !== undefined) throw busy(journal, held);

  const epoch = whole(lease.columns(), "epoch") + 1;
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
      if (lost === undefined && current.get()?.["epoch"] !== epoch) lost = takenOver(journal, epoch, lease.holder());
      if (lost !== undefined) throw lost;
    },
    get isLost() {
      return lost !== undefined;
    },
    renew: () => void beat.run(Date.now(), epoch),
    release: () => void free.run(epoch),
  };
}
