import fc from "fast-check";
import type { Budget } from "../../src/model/usage.ts";
import { SAYINGS } from "./oddities.ts";
import {
  agentAs,
  gatesBeforeWork,
  gatesBy,
  lean,
  maybe,
  often,
  PARTS,
  personAs,
  taskGates,
  wait,
} from "./random-agent.ts";
import { budgets, kinds, retries, revises, skips, upToSkip } from "./random-policy.ts";
import type {
  AnswerDraft,
  AnswererDraft,
  DirectiveDraft,
  Draft,
  PolicyDraft,
  RuleDraft,
  Scenario,
} from "./scenario.ts";
import { BALLOTS } from "./words.ts";

/** How deep plans are nested. */
const DEPTH_MAX = 4;

const choice = fc.array(
  fc.constantFrom(
    "left" as const,
    "left",
    "left",
    "left",
    "right",
    "right",
    "right",
    "right",
    "right",
    "nowhere",
    "number",
    "throws",
  ),
  { minLength: 1, maxLength: 2 },
);
const selection = fc.array(
  fc.oneof(
    often(fc.constantFrom("two" as const, "three"), 7),
    often(fc.constantFrom("all" as const, "empty", "cycle", "throws"), 2),
  ),
  { minLength: 1, maxLength: 2 },
);
/** Yes or no, and seldom neither. */
const decides = fc.array(
  fc.oneof(often(fc.constantFrom("yes" as const, "no", "no"), 12), often(fc.constantFrom(...SAYINGS), 1)),
  { minLength: 1, maxLength: 4 },
);

const ballot = maybe(
  fc.array(
    fc.oneof(often(fc.constantFrom("parity" as const, "words", "same"), 20), often(fc.constantFrom(...BALLOTS), 1)),
    { minLength: 1, maxLength: 3 },
  ),
  1,
);
const rule: fc.Arbitrary<RuleDraft> = fc.oneof(
  often(
    fc
      .record({
        by: fc.constant("majority" as const),
        tie: fc.constantFrom("fail" as const, "first", "judge", "judge"),
        weights: maybe(fc.array(fc.constantFrom(0, 1, 2.5), { minLength: 1, maxLength: 3 }), 2),
        ballot,
      })
      .map((draft): RuleDraft => lean(draft)),
    3,
  ),
  often(
    fc
      .record({ by: fc.constant("quorum" as const), k: fc.nat({ max: 3 }), ballot })
      .map((draft): RuleDraft => lean(draft)),
    3,
  ),
  often(fc.constant<RuleDraft>({ by: "best" }), 2),
);

const edge = fc.record({ node: fc.nat({ max: 3 }), when: maybe(decides, 2) }).map((draft) => lean(draft));

const { plan: anyDraft, group: anyGroup } = fc.letrec<{
  plan: Draft;
  agent: Draft;
  asker: Draft;
  peer: Draft;
  answerer: Draft;
  critic: Draft;
  chooser: Draft;
  voter: Draft;
  planner: Draft;
  human: Draft;
  pass: Draft;
  group: Draft;
  fixed: Draft;
  dynamic: Draft;
  map: Draft;
  policy: PolicyDraft;
  directives: readonly DirectiveDraft[];
}>((tie) => {
  const policy = tie("policy");
  const answerer: fc.Arbitrary<AnswererDraft> = fc.oneof(
    often(
      fc.record({
        by: fc.constant("function" as const),
        says: fc.array(fc.constantFrom("known" as const, "known", "unknown", "unknown", "unknown", "list", "throws"), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
      3,
    ),
    often(
      fc.record({
        by: fc.constant("plan" as const),
        plan: fc.oneof(
          often(tie("answerer"), 4),
          often(tie("human"), 1),
          often(tie("asker"), 1),
          often(tie("plan"), 1),
        ),
      }),
      4,
    ),
  );
  const declared = {
    policy: fc.oneof({ withCrossShrink: true }, often(fc.constant<PolicyDraft>([]), 1), often(policy, 1)),
    budget: maybe(budgets, 19),
    answers: maybe(fc.array(answerer, { minLength: 1, maxLength: 2 }), 11),
  };
  const parts = (max: number) => fc.array(tie("plan"), { minLength: 1, maxLength: max, size: "max" });
  const gates = gatesBy(fc.oneof(often(tie("critic"), 5), often(tie("plan"), 1)));
  const around = { declared, before: gatesBeforeWork(gates), after: gates };
  /** Who plays the part, or sometimes anybody. */
  const as = (name: "critic" | "chooser" | "planner" | "agent") => fc.oneof(often(tie(name), 6), often(tie("plan"), 1));
  const some = (name: "voter" | "peer", max: number) =>
    fc.array(fc.oneof(often(tie(name), 4), often(tie("plan"), 1)), { minLength: 1, maxLength: max, size: "max" });
  const of = <K extends string>(named: K) => ({ ...declared, kind: fc.constant(named) });
  return {
    plan: fc.oneof(
      { maxDepth: DEPTH_MAX, depthSize: "medium", withCrossShrink: true },
      often(tie("agent"), 30),
      often(tie("asker"), 3),
      often(tie("human"), 2),
      often(tie("pass"), 2),
      often(tie("group"), 24),
    ),
    agent: agentAs(PARTS.anybody, around),
    asker: agentAs(PARTS.asker, around),
    peer: agentAs(PARTS.peer, around),
    answerer: agentAs(PARTS.answerer, around),
    critic: agentAs(PARTS.critic, around),
    chooser: agentAs(PARTS.chooser, around),
    voter: agentAs(PARTS.voter, around),
    planner: agentAs(PARTS.planner, {
      ...around,
      after: fc.tuple(gates, taskGates).map(([before, last]) => [...before, ...last]),
    }),
    human: personAs(around),
    pass: fc.record({ ...declared, kind: fc.constant("pass" as const) }).map((draft): Draft => lean(draft)),
    group: fc.oneof(often(tie("fixed"), 4), often(tie("dynamic"), 5)),
    fixed: fc
      .oneof(
        often(fc.record({ ...of("chain"), steps: parts(3) }), 4),
        often(fc.record({ ...of("parallel"), branches: parts(3) }), 4),
        often(fc.record({ ...of("branch"), on: choice, cases: parts(2) }), 1),
        often(
          fc.record({
            ...of("given"),
            select: selection,
            body: fc.oneof(often(tie("map"), 3), often(tie("plan"), 1)),
          }),
          4,
        ),
        often(
          fc.record({
            ...of("route"),
            by: as("agent"),
            to: parts(2),
            otherwise: tie("plan"),
            reroutes: fc.nat({ max: 2 }),
          }),
          2,
        ),
      )
      .map((draft) => lean(draft) as Draft),
    dynamic: fc
      .oneof(
        often(
          fc.record({
            ...of("loop"),
            body: tie("plan"),
            until: decides,
            max: fc.integer({ min: 1, max: 4 }),
            exhausted: fc.constantFrom("fail", "last"),
          }),
          2,
        ),
        often(
          fc.record({
            ...of("refine"),
            generate: tie("plan"),
            evaluate: as("critic"),
            rounds: fc.integer({ min: 1, max: 5 }),
            unapproved: fc.constantFrom("fail", "best"),
          }),
          2,
        ),
        often(
          fc.record({
            ...of("vote"),
            voters: some("voter", 3),
            times: fc.constantFrom(1, 1, 2, 3),
            rule,
            judge: as("chooser"),
          }),
          4,
        ),
        often(
          fc.record({
            ...of("handoff"),
            peers: some("peer", 3),
            start: fc.nat({ max: 2 }),
            max: fc.integer({ min: 1, max: 4 }),
          }),
          2,
        ),
        often(
          fc.record({
            ...of("graph"),
            nodes: fc.array(fc.record({ plan: tie("plan"), after: fc.array(edge, { maxLength: 3 }) }), {
              minLength: 1,
              maxLength: 4,
              size: "max",
            }),
            output: fc.constantFrom(0, 1, 2, 3, 3, 3),
          }),
          4,
        ),
        often(
          fc.record({
            ...of("orchestrate"),
            planner: as("planner"),
            synthesizer: as("agent"),
            workers: parts(3),
            rounds: fc.integer({ min: 1, max: 3 }),
            maxTasks: fc.integer({ min: 1, max: 4 }),
            concurrency: fc.integer({ min: 1, max: 3 }),
          }),
          3,
        ),
        often(
          fc.record({
            ...of("recursive"),
            depth: fc.integer({ min: 1, max: 3 }),
            via: fc.constantFrom("branch", "branch", "chain"),
            on: choice,
            body: tie("plan"),
            otherwise: tie("plan"),
          }),
          1,
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
    policy: fc.uniqueArray(fc.tuple(kinds, tie("directives")), {
      minLength: 1,
      maxLength: 3,
      selector: ([named]) => named,
    }),
    directives: fc
      .tuple(
        fc.array(
          fc.oneof(
            often(retries, 6),
            often(revises, 2),
            often(skips, 2),
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

const answer: fc.Arbitrary<AnswerDraft> = fc
  .record({
    afterMs: fc.constantFrom(0, 3, 45, 60, 500),
    verdict: fc.constantFrom("silence", "approve", "approve", "reject", "edit", "retry", "skip", "strike"),
    by: maybe(fc.constantFrom("ann" as const, "bob"), 1),
    role: maybe(fc.constantFrom("boss" as const, "clerk"), 1),
  })
  .map((draft): AnswerDraft => lean(draft));

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
