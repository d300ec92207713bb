import fc from "fast-check";
import type { Budget } from "../../src/model/usage.ts";
import { lean, maybe } from "./random-agent.ts";
import type { BackoffDraft, DirectiveDraft, PolicyKind } from "./scenario.ts";

const KINDS: readonly PolicyKind[] = [
  "transient",
  "rate-limited",
  "timeout",
  "invalid-output",
  "rejected",
  "permanent",
  "defect",
  "unresolved",
  "budget",
  "unresponsive",
  "lost",
  "escalated",
  "refused",
  "*",
];

const FREQUENT: readonly PolicyKind[] = ["*", "*", "transient", "escalated", "timeout", "unresolved"];

export const kinds = fc.oneof(fc.constantFrom(...KINDS), fc.constantFrom(...FREQUENT));
const backoff: fc.Arbitrary<BackoffDraft> = fc.record({
  initialMs: fc.constantFrom(0, 4, 50),
  factor: fc.constantFrom(1, 2, 10),
  maxMs: fc.constantFrom(0, 30, 1_000),
  jitter: fc.constantFrom("full", "none"),
});

export const retries: fc.Arbitrary<DirectiveDraft> = fc
  .record({
    does: fc.constant("retry" as const),
    attempts: fc.integer({ min: 1, max: 4 }),
    scope: fc.constantFrom("one", "one", "rest", "all"),
    from: maybe(fc.nat({ max: 3 }), 3),
    restarts: maybe(fc.integer({ min: 0, max: 2 }), 2),
    delayMs: maybe(fc.constantFrom(0, 7, 90), 2),
    backoff: maybe(backoff, 2),
  })
  .map((draft): DirectiveDraft => lean(draft));
export const revises = fc.record({ does: fc.constant("revise" as const), rounds: fc.integer({ min: 1, max: 3 }) });
export const skips = fc.constant({ does: "skip" as const });

/** Limits of a part of a plan; at least one, some of them too small for anything. */
export const budgets: fc.Arbitrary<Budget> = fc
  .record({
    steps: maybe(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 3, max: 12 })), 1),
    usd: maybe(fc.constantFrom(0, 0.3, 6, 6), 5),
    tokens: maybe(fc.constantFrom(0, 15, 1_500, 1_500), 5),
    wallMs: maybe(fc.constantFrom(0, 12, 70, 300, 300), 5),
    depth: maybe(fc.integer({ min: 0, max: 4 }), 9),
    spawned: maybe(fc.integer({ min: 0, max: 6 }), 6),
  })
  .map((limits) => (Object.values(limits).every((limit) => limit === undefined) ? { steps: 3 } : lean(limits)));

/** Nothing may stand behind a skip but the escalate that ends every chain. */
export function upToSkip(chain: readonly DirectiveDraft[]): readonly DirectiveDraft[] {
  const skipped = chain.findIndex(({ does }) => does === "skip");
  return skipped < 0 ? chain : chain.slice(0, skipped + 1);
}
