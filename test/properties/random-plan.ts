import fc from "fast-check";
import type { Budget } from "../../src/model/usage.ts";
import { SAYINGS, THROWNS, VALUES } from "./oddities.ts";
import type {
  ActDraft,
  AgentDraft,
  AnswerDraft,
  BackoffDraft,
  DirectiveDraft,
  Draft,
  EndDraft,
  GateDraft,
  PolicyDraft,
  PolicyKind,
  Scenario,
  SpendDraft,
  WorkDraft,
} from "./scenario.ts";

/** How deep plans are nested. */
const DEPTH_MAX = 4;

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

const often = <T>(arbitrary: fc.Arbitrary<T>, weight: number) => ({ arbitrary, weight });
/** Left out `weight` times as often as not. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight: number) =>
  fc.oneof(often(fc.constant(undefined), weight), often(arbitrary, 1));

/** Leaves out what is undefined, so that a scenario is JSON. */
function lean<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

const kind = fc.oneof(fc.constantFrom(...KINDS), fc.constantFrom(...FREQUENT));
const thrown = fc.constantFrom(...THROWNS);
const value = fc.oneof(
  often(fc.constantFrom("marked", "list", "nested", "echo", "left", "right"), 20),
  often(fc.constantFrom(...VALUES), 1),
);

const work: fc.Arbitrary<WorkDraft> = fc.record({
  isLater: fc.boolean(),
  usd: fc.constantFrom("none", "none", "some", "negative", "nan", "huge"),
  progress: fc.constantFrom("none", "half", "nan", "odd"),
  end: fc.oneof(
    often(fc.record({ how: fc.constant("returns" as const), value }), 2),
    often(fc.record({ how: fc.constant("throws" as const), thrown }), 2),
    often(fc.constant({ how: "declines" as const }), 1),
  ),
});

const returns = fc
  .record({ how: fc.constant("returns" as const), value, confidence: maybe(fc.constantFrom(0, 0.5, 1), 4) })
  .map((end): EndDraft => lean(end));

const ends: fc.Arbitrary<EndDraft> = fc.oneof(
  often(returns, 45),
  often(fc.record({ how: fc.constant("throws" as const), thrown }), 12),
  often(fc.constant({ how: "hangs" as const }), 2),
  often(fc.constant({ how: "declines" as const }), 1),
  often(fc.record({ how: fc.constant("works" as const), by: work }), 1),
);

const spend: fc.Arbitrary<SpendDraft> = fc.record({
  afterMs: fc.constantFrom(0, 5, 60),
  tokens: fc.constantFrom(0, 10, 1_000, 1e12),
  usd: fc.constantFrom(0, 0.1, 5, 5, 1e15, 1e308),
});

const act: fc.Arbitrary<ActDraft> = fc.record({
  afterMs: fc.constantFrom(0, 0, 1, 1, 10, 10, 25, 60, 200),
  ends,
  onAbort: fc.constantFrom<ActDraft["onAbort"]>("ends", "ends", "ignores", 3, 40),
  spends: fc.oneof({ withCrossShrink: true }, often(fc.constant([]), 4), often(fc.array(spend, { maxLength: 2 }), 1)),
  echoes: fc.constantFrom<number>(0, 0, 0, 0, 1, 3),
});

const says = fc.array(fc.oneof(often(fc.constantFrom("yes" as const), 4), often(fc.constantFrom(...SAYINGS), 1)), {
  minLength: 1,
  maxLength: 3,
});
const wait = fc.constantFrom(5, 50, 400);

const gate: fc.Arbitrary<GateDraft> = fc.oneof(
  often(fc.record({ kind: fc.constantFrom("check" as const, "policy" as const), says }), 3),
  often(
    fc
      .record({
        kind: fc.constant("approval" as const),
        when: maybe(says, 1),
        deadlineMs: wait,
        otherwise: fc.constantFrom("approve" as const, "reject" as const),
      })
      .map((draft): GateDraft => lean(draft)),
    2,
  ),
);
const gates = fc.oneof(
  { withCrossShrink: true },
  often(fc.constant([]), 8),
  often(fc.array(gate, { minLength: 1, maxLength: 2 }), 1),
);

const input = maybe(
  fc.array(fc.constantFrom("fits" as const, "fits", "fits", "later", "misfits", "throws"), {
    minLength: 1,
    maxLength: 3,
  }),
  3,
);

const backoff: fc.Arbitrary<BackoffDraft> = fc.record({
  initialMs: fc.constantFrom(0, 4, 50),
  factor: fc.constantFrom(1, 2, 10),
  maxMs: fc.constantFrom(0, 30, 1_000),
  jitter: fc.constantFrom("full", "none"),
});

const retry: fc.Arbitrary<DirectiveDraft> = fc
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
const revise = fc.record({ does: fc.constant("revise" as const), rounds: fc.integer({ min: 1, max: 3 }) });
const skip = fc.constant({ does: "skip" as const });

/** Limits of a part of a plan; at least one, some of them too small for anything. */
const budget: fc.Arbitrary<Budget> = fc
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
function upToSkip(chain: readonly DirectiveDraft[]): readonly DirectiveDraft[] {
  const skipped = chain.findIndex(({ does }) => does === "skip");
  return skipped < 0 ? chain : chain.slice(0, skipped + 1);
}

const { plan: anyDraft, group: anyGroup } = fc.letrec<{
  plan: Draft;
  agent: Draft;
  human: Draft;
  pass: Draft;
  group: Draft;
  map: Draft;
  policy: PolicyDraft;
  directives: readonly DirectiveDraft[];
}>((tie) => {
  const policy = tie("policy");
  const declared = {
    policy: fc.oneof({ withCrossShrink: true }, often(fc.constant<PolicyDraft>([]), 1), often(policy, 1)),
    budget: maybe(budget, 19),
  };
  const parts = (max: number) => fc.array(tie("plan"), { minLength: 1, maxLength: max, size: "max" });
  return {
    plan: fc.oneof(
      { maxDepth: DEPTH_MAX, depthSize: "medium", withCrossShrink: true },
      often(tie("agent"), 16),
      often(tie("human"), 1),
      often(tie("pass"), 1),
      often(tie("group"), 12),
    ),
    agent: fc
      .record({
        ...declared,
        kind: fc.constant("agent" as const),
        acts: fc.array(act, { minLength: 1, maxLength: 4 }),
        timeoutMs: fc.constantFrom(30, 100, 30_000, 30_000),
        idempotent: fc.boolean(),
        costUsd: maybe(fc.constantFrom(0.2, 3), 6),
        classify: maybe(
          fc.constantFrom<NonNullable<AgentDraft["classify"]>>(
            "transient",
            "cancelled",
            "budget",
            "lost",
            "nonsense",
            "throws",
          ),
          12,
        ),
        input,
        before: gates,
        after: gates,
      })
      .map((draft): Draft => lean(draft)),
    human: fc
      .record({
        ...declared,
        kind: fc.constant("human" as const),
        input,
        before: gates,
        after: gates,
        deadlineMs: wait,
        otherwise: fc.constantFrom("fail" as const, "value" as const),
      })
      .map((draft): Draft => lean(draft)),
    pass: fc.record({ ...declared, kind: fc.constant("pass" as const) }).map((draft): Draft => lean(draft)),
    group: fc
      .oneof(
        often(fc.record({ ...declared, kind: fc.constant("chain" as const), steps: parts(4) }), 4),
        often(fc.record({ ...declared, kind: fc.constant("parallel" as const), branches: parts(4) }), 4),
        often(
          fc.record({
            ...declared,
            kind: fc.constant("branch" as const),
            on: fc.array(
              fc.constantFrom("left", "left", "left", "left", "right", "right", "right", "nowhere", "number", "throws"),
              { minLength: 1, maxLength: 2 },
            ),
            cases: parts(2),
          }),
          1,
        ),
        often(
          fc.record({
            ...declared,
            kind: fc.constant("given" as const),
            select: fc.array(
              fc.oneof(
                often(fc.constantFrom("two", "three"), 7),
                often(fc.constantFrom("all", "empty", "cycle", "throws"), 2),
              ),
              { minLength: 1, maxLength: 2 },
            ),
            body: fc.oneof(often(tie("map"), 3), often(tie("plan"), 1)),
          }),
          4,
        ),
        often(
          fc.record({
            ...declared,
            kind: fc.constant("route" as const),
            by: fc.oneof(often(tie("agent"), 3), often(tie("plan"), 1)),
            to: parts(2),
            otherwise: tie("plan"),
            reroutes: fc.nat({ max: 2 }),
          }),
          2,
        ),
      )
      .map((draft) => lean(draft) as Draft),
    map: fc
      .record({
        ...declared,
        kind: fc.constant("map" as const),
        body: tie("plan"),
        maxItems: maybe(fc.integer({ min: 1, max: 4 }), 6),
        concurrency: fc.integer({ min: 1, max: 3 }),
      })
      .map((draft): Draft => lean(draft)),
    policy: fc.uniqueArray(fc.tuple(kind, tie("directives")), {
      minLength: 1,
      maxLength: 3,
      selector: ([named]) => named,
    }),
    directives: fc
      .tuple(
        fc.array(
          fc.oneof(
            often(retry, 6),
            often(revise, 2),
            often(skip, 2),
            often(fc.record({ does: fc.constant("fallback" as const), plan: tie("plan") }), 2),
          ),
          { maxLength: 3, depthIdentifier: "parts" },
        ),
        fc.boolean(),
      )
      .map(([chain, isEnded]): readonly DirectiveDraft[] => {
        const row = upToSkip(chain);
        return isEnded ? [...row, { does: "escalate" }] : row;
      }),
  };
});

const answer: fc.Arbitrary<AnswerDraft> = fc.record({
  afterMs: fc.constantFrom(0, 3, 45, 60, 500),
  verdict: fc.constantFrom("silence", "approve", "reject", "edit", "retry", "skip"),
});

/** Any scenario: a plan of any shape, with any policies and limits, agents that do anything, and people. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    plan: fc.oneof({ withCrossShrink: true }, often(anyDraft, 1), often(anyGroup, 9)),
    input: fc.constantFrom<unknown>(1, "text", [1, [2]], [[1], [2]], null, { field: [1] }),
    seed: fc.nat(),
    budget: fc
      .record({
        steps: fc.oneof(often(fc.constant(80), 4), often(fc.integer({ min: 0, max: 25 }), 1)),
        usd: maybe(fc.constantFrom(0.5, 20), 9),
        tokens: maybe(fc.constantFrom(30, 5_000), 9),
        wallMs: maybe(fc.constantFrom(15, 150, 1_000), 12),
        depth: maybe(fc.integer({ min: 1, max: 5 }), 30),
        spawned: maybe(fc.integer({ min: 1, max: 10 }), 20),
      })
      .map((limits): Budget => lean(limits)),
    graceMs: fc.constantFrom(1, 30, 5_000),
    deadlineMs: maybe(fc.constantFrom(10, 100, 700), 11),
    escalationMs: maybe(wait, 2),
    cancelAtMs: maybe(fc.constantFrom(0, 1, 12, 40, 130), 9),
    isUnattended: maybe(fc.constant(true as const), 11),
    answers: fc.array(answer, { maxLength: 4 }),
  })
  .map((scenario): Scenario => lean(scenario));
