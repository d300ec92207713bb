import { describe, expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { decide } from "../../supervisors/decide.ts";
import { rootCause } from "../../src/model/failure.ts";
import { due, outputOf, SIBLINGS } from "./oracle.ts";
import { acting, approving, GRACE_MS, MISSING, TROUBLE_AT_MS } from "./row-acts.ts";
import { culpritOf, DECLARED, JOBS, OTHER, pathsOf, planOf, policyOf, troubled, workerOf } from "./row-plans.ts";
import { DIRECTIVES, isDecidedOnly, KINDS, nameOf, PATTERNS, type Row, ROWS } from "./rows.ts";
import { endsOf, factsOf, play, type Played } from "./stage.ts";

/** Plays a row on the virtual host. */
function played(row: Row): Promise<Played<unknown>> {
  return play(planOf(row), JOBS, {
    act: acting(row),
    answer: approving,
    graceMs: GRACE_MS,
    ...(row.kind === "cancelled" ? { cancelAtMs: TROUBLE_AT_MS } : {}),
  });
}

/** The path of the policy's owner. */
function ownerOf(row: Row): string {
  const { child, group, outer } = pathsOf(row);
  return { child, pattern: group, ancestor: outer }[row.place];
}

function expectDecision(row: Row, { facts }: Played<unknown>): void {
  const { taken, isPassedOver } = due(row);
  const about = factsOf(facts, "supervisor.decided", culpritOf(row, pathsOf(row).child)).filter(
    ({ kind }) => kind === row.kind,
  );
  if (taken === undefined) return expect(factsOf(facts, "supervisor.decided")).toEqual([]);
  expect(about.map(({ directive, rule, refused }) => [directive, rule.owner, refused.map(({ does }) => does)])).toEqual(
    [[taken, ownerOf(row), isPassedOver ? [row.directive] : []]],
  );
}

function expectSiblings(row: Row, { facts, outcome }: Played<unknown>): void {
  const { running, later } = due(row);
  const { group } = pathsOf(row);
  const siblings = SIBLINGS[row.pattern];
  const endOf = (name: string) => endsOf(facts, `${group}/${name}`).at(-1) ?? "never started";
  const isOneForAll = row.pattern === "map" || row.pattern === "loop";
  const agentOf = (name: string) => (isOneForAll ? workerOf(row, `${group}/${name}`) : `${group}/${name}`);
  for (const name of siblings.finished) {
    expect([name, endsOf(facts, `${group}/${name}`)]).toEqual([name, ["done"]]);
    expect(outcome.finished).toHaveProperty([agentOf(name)]);
  }
  for (const name of siblings.handed ?? [])
    expect([name, endsOf(facts, `${group}/${name}`)]).toEqual([name, ["handed"]]);
  for (const name of siblings.running) {
    expect([name, endOf(name)]).toEqual([name, running]);
    expect(factsOf(facts, "attempt.started", agentOf(name))).toHaveLength(1);
  }
  for (const name of siblings.later) expect([name, endOf(name)]).toEqual([name, later]);
  for (const name of siblings.never) expect([name, endOf(name)]).toEqual([name, "never started"]);
}

function expectOutcome(row: Row, { outcome }: Played<unknown>): void {
  const { status, standsIn } = due(row);
  const owner = standsIn === "a gap" ? pathsOf(row).group : ownerOf(row);
  expect(outcome.status).toBe(status);
  if (outcome.status === "failed")
    expect(rootCause(outcome.failure).kind).toBe(row.kind === "escalated" ? "permanent" : row.kind);
  if (outcome.status === "degraded") expect(outcome.skipped.map(({ path }) => path)).toEqual([owner]);
  if (outcome.status !== "done" && outcome.status !== "degraded") return;
  const value = { nothing: "good", "the declared value": DECLARED, "the other plan": OTHER, "a gap": MISSING }[
    standsIn
  ];
  const isWhole = standsIn !== "nothing" && row.place !== "child";
  expect(outcome.output).toEqual(isWhole ? value : outputOf(row.pattern, value));
}

async function expectDue(row: Row): Promise<void> {
  const run = await played(row);
  const { child, group } = pathsOf(row);
  const expected = due(row);
  expectDecision(row, run);
  expectOutcome(row, run);
  expectSiblings(row, run);
  expect(run.world.log.filter(({ what, path }) => what === "began" && path === workerOf(row, child))).toHaveLength(
    expected.tries,
  );
  expect(endsOf(run.facts, child).at(-1)).toBe(expected.child);
  expect(endsOf(run.facts, group).at(-1)).toBe(expected.pattern);
  expect(run.outcome.abandoned.length > 0).toBe(expected.isAbandoned);
  const standIns = factsOf(run.facts, "node.started").filter(({ path }) => path.includes("fallback:"));
  expect(standIns.map(({ path }) => path)).toEqual(
    expected.standsIn === "the other plan" ? [`${ownerOf(row)}/fallback:other-plan`] : [],
  );
}

/** The kinds that no host of this release can produce: the policy is asked about them by hand. */
function expectDecided(row: Row): void {
  const { child } = pathsOf(row);
  const table = specOf(troubled(row).supervised(policyOf(row))).policy?.table ?? {};
  const { directive, rule, refused } = decide({
    failure: { kind: row.kind, path: child, message: row.kind },
    path: child,
    lineage: { owner: ownerOf(row), table, up: undefined },
    attempts: 1,
    rounds: 0,
    isSameIssue: false,
    restarts: 0,
    members: () => 1,
    isRepeatable: false,
    now: 0,
    draw: 0,
  });
  const { taken, isPassedOver } = due(row);
  expect([directive.does, rule.owner, refused.map(({ does }) => does)]).toEqual([
    taken,
    ownerOf(row),
    isPassedOver ? [row.directive] : [],
  ]);
}

describe("failure kind × directive × pattern", () => {
  it("has a row for every cell", () => {
    const cells = new Set(ROWS.map(({ kind, directive, pattern }) => `${kind} ${directive} ${pattern}`));
    expect(cells.size).toBe(14 * 5 * 13);
    expect([KINDS.length, DIRECTIVES.length, PATTERNS.length]).toEqual([14, 5, 13]);
  });

  it.each(ROWS.filter((row) => !isDecidedOnly(row)).map((row) => [nameOf(row), row] as const))("%s", (_name, row) =>
    expectDue(row),
  );

  it.each(ROWS.filter(isDecidedOnly).map((row) => [nameOf(row), row] as const))("%s", (_name, row) =>
    expectDecided(row),
  );
});
