import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FailureKind } from "../../src/model/failure.ts";
import { type Asked, decide } from "../../supervisors/decide.ts";
import { ALLOWED, BACKOFF, DEFAULT_CHAINS, RETRY_AFTER_MAX_MS } from "../../supervisors/defaults.ts";
import type { Directive, Lineage, PolicyTable } from "../../supervisors/policy.ts";

type Retry = Extract<Directive, { does: "retry" }>;

const retry: Retry = { does: "retry", attempts: 3, backoff: BACKOFF, delayMs: 0, scope: "one", restarts: 0 };
const revise: Directive = { does: "revise", rounds: 2 };
const skip: Directive = { does: "skip", value: [] };
const fallback: Directive = { does: "fallback", plan: 0, name: "template", costsSteps: true };
const escalate: Directive = { does: "escalate" };

const own = (table: PolicyTable, up?: Lineage): Lineage => ({ owner: "support/draft", table, up });

/** A first failure with nothing against another try. */
function ask(kind: FailureKind, more: Partial<Asked> = {}): Asked {
  return {
    failure: { kind, path: "support/draft", message: "no luck" },
    path: "support/draft",
    lineage: undefined,
    attempts: 1,
    rounds: 0,
    isSameIssue: false,
    restarts: 0,
    members: () => 1,
    isRepeatable: false,
    now: 0,
    draw: 0.5,
    ...more,
  };
}

describe("the rule that is taken", () => {
  it("is the default of the kind where no policy names it", () => {
    expect(decide(ask("transient"))).toMatchObject({
      directive: { does: "retry", attempts: 3 },
      rule: { owner: "support/draft", by: "default", kind: "transient", position: 0 },
    });
  });

  it("is the first place of the nearest policy that names the kind", () => {
    const above: Lineage = { owner: "support", table: { timeout: [escalate] }, up: undefined };
    expect(decide(ask("timeout", { lineage: own({ timeout: [skip, retry] }, above) }))).toMatchObject({
      directive: skip,
      rule: { owner: "support/draft", by: "policy", kind: "timeout", position: 0 },
    });
  });

  it("is a policy further up where the nearer one is silent", () => {
    const above: Lineage = { owner: "support", table: { timeout: [skip] }, up: undefined };
    expect(decide(ask("timeout", { lineage: own({ transient: [retry] }, above) })).rule.owner).toBe("support");
  });

  it("is the star's where the policy names everything else", () => {
    const lineage = own({ "*": [skip], timeout: [retry] });
    expect(decide(ask("permanent", { lineage })).rule.kind).toBe("*");
    expect(decide(ask("timeout", { lineage })).rule.kind).toBe("timeout");
  });

  it("is an escalation at once where the chain is empty", () => {
    expect(decide(ask("transient", { lineage: own({ transient: [] }) }))).toMatchObject({
      directive: escalate,
      rule: { by: "policy", position: 0 },
      refused: [],
    });
  });

  it("goes on behind a fallback that failed too, in the chain where it stood", () => {
    const rule = { owner: "support/draft", by: "policy", kind: "*", position: 1 } as const;
    const lineage = own({ "*": [retry, fallback, skip], permanent: [escalate] });
    expect(decide(ask("permanent", { lineage, after: rule }))).toMatchObject({
      directive: skip,
      rule: { kind: "*", position: 2 },
    });
  });
});

describe("a directive that is passed over", () => {
  const refusedOf = (directive: Directive, kind: FailureKind, more: Partial<Asked> = {}) =>
    decide(ask(kind, { lineage: own({ [kind]: [directive] }), ...more })).refused.map(({ why }) => why);

  it.each<[string, Directive, FailureKind, Partial<Asked>, string]>([
    ["forbidden to the kind", retry, "permanent", {}, "retry is not for permanent"],
    ["out of attempts", retry, "transient", { attempts: 3 }, "attempts 3 of 3"],
    ["out of rounds", revise, "invalid-output", { rounds: 2 }, "rounds 2 of 2"],
    ["stuck on the same issues", revise, "invalid-output", { isSameIssue: true }, "the same issues twice"],
    [
      "a scope without a group",
      { ...retry, scope: "all", restarts: 1 },
      "transient",
      { members: () => undefined },
      "scope all has no group here",
    ],
    [
      "a step that is not there",
      { ...retry, from: "draft", restarts: 1 },
      "transient",
      { members: () => undefined },
      'no finished step "draft" led to it',
    ],
    ["out of restarts", { ...retry, scope: "all", restarts: 1 }, "transient", { restarts: 1 }, "restarts 1 of 1"],
    ["perhaps still at work", retry, "unresponsive", {}, "it may still be at work, and is not declared idempotent"],
    ["too late", { ...retry, delayMs: 50 }, "transient", { deadline: 50 }, "its delay of 50 ms passes the deadline"],
    ["too dear", retry, "transient", { stepsLeft: 0 }, "a ledger has too few steps left"],
    [
      "too dear for all members",
      { ...retry, scope: "all", restarts: 1 },
      "transient",
      { members: () => 3, stepsLeft: 2 },
      "a ledger has too few steps left",
    ],
    [
      "a restart of a person with others, whom nobody can pay",
      { ...retry, scope: "all", restarts: 1 },
      "transient",
      { members: () => 3, stepsLeft: 2, isFree: true },
      "a ledger has too few steps left",
    ],
    ["a round that nobody can pay", revise, "invalid-output", { stepsLeft: 0 }, "a ledger has too few steps left"],
    ["a fallback that nobody can pay", fallback, "transient", { stepsLeft: 0 }, "a ledger has too few steps left"],
  ])("is %s", (_, directive, kind, more, why) => {
    expect(refusedOf(directive, kind, more)).toEqual([why]);
  });

  it.each<[string, Directive, FailureKind, Partial<Asked>]>([
    ["its delay ends before the deadline", { ...retry, delayMs: 49 }, "transient", { deadline: 50 }],
    ["what may still be at work is idempotent", retry, "unresponsive", { isRepeatable: true }],
    ["a fallback costs no step, such as a person", { ...fallback, costsSteps: false }, "transient", { stepsLeft: 0 }],
    ["another try costs no step, being a person's", retry, "transient", { stepsLeft: 0, isFree: true }],
    ["another round costs no step, being a person's", revise, "invalid-output", { stepsLeft: 0, isFree: true }],
    ["a declared value is always there", skip, "budget", { stepsLeft: 0, attempts: 99 }],
    [
      "going back to a step is bounded by restarts alone",
      { ...retry, from: "draft", restarts: 1 },
      "transient",
      { attempts: 99 },
    ],
  ])("is taken after all where %s", (_, directive, kind, more) => {
    expect(refusedOf(directive, kind, more)).toEqual([]);
  });

  it("is a retry that the provider puts off for more than an hour", () => {
    const askedToWait = (retryAfterMs: number): Partial<Asked> => ({
      failure: { kind: "rate-limited", path: "support/draft", message: "busy", retryAfterMs },
    });
    const why = "its retry-after asks for more than an hour";
    expect(RETRY_AFTER_MAX_MS).toBe(60 * 60_000);
    expect(refusedOf(retry, "rate-limited", askedToWait(RETRY_AFTER_MAX_MS))).toEqual([]);
    expect(refusedOf(retry, "rate-limited", askedToWait(RETRY_AFTER_MAX_MS + 1))).toEqual([why]);
    expect(refusedOf(retry, "rate-limited", { ...askedToWait(1e300), deadline: 50 })).toEqual([why]);
    const lineage = own({ "rate-limited": [retry, skip] });
    expect(decide(ask("rate-limited", { lineage, ...askedToWait(31_536_000_000_000) })).directive).toEqual(skip);
  });

  it("is listed with its place and its reason, and the next one is tried", () => {
    const lineage = own({ transient: [{ ...retry, attempts: 1 }, revise, skip] });
    expect(decide(ask("transient", { lineage }))).toMatchObject({
      directive: skip,
      refused: [
        { position: 0, does: "retry", why: "attempts 1 of 1" },
        { position: 1, does: "revise", why: "revise is not for transient" },
      ],
    });
  });

  it("makes giving up the ledger's doing where only the steps were missing", () => {
    expect(decide(ask("transient", { stepsLeft: 0 })).isOutOfSteps).toBe(true);
    expect(decide(ask("transient", { attempts: 3, stepsLeft: 0 })).isOutOfSteps).toBe(false);
  });
});

describe("the delay of a retry", () => {
  it("is the backoff with the stamped draw", () => {
    const backoff = { ...BACKOFF, jitter: "full" } as const;
    const backedOff: Retry = { does: "retry", attempts: 3, backoff, scope: "one", restarts: 0 };
    const lineage = own({ transient: [backedOff] });
    expect(decide(ask("transient", { lineage, attempts: 2, draw: 0.5 })).delayMs).toBe(500);
  });

  it("is never shorter than the provider asks", () => {
    const failure = { kind: "rate-limited", path: "", message: "", retryAfterMs: 7_000 } as const;
    expect(decide(ask("rate-limited", { failure, draw: 0 })).delayMs).toBe(7_000);
  });

  it("is the fixed one where there is one, and never shorter than the provider asks", () => {
    const failure = { kind: "rate-limited", path: "", message: "", retryAfterMs: 70.2 } as const;
    const lineage = own({ "rate-limited": [{ ...retry, delayMs: 20 }] });
    expect(decide(ask("rate-limited", { lineage })).delayMs).toBe(20);
    expect(decide(ask("rate-limited", { lineage, failure })).delayMs).toBe(71);
  });

  it("is none for everything else", () => {
    expect(decide(ask("invalid-output")).delayMs).toBe(0);
    expect(decide(ask("permanent")).delayMs).toBe(0);
  });
});

const KINDS = Object.keys(ALLOWED).filter((key): key is FailureKind => Object.hasOwn(ALLOWED, key));
const kinds = fc.constantFrom(...KINDS);
const count = fc.nat({ max: 4 });
const directives: fc.Arbitrary<Directive> = fc.oneof(
  fc.record(
    {
      does: fc.constant("retry" as const),
      attempts: fc.integer({ min: 1, max: 4 }),
      backoff: fc.constantFrom(BACKOFF, { ...BACKOFF, initialMs: 0 }),
      delayMs: fc.constantFrom(0, 10),
      scope: fc.constantFrom("one", "rest", "all"),
      from: fc.constantFrom("draft", "send"),
      restarts: count,
    },
    { requiredKeys: ["does", "attempts", "backoff", "scope", "restarts"] },
  ),
  fc.constantFrom(revise, skip, fallback, { ...fallback, costsSteps: false }, escalate),
);
const tables: fc.Arbitrary<PolicyTable> = fc
  .array(fc.tuple(fc.oneof(kinds, fc.constant("*" as const)), fc.array(directives, { maxLength: 4 })), { maxLength: 3 })
  .map((entries) => Object.fromEntries(entries));
const lineages: fc.Arbitrary<Lineage | undefined> = fc
  .array(tables, { maxLength: 3 })
  .map((list) => list.reduce<Lineage | undefined>((up, table, i) => ({ owner: `o${i}`, table, up }), undefined));
const asks: fc.Arbitrary<Asked> = fc
  .record(
    {
      kind: kinds,
      lineage: lineages,
      attempts: fc.integer({ min: 1, max: 5 }),
      rounds: count,
      isSameIssue: fc.boolean(),
      restarts: count,
      group: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      isRepeatable: fc.boolean(),
      draw: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      deadline: fc.constantFrom(0, 5, 1_000),
      stepsLeft: count,
    },
    {
      requiredKeys: [
        "kind",
        "lineage",
        "attempts",
        "rounds",
        "isSameIssue",
        "restarts",
        "group",
        "isRepeatable",
        "draw",
      ],
    },
  )
  .map(({ kind, group, ...rest }) => ask(kind, { ...rest, members: () => group }));

describe("any decision", () => {
  it("takes a directive that the kind allows", () => {
    fc.assert(
      fc.property(asks, (asked) => {
        const { directive } = decide(asked);
        expect([...ALLOWED[asked.failure.kind], "escalate"]).toContain(directive.does);
      }),
    );
  });

  it("accounts for every place of the chain up to the one that it takes", () => {
    fc.assert(
      fc.property(asks, (asked) => {
        const { rule, refused, directive } = decide(asked);
        const chain = chainOf(asked, rule);
        expect(refused.map(({ position, does }) => [position, does])).toEqual(
          chain.slice(0, rule.position).map(({ does }, position) => [position, does]),
        );
        expect(directive).toEqual(chain[rule.position] ?? escalate);
      }),
    );
  });

  it("asks the nearest policy that names the kind or everything, else the defaults", () => {
    fc.assert(
      fc.property(asks, (asked) => {
        const { kind } = asked.failure;
        const policies: Lineage[] = [];
        for (let link = asked.lineage; link !== undefined; link = link.up) policies.push(link);
        const nearest = policies.find(({ table }) => table[kind] !== undefined || table["*"] !== undefined);
        const { rule } = decide(asked);
        expect([rule.by, rule.owner]).toEqual(
          nearest === undefined ? ["default", "support/draft"] : ["policy", nearest.owner],
        );
      }),
    );
  });

  it("starts another try only within every limit", () => {
    fc.assert(
      fc.property(asks, (asked) => {
        const { directive, delayMs } = decide(asked);
        const tries = directive.does === "retry" && directive.from === undefined ? directive.attempts : Infinity;
        const rounds = directive.does === "revise" ? directive.rounds : Infinity;
        const isTry = directive.does === "retry" || directive.does === "revise";
        expect(asked.attempts).toBeLessThan(directive.does === "retry" ? tries : Infinity);
        expect(asked.rounds).toBeLessThan(rounds);
        expect(isTry ? (asked.stepsLeft ?? 1) : 1).toBeGreaterThan(0);
        expect(directive.does === "retry" ? asked.now + delayMs : -1).toBeLessThan(asked.deadline ?? Infinity);
      }),
    );
  });

  it("is the same for the same facts, and changes none of them", () => {
    fc.assert(
      fc.property(asks, (asked) => {
        const before = JSON.stringify(asked);
        expect(decide(asked)).toEqual(decide(asked));
        expect(JSON.stringify(asked)).toBe(before);
      }),
    );
  });
});

function chainOf(
  asked: Asked,
  rule: { readonly owner: string; readonly by: string; readonly kind: FailureKind | "*" },
) {
  for (let link = asked.lineage; link !== undefined; link = link.up) {
    if (rule.by === "policy" && link.owner === rule.owner) return link.table[rule.kind] ?? [];
  }
  return DEFAULT_CHAINS[asked.failure.kind];
}
