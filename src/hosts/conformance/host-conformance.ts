import type { Host } from "../../kernel/port.ts";
import { abortRules } from "./abort-rules.ts";
import { apartRules } from "./apart-rules.ts";
import { functionRules } from "./function-rules.ts";
import type { HostRule } from "./host-rule.ts";
import { outsideRules } from "./outside-rules.ts";
import { reportRules } from "./report-rules.ts";
import { timeRules } from "./time-rules.ts";
import { wordRules } from "./word-rules.ts";
import { workRules } from "./work-rules.ts";

/** What a host is, whoever writes it, and wherever its runs live: all that a run may rely on. */
export const HOST_RULES: readonly HostRule[] = [
  ...workRules,
  ...wordRules,
  ...reportRules,
  ...abortRules,
  ...functionRules,
  ...timeRules,
  ...outsideRules,
  ...apartRules,
];

/**
 * Runs every rule on a host, each on a fresh one, with whatever runs your tests: `hostConformance(liveHost, it)` under
 * Vitest, `hostConformance(liveHost, test)` under `node:test`. A broken rule throws an AssertionError. All of it takes
 * less than a second of real time.
 */
export function hostConformance(makeHost: () => Host, test: (name: string, check: () => Promise<void>) => void): void {
  for (const { name, check } of HOST_RULES) test(name, () => check(makeHost));
}
