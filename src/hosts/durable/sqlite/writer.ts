import type { DatabaseSync } from "node:sqlite";
import type { JournalWriter, Post } from "../../../kernel/journal.ts";
import { closed } from "../journal-error.ts";
import type { SqliteOptions } from "../sqlite-options.ts";
import { type Appending, createAppending } from "./appending.ts";
import { createGroupCommit, rollBack } from "./group-commit.ts";
import { type Lease, takeLease } from "./lease.ts";
import { openForWriting } from "./open-file.ts";
import { untilFree } from "./patience.ts";
import { contentsOf, reading } from "./reader.ts";
import { kindOf, migrate, VERSION } from "./schema.ts";
import { foreign, newer, troubleOf } from "./trouble.ts";

/** Three signs of life in the time of a lease: one may be late, and one may be lost. */
const BEATS = 3;

/** Becomes the one writer of a file, which is made where there is none, and brought up to date. */
export async function openWriter(journal: string, options: Required<SqliteOptions>): Promise<JournalWriter> {
  const db = await openForWriting(journal, options.sync);
  try {
    limit(db, options.sizeBytesMax);
    const lease = await untilFree(journal, () => begin(db, journal, options.leaseMs));
    return createWriter(db, journal, { lease, leaseMs: options.leaseMs });
  } catch (error) {
    db.close();
    throw troubleOf(journal, error);
  }
}

/** The file is looked at again: somebody else may have made it meanwhile. All of it, or nothing. */
function begin(db: DatabaseSync, journal: string, leaseMs: number): Lease {
  db.exec("BEGIN IMMEDIATE");
  try {
    const kind = kindOf(db);
    if (kind.kind === "foreign") throw foreign(journal);
    if (kind.kind === "journal" && kind.version > VERSION) throw newer(journal, kind.version, VERSION);
    const version = kind.kind === "empty" ? 0 : kind.version;
    migrate(db, version);
    const lease = takeLease(db, journal, leaseMs);
    db.exec("COMMIT");
    return lease;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

function limit(db: DatabaseSync, sizeBytesMax: number): void {
  const pageBytes = Number(db.prepare("PRAGMA page_size").get()?.["page_size"]);
  db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.min(2 ** 32 - 2, Math.floor(sizeBytesMax / pageBytes)))}`);
}

function createWriter(db: DatabaseSync, journal: string, so: { lease: Lease; leaseMs: number }): JournalWriter {
  const { lease, leaseMs } = so;
  const contents = contentsOf(db, journal);
  const appending: Appending = createAppending(db, journal, contents);
  const group = createGroupCommit({ journal, db, guard: lease.check, forget: appending.reset });
  const changes = watchChanges(db);
  let open: readonly Post[] | undefined;

  /** What others did: they left a message, or took over. */
  function lookAbout(): void {
    if (!changes.areThere() && !lease.isLost) return;
    open = undefined;
    lease.check();
  }

  function store<T>(act: () => T): Promise<T> {
    return group.commit(act).finally(() => {
      open = undefined;
    });
  }

  /** One that fails is made up for by the next; one who has lost the lease has nothing to renew. */
  const heart = setInterval(() => {
    group.commit(lease.renew).catch(() => {
      if (lease.isLost) clearInterval(heart);
    });
  }, leaseMs / BEATS);
  heart.unref();

  const { reader, ask, isClosed } = reading(db, journal, {
    contents,
    ways: {
      allow: lookAbout,
      post: store,
      async leave() {
        clearInterval(heart);
        await group.commit(lease.release).catch(() => {});
        await group.drained();
      },
    },
  });
  return {
    ...reader,
    epoch: lease.epoch,
    /** What waits for the disk need not be asked about before: the transaction looks whose the lease is. */
    append(append) {
      if (isClosed()) return Promise.reject(closed(journal));
      return group.commit(() => appending.append(append));
    },
    posts: () => ask(() => (open ??= contents.posts.open())),
    settle: (id, result) => ask(() => store(() => contents.posts.settle(id, result))),
    forget: (runIds) => ask(() => store(() => appending.forget(runIds))),
  };
}

/** Whether another connection has stored something since the last time. SQLite knows it by a number in shared memory. */
function watchChanges(db: DatabaseSync): { areThere(): boolean } {
  const version = db.prepare("PRAGMA data_version");
  let seen: unknown;
  return {
    areThere() {
      const now = version.get()?.["data_version"];
      const hasChanged = now !== seen;
      seen = now;
      return hasChanged;
    },
  };
}
