import type { Host } from "../../kernel/port.ts";

/** One thing that holds on every host. */
export interface HostRule {
  /** A sentence about a host: "gives …", "wakes …". */
  readonly name: string;
  /** Rejects with an AssertionError where it does not hold. */
  readonly check: (makeHost: () => Host) => Promise<void>;
}
