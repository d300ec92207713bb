import { acceptKeys, acceptNumber, acceptWord } from "../../model/accept.ts";

/** When what is stored is safe: "full" also where the power fails, "normal" only where the process dies. */
export type Sync = "full" | "normal";

/** What can be chosen about a file. */
export interface SqliteOptions {
  /**
   * Default "full": an append resolves when the disk has it. With "normal" it resolves earlier: a killed process still
   * loses nothing, but where the machine loses power or its system crashes, the last appends can be gone: those since
   * the log was last synced, which is at the latest when it has grown by 4 MB. Never are rows lost in between.
   */
  readonly sync?: Sync;
  /**
   * How long a writer may give no sign of life before another one takes over, in milliseconds. Default 15,000, at least
   * 100, at most a day. A process that hangs for longer, or holds its event loop, loses the journal when another one writes to it.
   */
  readonly leaseMs?: number;
  /** How large the file may grow, in bytes: then JOURNAL_FULL. Default: as large as the disk. At least 65,536. */
  readonly sizeBytesMax?: number;
}

const OPTIONS = ["sync", "leaseMs", "sizeBytesMax"];
const LEASE_MS = 15_000;
const LEASE_MS_MIN = 100;
/** A timer of Node gives the signs of life, and must not overflow. */
const LEASE_MS_MAX = 86_400_000;
const SIZE_BYTES_MIN = 65_536;

/** The options with their defaults; BAD_OPTION where one cannot be. */
export function acceptOptions(options: SqliteOptions): Required<SqliteOptions> {
  acceptKeys(options, { where: "sqliteJournal()", known: OPTIONS });
  const { sync = "full", leaseMs = LEASE_MS, sizeBytesMax = Number.MAX_SAFE_INTEGER } = options;
  return {
    sync: acceptWord(sync, { where: "sync of sqliteJournal()", words: ["full", "normal"] }),
    leaseMs: acceptNumber(leaseMs, {
      where: "leaseMs of sqliteJournal()",
      min: LEASE_MS_MIN,
      max: LEASE_MS_MAX,
      isWhole: true,
    }),
    sizeBytesMax: acceptNumber(sizeBytesMax, { where: "sizeBytesMax of sqliteJournal()", min: SIZE_BYTES_MIN }),
  };
}
