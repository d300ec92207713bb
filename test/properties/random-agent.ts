import fc from "fast-check";
import type { Budget } from "../../src/model/usage.ts";
import { SAYINGS, THROWNS, type ValueName, VALUES } from "./oddities.ts";
import {
  type ActDraft,
  type AgentDraft,
  type AnswererDraft,
  type Draft,
  type EndDraft,
  type GateDraft,
  PEERS,
  type PolicyDraft,
  type SpendDraft,
  type WorkDraft,
} from "./scenario.ts";

export const often = <T>(arbitrary: fc.Arbitrary<T>, weight: number) => ({ arbitrary, weight });
/** Left out `weight` times as often as not. */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight: number) =>
  fc.oneof(often(fc.constant(undefined), weight), often(arbitrary, 1));

/** Leaves out what is undefined, so that a scenario is JSON. */
export function lean<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** What somebody in this part mostly gives, and whether it is one who asks back or hands off. */
export interface Part {
  readonly gives: readonly ValueName[];
  readonly asks?: true;
  readonly hands?: true;
}

const ANYBODY: Part = { gives: ["marked", "list", "nested", "echo", "left", "right"] };
/** Who has something to do in a pattern that only certain values do. */
export const PARTS = {
  anybody: ANYBODY,
  asker: { ...ANYBODY, asks: true },
  peer: { ...ANYBODY, hands: true },
  answerer: { gives: ["nothing", "nothing", "marked"] },
  critic: { gives: ["pass", "pass", "revise", "scored", "scored", "reject"] },
  chooser: { gives: ["zero", "zero", "one", "nine"] },
  voter: { gives: ["left", "left", "right", "one", "marked"] },
  planner: { gives: ["tasks", "tasks", "task", "task", "no tasks", "strangers", "twins", "crowd", "vague"] },
} as const satisfies Readonly<Record<string, Part>>;

const thrown = fc.constantFrom(...THROWNS);
const peer = fc.constantFrom(...PEERS);
const valueOf = ({ gives }: Part) =>
  fc.oneof(often(fc.constantFrom(...gives), 16), often(fc.constantFrom(...VALUES), 1));

const workOf = (part: Part): fc.Arbitrary<WorkDraft> =>
  fc.record({
    isLater: fc.boolean(),
    usd: fc.constantFrom("none", "none", "some", "negative", "nan", "huge"),
    progress: fc.constantFrom("none", "half", "nan", "odd"),
    end: fc.oneof(
      often(fc.record({ how: fc.constant("returns" as const), value: valueOf(part) }), 4),
      often(fc.record({ how: fc.constant("throws" as const), thrown }), 4),
      often(fc.constant({ how: "declines" as const }), 2),
      often(fc.record({ how: fc.constant("hands off" as const), to: peer }), 1),
      often(fc.constant({ how: "asks" as const }), part.asks === true ? 8 : 1),
    ),
  });

function endsOf(part: Part): fc.Arbitrary<EndDraft> {
  const value = valueOf(part);
  /** Often the same, so that it goes round in circles. */
  const passed = fc.oneof(often(fc.constant("left" as const), 1), often(value, 1));
  const returns = fc
    .record({ how: fc.constant("returns" as const), value, confidence: maybe(fc.constantFrom(0, 0.5, 1), 4) })
    .map((end): EndDraft => lean(end));
  return fc.oneof(
    often(returns, 90),
    often(fc.record({ how: fc.constant("throws" as const), thrown }), 24),
    often(fc.constant({ how: "hangs" as const }), 4),
    often(fc.constant({ how: "declines" as const }), 2),
    often(fc.record({ how: fc.constant("hands off" as const), to: peer, value: passed }), part.hands === true ? 90 : 2),
    often(fc.record({ how: fc.constant("asks" as const), value }), part.asks === true ? 90 : 1),
    often(fc.record({ how: fc.constant("works" as const), by: workOf(part) }), 2),
  );
}

const spend: fc.Arbitrary<SpendDraft> = fc.record({
  afterMs: fc.constantFrom(0, 5, 60),
  tokens: fc.constantFrom(0, 10, 1_000, 1e12),
  usd: fc.constantFrom(0, 0.1, 5, 5, 1e15, 1e308),
});

const actOf = (part: Part): fc.Arbitrary<ActDraft> =>
  fc.record({
    afterMs: fc.constantFrom(0, 0, 1, 1, 10, 10, 25, 60, 200),
    ends: endsOf(part),
    onAbort: fc.constantFrom<ActDraft["onAbort"]>("ends", "ends", "ignores", 3, 40),
    spends: fc.oneof({ withCrossShrink: true }, often(fc.constant([]), 4), often(fc.array(spend, { maxLength: 2 }), 1)),
    echoes: fc.constantFrom<number>(0, 0, 0, 0, 1, 3),
  });

const says = fc.array(fc.oneof(often(fc.constantFrom("yes" as const), 4), often(fc.constantFrom(...SAYINGS), 1)), {
  minLength: 1,
  maxLength: 3,
});
export const wait = fc.constantFrom(5, 50, 400);
const otherwise = fc.constantFrom("approve" as const, "reject" as const);
const roles = fc.uniqueArray(fc.constantFrom("boss" as const, "clerk" as const), { minLength: 1, maxLength: 2 });

const approval = fc.record({
  kind: fc.constant("approval" as const),
  when: maybe(says, 1),
  quorum: maybe(fc.constantFrom(2, 3), 2),
  roles: maybe(roles, 3),
  deadlineMs: wait,
  otherwise,
});

/** The gate for an orchestration's tasks. */
export const taskGates: fc.Arbitrary<readonly GateDraft[]> = fc.oneof(
  often(fc.constant([]), 2),
  often(
    fc.tuple(approval).map((gates) => gates.map((gate): GateDraft => ({ ...lean(gate), isOfTasks: true }))),
    1,
  ),
);

/** Gates of one side, most often none; `plan` is a judge's. */
export function gatesBy(plan: fc.Arbitrary<Draft>): fc.Arbitrary<readonly GateDraft[]> {
  const gate: fc.Arbitrary<GateDraft> = fc.oneof(
    often(fc.record({ kind: fc.constantFrom("check" as const, "policy" as const), says }), 5),
    often(
      approval.map((draft): GateDraft => lean(draft)),
      3,
    ),
    often(
      fc
        .record({
          kind: fc.constant("confidence" as const),
          use: fc.constantFrom(0.5, 1),
          ask: maybe(fc.record({ from: fc.constantFrom(0, 0.3), deadlineMs: wait, otherwise }), 1),
        })
        .map((draft): GateDraft => lean(draft)),
      1,
    ),
    often(fc.record({ kind: fc.constant("judge" as const), plan }), 5),
  );
  return fc.oneof(
    { withCrossShrink: true, depthIdentifier: "plans" },
    often(fc.constant([]), 8),
    often(fc.array(gate, { minLength: 1, maxLength: 2 }), 1),
  );
}

/** Of these gates those that may stand before the work: a confidence is refused there. */
export function gatesBeforeWork(gates: fc.Arbitrary<readonly GateDraft[]>): fc.Arbitrary<readonly GateDraft[]> {
  return gates.map((all) => all.filter(({ kind }) => kind !== "confidence"));
}

const input = maybe(
  fc.array(fc.constantFrom("fits" as const, "fits", "fits", "later", "misfits", "throws"), {
    minLength: 1,
    maxLength: 3,
  }),
  3,
);

/** What is declared on any plan, and the gates that stand before and after an agent. */
interface Around {
  readonly declared: {
    readonly policy: fc.Arbitrary<PolicyDraft>;
    readonly budget: fc.Arbitrary<Budget | undefined>;
    readonly answers: fc.Arbitrary<AnswererDraft[] | undefined>;
  };
  readonly before: fc.Arbitrary<readonly GateDraft[]>;
  readonly after: fc.Arbitrary<readonly GateDraft[]>;
}

/** An agent with a part to play. */
export function agentAs(part: Part, { declared, before, after }: Around): fc.Arbitrary<Draft> {
  return fc
    .record({
      ...declared,
      kind: fc.constant("agent" as const),
      acts: fc.array(actOf(part), { minLength: 1, maxLength: 4 }),
      timeoutMs: fc.constantFrom(30, 100, 30_000, 30_000),
      idempotent: fc.boolean(),
      asks: maybe(fc.integer({ min: 1, max: 3 }), part.asks === true ? 0 : 9),
      handsTo: maybe(fc.uniqueArray(peer, { minLength: 1, maxLength: 3 }), part.hands === true ? 0 : 14),
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
      before,
      after,
    })
    .map((draft): Draft => lean(draft));
}

/** A person as the worker. */
export function personAs({ declared, before, after }: Around): fc.Arbitrary<Draft> {
  return fc
    .record({
      ...declared,
      kind: fc.constant("human" as const),
      input,
      before,
      after,
      deadlineMs: wait,
      otherwise: fc.constantFrom("fail" as const, "value" as const),
    })
    .map((draft): Draft => lean(draft));
}
