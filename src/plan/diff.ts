import { canonical, isSameJson } from "../model/json.ts";
import type { AnswererDescription, PlanNode } from "./describe.ts";
import { describe } from "./describe.ts";
import type { GateDescription } from "./describe/agent-description.ts";
import { entriesBut, type Fields, fieldsOf, gateFields } from "./diff/fields.ts";
import { compareRows, type Known, type Pair } from "./diff/rows.ts";
import type { AnyPlan } from "./plan.ts";

/** One thing in which two plans differ. */
export interface Change {
  /** The place in the first plan; of what was added, in the second one. As in a run's paths. */
  readonly path: string;
  /** The place in the second plan, where it has another path there. */
  readonly newPath?: string;
  readonly change: "added" | "removed" | "changed" | "moved";
  /**
   * A field, as in `timeoutMs`, `budget.steps`, `policy.timeout`, `gatesAfter.refund`; of a whole part its kind, as in
   * `agent`; of one that moved, `place`. `bound` is the worst case of the whole plan.
   */
  readonly what: string;
  /** What it was; of what moved, its place among those beside it, from 0. Left out where there was nothing. */
  readonly from?: unknown;
  /** What it is now. */
  readonly to?: unknown;
}

/**
 * In what two plans differ, as far as they are data: functions are not compared. Parts are known by their segments; one
 * that is the same but for its name was renamed. Nothing differs where `describe` says the same of both, and only there.
 * The other way around, the changes are the same the other way around.
 *
 * @throws TroupeError NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE
 */
export function diff(before: AnyPlan, after: AnyPlan): readonly Change[] {
  const [one, other] = [describe(before), describe(after)];
  const paths = { path: one.segment, newPath: other.segment };
  return [...changedBound(one, other, paths), ...changesIn({ before: one, after: other }, paths)];
}

interface Paths {
  readonly path: string;
  readonly newPath: string;
}

type Nodes = Pick<Pair<PlanNode>, "before" | "after">;

function changedBound({ bound: from }: PlanNode, { bound: to }: PlanNode, paths: Paths): readonly Change[] {
  const [before, after] = [from, to].map((bound) => new Map(bound === undefined ? [] : [["bound", bound]]));
  return before === undefined || after === undefined ? [] : changedFields(before, after, { paths, prefix: "" });
}

function changesIn({ before, after }: Nodes, paths: Paths): readonly Change[] {
  return [
    ...changedFields(fieldsOf(before), fieldsOf(after), { paths, prefix: "" }),
    ...changedGates(before, after, paths),
    ...changedParts(before.children, after.children, paths),
    ...changedParts(before.fallbacks ?? [], after.fallbacks ?? [], paths),
    ...changedAnswerers(before.answers ?? [], after.answers ?? [], paths),
  ];
}

interface Where {
  readonly paths: Paths;
  /** What fields are called by, before their names. */
  readonly prefix: string;
}

function changedFields(before: Fields, after: Fields, { paths, prefix }: Where): readonly Change[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name): readonly Change[] => {
    const what = `${prefix}${name}`;
    const [from, to] = [before.get(name), after.get(name)];
    if (!after.has(name)) return [{ path: paths.path, change: "removed", what, from }];
    if (!before.has(name)) return [{ path: paths.newPath, change: "added", what, to }];
    return isSameJson(from, to) ? [] : [{ ...placed(paths), change: "changed", what, from, to }];
  });
}

const GATES: Known<GateDescription> = { keyOf: ({ name }) => name, likenessOf: canonical };

function changedGates(before: PlanNode, after: PlanNode, paths: Paths): readonly Change[] {
  return (["gatesBefore", "gatesAfter"] as const).flatMap((side) => {
    const rows = compareRows(before.agent?.[side] ?? [], after.agent?.[side] ?? [], GATES);
    return [
      ...rows.removed.map((gate) => removed(paths, `${side}.${gate.name}`, gate)),
      ...rows.added.map((gate) => added(paths, `${side}.${gate.name}`, gate)),
      ...rows.pairs.flatMap((pair) => [
        ...changedFields(gateFields(pair.before), gateFields(pair.after), {
          paths,
          prefix: `${side}.${pair.before.name}.`,
        }),
        ...movedTo(pair, paths, `${side}.${pair.before.name}`),
      ]),
    ];
  });
}

const PARTS: Known<PlanNode> = {
  keyOf: ({ segment }) => segment,
  likenessOf: (node) => canonical(Object.fromEntries(entriesBut(node, ["name", "segment"]))),
};

function changedParts(before: readonly PlanNode[], after: readonly PlanNode[], paths: Paths): readonly Change[] {
  const rows = compareRows(before, after, PARTS);
  return [
    ...rows.removed.map(({ segment, kind }) => removed(below(paths, segment), kind)),
    ...rows.added.map(({ segment, kind }) => added(below(paths, segment), kind)),
    ...rows.pairs.flatMap((pair) => {
      const there = below(paths, pair.before.segment, pair.after.segment);
      return [...movedTo(pair, there, "place"), ...changesIn(pair, there)];
    }),
  ];
}

interface Named {
  readonly key: string;
  readonly source: AnswererDescription;
}

const ANSWERERS: Known<Named> = { keyOf: ({ key }) => key, likenessOf: ({ source }) => likenessOf(source) };

function likenessOf(source: AnswererDescription): string {
  return source.kind === "function" ? source.kind : PARTS.likenessOf(source.plan);
}

/** Who answers has a plan's name or none, and several may have the same: they are counted. */
function named(sources: readonly AnswererDescription[]): readonly Named[] {
  const counts = new Map<string, number>();
  return sources.map((source) => {
    const name = source.kind === "function" ? "function" : `plan ${source.plan.name}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return { key: `${name}[${count}]`, source };
  });
}

function changedAnswerers(
  before: readonly AnswererDescription[],
  after: readonly AnswererDescription[],
  paths: Paths,
): readonly Change[] {
  const rows = compareRows(named(before), named(after), ANSWERERS);
  const there = ({ source }: Named): Paths => (source.kind === "function" ? paths : below(paths, source.plan.segment));
  const whatOf = ({ source }: Named) => (source.kind === "function" ? "answers.function" : source.plan.kind);
  return [
    ...rows.removed.map((it) => removed(there(it), whatOf(it))),
    ...rows.added.map((it) => added(there(it), whatOf(it))),
    ...rows.pairs.flatMap((pair) => {
      const [one, other] = [pair.before.source, pair.after.source];
      if (one.kind === "function" || other.kind === "function") return movedTo(pair, paths, "answers.function");
      const nodes = { before: one.plan, after: other.plan };
      const inside = below(paths, one.plan.segment, other.plan.segment);
      return [...movedTo(pair, inside, "place"), ...changesIn(nodes, inside)];
    }),
  ];
}

function removed({ path }: Paths, what: string, from?: unknown): Change {
  return { path, change: "removed", what, ...(from === undefined ? {} : { from }) };
}

function added({ newPath }: Paths, what: string, to?: unknown): Change {
  return { path: newPath, change: "added", what, ...(to === undefined ? {} : { to }) };
}

function movedTo(pair: Pair<unknown>, paths: Paths, what: string): readonly Change[] {
  return pair.isMoved ? [{ ...placed(paths), change: "moved", what, from: pair.from, to: pair.to }] : [];
}

function placed({ path, newPath }: Paths): Pick<Change, "path" | "newPath"> {
  return path === newPath ? { path } : { path, newPath };
}

function below({ path, newPath }: Paths, segment: string, newSegment = segment): Paths {
  return { path: `${path}/${segment}`, newPath: `${newPath}/${newSegment}` };
}
