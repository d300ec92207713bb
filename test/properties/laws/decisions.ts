import type { Fact } from "../../../src/model/fact.ts";
import { isWithin } from "../../../src/model/path.ts";
import { ancestorsOf, type FactOf, factsOf } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { type Planted, placeOf } from "../planted.ts";
import type { DirectiveDraft } from "../scenario.ts";

type Decided = FactOf<"supervisor.decided">;
type Failed = FactOf<"node.failed">;

/** The fact that led to this one, past the changes of a supervisor's state in between. */
export function causeOf(facts: readonly Fact[], fact: Fact): Fact | undefined {
  let cause = fact.cause === undefined ? undefined : facts[fact.cause];
  while (cause?.type === "supervisor.turned") cause = cause.cause === undefined ? undefined : facts[cause.cause];
  return cause;
}

/** The decisions that a failure led to directly. */
function decisionsOn(facts: readonly Fact[], failed: Failed): readonly Decided[] {
  return factsOf(facts, "supervisor.decided").filter((decided) => causeOf(facts, decided) === failed);
}

/** How many decisions a failure may have: one, or none where the ledger's owner decides, the run's deadline has passed or the node is being stopped. */
function countsOf({ facts }: Judged, { path, failure, seq }: Failed): readonly number[] {
  if (failure.kind === "budget" && failure.path !== path) return [0];
  if (failure.code === "deadline") return [0];
  const end = facts.find((fact) => fact.type === "node.ended" && fact.path === path && fact.seq > seq);
  const isStopped = end?.type === "node.ended" && (end.how === "stopped" || end.disposition === "restarting");
  return isStopped ? [0, 1] : [1];
}

function decidesOnce(run: Judged): readonly string[] {
  const { facts } = run;
  return factsOf(facts, "node.failed").flatMap((failed) => {
    const decisions = decisionsOn(facts, failed);
    const counts = countsOf(run, failed);
    const isRight = decisions.every(({ path, kind }) => path === failed.path && kind === failed.failure.kind);
    if (counts.includes(decisions.length) && isRight) return [];
    return [
      `fact ${failed.seq}, ${failed.path} ${failed.failure.kind}: ${decisions.length} decisions, not ${counts.join(" or ")}`,
    ];
  });
}

/** A decision that follows another: of what a decision came to, never of the same failure again. */
function follows(facts: readonly Fact[], decided: Decided): string | undefined {
  const cause = causeOf(facts, decided);
  if (cause?.type === "node.failed") return cause.path === decided.path ? undefined : `about ${cause.path}`;
  if (cause?.type === "node.escalated")
    return cause.path === decided.path && decided.kind === "escalated"
      ? undefined
      : `${decided.kind} after the escalation of ${cause.path}`;
  const isStandIn = (path: string): boolean => path.startsWith(`${decided.path}/fallback:`);
  if (cause !== undefined && isStandIn(cause.path)) return undefined;
  if (cause?.type === "supervisor.decided" && cause.path === decided.path && decided.kind === "budget")
    return undefined;
  if (cause?.type === "supervisor.turned") return undefined;
  return `caused by ${cause?.type} of ${cause?.path}`;
}

/** What each kind allows: DESIGN, section 5. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  rejected: ["retry", "revise"],
  permanent: ["retry", "revise"],
  budget: ["retry", "revise", "fallback"],
  transient: ["revise"],
  timeout: ["revise"],
  "rate-limited": ["revise"],
  defect: ["revise"],
  unresolved: ["revise"],
  unresponsive: ["revise"],
  lost: ["revise"],
  escalated: ["revise"],
  refused: ["revise"],
  cancelled: ["retry", "revise", "skip", "fallback"],
};

/** The plan at a path, and the drafts of what is above it, the nearest first, each with its path. */
function lineage({ places }: Judged, path: string): readonly { readonly path: string; readonly it: Planted }[] {
  return ancestorsOf(path)
    .toReversed()
    .flatMap((above) => {
      const it = places.get(placeOf(above));
      return it === undefined ? [] : [{ path: above, it }];
    });
}

/** The chain that a policy has for a kind, and under which name. */
function chainFor(
  it: Planted,
  kind: string,
): { readonly named: string; readonly chain: readonly DirectiveDraft[] } | undefined {
  const entry = it.draft.policy.find(([name]) => name === kind) ?? it.draft.policy.find(([name]) => name === "*");
  return entry === undefined ? undefined : { named: entry[0], chain: entry[1] };
}

/** Whose policy answers for a failure of `path`: what fell back on it is no part of its lineage. */
function ruleFor(
  run: Judged,
  path: string,
  kind: string,
): { readonly owner: string; readonly named: string; readonly chain: readonly DirectiveDraft[] } | undefined {
  const stoodInFor = new Set(
    ancestorsOf(path).flatMap((above) => {
      const at = above.lastIndexOf("/fallback:");
      return at < 0 || above.indexOf("/", at + 1) >= 0 ? [] : [above.slice(0, at)];
    }),
  );
  for (const { path: owner, it } of lineage(run, path)) {
    if (stoodInFor.has(owner)) continue;
    const found = chainFor(it, kind);
    if (found !== undefined) return { owner, ...found };
  }
  return undefined;
}

/** The directive that a decision took, as it was drafted; undefined for the escalate behind every chain, and for defaults. */
export function draftOf(run: Judged, { rule }: Decided): DirectiveDraft | undefined {
  const it = run.places.get(placeOf(rule.owner));
  return it?.draft.policy.find(([kind]) => kind === rule.kind)?.[1][rule.position];
}

function asksTheNearest(run: Judged): readonly string[] {
  const { facts } = run;
  return factsOf(facts, "supervisor.decided").flatMap((decided) => {
    const { path, kind, rule, seq } = decided;
    const cause = causeOf(facts, decided);
    if (cause?.type !== "node.failed") return [];
    const expected = ruleFor(run, path, kind);
    const wanted = expected === undefined ? `default of ${path}` : `${expected.named} of ${expected.owner}`;
    const asked = rule.by === "default" ? `default of ${rule.owner}` : `${rule.kind} of ${rule.owner}`;
    return asked === wanted ? [] : [`fact ${seq}, ${path} ${kind}: asked the ${asked}, the nearest is the ${wanted}`];
  });
}

/**
 * Whether a decision came to nothing before a fact, because somebody between what failed and the owner was stopped. Where
 * several parts fail in one moment, each may have a decision about the same owner: the first to come up to it counts.
 */
export function isOvertaken({ facts }: Judged, { path, rule, seq }: Decided, before: number): boolean {
  const ends = factsOf(facts, "node.ended").filter((fact) => fact.seq > seq && fact.seq < before);
  return ancestorsOf(path)
    .filter((above) => isWithin(above, rule.owner) && above !== rule.owner)
    .some((above) => ends.find((fact) => fact.path === above)?.how === "stopped");
}

/** The chain is gone through in order: what stands before the directive taken was passed over, with a reason. */
function takesTheFirst(run: Judged): readonly string[] {
  return factsOf(run.facts, "supervisor.decided").flatMap((decided) => {
    const { rule, refused, directive, seq } = decided;
    const places = refused.map(({ position }) => position);
    const first = places[0] ?? rule.position;
    const isRow =
      places.every((position, index) => position === first + index) && first + places.length === rule.position;
    const draft = draftOf(run, decided);
    const isDrafted =
      rule.by === "default" || draft === undefined
        ? directive === "escalate" || rule.by === "default"
        : draft.does === directive;
    const startsBehind = causeOf(run.facts, decided)?.type !== "node.failed" || first === 0;
    return isRow && isDrafted && startsBehind
      ? []
      : [`fact ${seq}: ${directive} at ${rule.position}, passed over ${places.join(", ")}`];
  });
}

/** How failures are decided about. */
export const DECISION_LAWS: readonly Law[] = [
  {
    says: "each failure has one decision, unless the ledger's owner decides or the node is being stopped",
    against: decidesOnce,
  },
  {
    says: "no decision without a failure, and no two with the same cause",
    against({ facts }) {
      const decisions = factsOf(facts, "supervisor.decided");
      const doubled = decisions.filter(
        ({ cause }, index) => decisions.findIndex((other) => other.cause === cause) < index,
      );
      return [
        ...decisions.flatMap((decided) => {
          const wrong = follows(facts, decided);
          return wrong === undefined ? [] : [`fact ${decided.seq}, ${decided.path}: ${wrong}`];
        }),
        ...doubled.map(({ seq }) => `fact ${seq} decides again what was decided`),
      ];
    },
  },
  { says: "the nearest policy that names the kind is asked", against: asksTheNearest },
  { says: "a chain is gone through in order, and what is passed over has a reason", against: takesTheFirst },
  {
    says: "no kind is answered with what it forbids",
    against: ({ facts }) =>
      factsOf(facts, "supervisor.decided").flatMap(({ kind, directive, seq }) =>
        FORBIDDEN[kind]?.includes(directive) === true ? [`fact ${seq}: ${directive} for ${kind}`] : [],
      ),
  },
  {
    says: "a node escalates once in its life, and a person hears of one escalation of a run",
    against({ facts, log }) {
      const open = new Set<string>();
      const wrongs: string[] = [];
      for (const { type, path, seq } of facts) {
        if (type === "node.started") open.delete(path);
        if (type === "node.escalated" && open.has(path)) wrongs.push(`fact ${seq}: ${path} escalates again`);
        if (type === "node.escalated") open.add(path);
      }
      const asked = log.filter(({ what, id }) => what === "asked" && id.endsWith("?escalation"));
      return asked.length > 1 ? [...wrongs, `a person was asked ${asked.length} times`] : wrongs;
    },
  },
  {
    says: "no decision about what is below a supervisor that is stopping",
    against({ facts }) {
      const stopping = new Set<string>();
      return facts.flatMap((fact) => {
        const { path, type, seq } = fact;
        if (type === "supervisor.turned" && fact.to === "stopping") stopping.add(path);
        if (type === "node.started" || type === "node.ended") stopping.delete(path);
        const parent = parentOf(path);
        const isFirst = type === "supervisor.decided" && causeOf(facts, fact)?.type === "node.failed";
        const isCausing = type === "supervisor.decided" && facts[fact.cause ?? -1]?.type === "supervisor.turned";
        return isFirst && !isCausing && stopping.has(parent) ? [`fact ${seq}: about ${path}`] : [];
      });
    },
  },
];

/** The supervisor of a node: what stands in for another has the same as that. */
export function parentOf(path: string): string {
  const own = path.replace(/(\/fallback:[^/]*)+$/, "");
  const at = own.lastIndexOf("/");
  return at < 0 ? "" : own.slice(0, at);
}
