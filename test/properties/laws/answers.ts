import { crossed, type FactOf, factsOf } from "../history.ts";
import { isWithin } from "../../../src/model/path.ts";
import { skipValue } from "../build.ts";
import type { Judged, Law } from "../law.ts";
import { valueOf } from "../oddities.ts";
import type { Call } from "../play.ts";
import { gateOrder, type Planted, placeOf } from "../planted.ts";
import { isOvertaken } from "./decisions.ts";

/** What an attempt returns, as JSON; undefined where it does not return JSON. */
function returned({ act, mark, input }: Call): string | undefined {
  const { ends } = act;
  const name =
    ends.how === "returns"
      ? ends.value
      : ends.how === "works" && ends.by.end.how === "returns"
        ? ends.by.end.value
        : undefined;
  if (name === undefined || ODD.has(name)) return undefined;
  return crossed(valueOf(name, { mark, input }));
}
const ODD: ReadonlySet<string> = new Set([
  "function",
  "cycle",
  "nan",
  "date",
  "instance",
  "bigint",
  "deep",
  "getter",
  "proxy",
  "thenable",
]);

/** Values that people gave in place of an agent's output, by its path. */
function edits({ facts }: Judged, path: string): readonly string[] {
  return factsOf(facts, "question.answered").flatMap((fact) =>
    fact.path === path && fact.reply.verdict === "edit" ? [crossed(fact.reply.value)] : [],
  );
}

/** An agent's output is what its last attempt returned, not aborted before, or what a person made of it. */
function outputsAreTheLast(run: Judged): readonly string[] {
  const { facts, attempts, places } = run;
  return factsOf(facts, "node.ended").flatMap((end) => {
    if (end.how !== "done" || places.get(placeOf(end.path))?.draft.kind !== "agent") return [];
    const output = crossed(end.output);
    if (edits(run, end.path).includes(output)) return [];
    const last = attempts.findLast(({ path, seq }) => path === end.path && seq < end.seq);
    if (last === undefined) return [`${end.path} is done, and never began`];
    const isAbortedBefore = last.aborted !== undefined && (last.ended === undefined || last.aborted < last.ended);
    if (isAbortedBefore) return [`${last.id} was aborted, and its output is taken`];
    return returned(last.call) === output ? [] : [`${last.id} returned ${returned(last.call)}, taken is ${output}`];
  });
}

/** A finished agent is not run again on the same input, unless what it gave was taken back. */
function runsFinishedAgain({ facts, attempts }: Judged): readonly string[] {
  const finished = new Map<string, string>();
  const inputs = new Map(attempts.map(({ seq, call }) => [seq, crossed(call.input)] as const));
  const started = new Map<string, string>();
  return facts.flatMap((fact) => {
    const { path, type, seq } = fact;
    if (type === "node.started") started.set(path, crossed(fact.input));
    if (type === "node.ended" && fact.how === "done") finished.set(path, started.get(path) ?? "");
    if (type === "node.voided") for (const other of finished.keys()) if (isWithin(other, path)) finished.delete(other);
    if (type !== "attempt.started" || finished.get(path) === undefined) return [];
    return finished.get(path) === inputs.get(seq) ? [`fact ${seq}: ${path} had finished with this input`] : [];
  });
}

/** What is restored had finished, by whoever was at work in its place, and was not taken back since. */
function restoresTheFinished({ facts }: Judged): readonly string[] {
  const finished = new Set<string>();
  return facts.flatMap((fact) => {
    const { path, type, seq } = fact;
    if (type === "node.voided") for (const other of finished) if (isWithin(other, path)) finished.delete(other);
    if (type !== "node.ended") return [];
    if (fact.how === "done" || fact.how === "skipped") finished.add(path);
    if (fact.how !== "restored" || finished.has(path)) return [];
    const isStoodInFor = [...finished].some((other) => other.replace(/(\/fallback:[^/]*)+$/, "") === path);
    return isStoodInFor ? [] : [`fact ${seq}: ${path} is restored, and nothing that it gave stands`];
  });
}

/** What a skip must have given, by its decision: the value that its rule declares, or what a person said. */
function declaredValues(run: Judged, end: FactOf<"node.ended">): readonly string[] {
  const decided = factsOf(run.facts, "supervisor.decided").filter(
    (fact) => fact.directive === "skip" && fact.seq < end.seq && !isOvertaken(run, fact, end.seq),
  );
  const byRule = decided.flatMap(({ rule }) => {
    const it = run.places.get(placeOf(rule.owner));
    const isOwner = isWithin(end.path, rule.owner) && /^(\/fallback:[^/]*)*$/.test(end.path.slice(rule.owner.length));
    return it === undefined || !isOwner ? [] : [crossed(skipValue(it, `${rule.kind}:${rule.position}`))];
  });
  const byPeople = factsOf(run.facts, "question.answered").flatMap(({ reply, question, seq }) =>
    reply.verdict === "skip" && seq < end.seq && question.endsWith("?escalation") ? [crossed(reply.value)] : [],
  );
  return [...byRule.slice(-1), ...byPeople];
}

/** Everything in a value that only a skip, or a default that nobody gave, can have put there. */
function marksIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(marksIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "skipped" in value || "unattended" in value ? [crossed(value)] : [];
  return [...own, ...Object.values(value).flatMap(marksIn)];
}

/**
 * Skips, and defaults that nobody looked at, that stand at the end: none that was taken back or replaced since, unless
 * what stood in above it failed and it was taken over; and none of an attempt that came to nothing.
 */
function standing({ facts, places }: Judged): ReadonlySet<string> {
  const stand = new Set<string>();
  const unseen = new Map<string, { before: number; after: number }>();
  const replacedBy = new Map<string, string>();
  const drop = (path: string): void => {
    for (const other of stand) if (isWithin(other, path) && stand.delete(other)) replacedBy.set(other, path);
  };
  const takeOver = (path: string): void => {
    for (const [other, by] of replacedBy)
      if (isWithin(other, path) && !isWithin(by, path) && replacedBy.delete(other)) stand.add(other);
  };
  for (const fact of facts) {
    const own = fact.path.replace(/(\/fallback:[^/]*)+$/, "");
    if (fact.type === "node.voided") drop(fact.path);
    if (fact.type === "node.started" && own !== fact.path) drop(own);
    if (fact.type === "node.ended" && fact.how === "restored") takeOver(fact.path);
    if (fact.type === "node.ended" && fact.how === "skipped") {
      drop(own);
      stand.add(own);
    }
    const counts = unseen.get(fact.path) ?? { before: 0, after: 0 };
    if (fact.type === "gate.opened" && fact.gate === firstBefore(places.get(placeOf(fact.path)))) counts.before = 0;
    if (fact.type === "attempt.started" || (fact.type === "gate.opened" && fact.when === "person")) counts.after = 0;
    if (fact.type === "node.started") Object.assign(counts, { before: 0, after: 0 });
    if (fact.type === "gate.decided" && fact.isUnattended)
      counts[fact.gate.startsWith("before-") ? "before" : "after"] += 1;
    const isLacking = fact.type === "node.ended" && fact.disposition.startsWith("degraded: ");
    if (fact.type === "node.ended" && fact.how === "done" && (isLacking || counts.before + counts.after > 0))
      stand.add(`${fact.path}/${fact.seq}`);
    unseen.set(fact.path, counts);
  }
  return stand;
}

function firstBefore(it: Planted | undefined): string | undefined {
  return it?.draft.kind === "agent" || it?.draft.kind === "human" ? gateOrder(it.draft.before, "before")[0] : undefined;
}

/** What a run gives. */
export const ANSWER_LAWS: readonly Law[] = [
  {
    says: "an agent's output is what its last attempt returned; what comes after an abort is not taken",
    against: outputsAreTheLast,
  },
  { says: "a finished agent is not run again on the same input, unless it was taken back", against: runsFinishedAgain },
  { says: "what is restored had finished and was not taken back", against: restoresTheFinished },
  {
    says: "a skip gives exactly the declared value",
    against: (run) =>
      factsOf(run.facts, "node.ended").flatMap((end) => {
        if (end.how !== "skipped") return [];
        const declared = declaredValues(run, end);
        return declared.includes(crossed(end.output))
          ? []
          : [`${end.path} gives ${crossed(end.output)}, declared is ${declared.join(" or ")}`];
      }),
  },
  {
    says: "a run whose output holds a skipped value, or a default that nobody gave, is degraded",
    against: ({ outcome }) =>
      outcome.status === "done"
        ? marksIn(outcome.output).map((mark) => `${mark} is in the output, and the run is done`)
        : [],
  },
  {
    says: "a run is degraded where a skip or an unattended default stands, and only there",
    against(run) {
      const { outcome } = run;
      const stand = standing(run);
      const count = stand.size;
      if (outcome.status === "done") return count === 0 ? [] : [`done with ${count} skips: ${[...stand].join(" ")}`];
      return outcome.status === "degraded" && count === 0
        ? [`degraded without a skip: ${outcome.skipped.map(({ path }) => path).join(" ")}`]
        : [];
    },
  },
  {
    says: "what finished and was not taken back is in the outcome, as it was",
    against({ facts, outcome, places }) {
      const finished = new Map<string, string>();
      for (const fact of facts) {
        if (fact.type === "node.ended" && fact.how === "done" && isLeaf(places.get(placeOf(fact.path))?.draft.kind))
          finished.set(fact.path, crossed(fact.output));
        if (fact.type === "node.ended" && fact.how === "skipped") finished.delete(fact.path);
        if (fact.type === "node.voided")
          for (const path of finished.keys()) if (isWithin(path, fact.path)) finished.delete(path);
      }
      return [...finished].flatMap(([path, output]) =>
        crossed(outcome.finished[path]) === output
          ? []
          : [`${path} gave ${output}, the outcome has ${crossed(outcome.finished[path])}`],
      );
    },
  },
  {
    says: "what the outcome gives away cannot be changed",
    against: ({ outcomeLater }) =>
      "output" in outcomeLater &&
      typeof outcomeLater.output === "object" &&
      outcomeLater.output !== null &&
      !Object.isFrozen(outcomeLater.output)
        ? ["the output is not frozen"]
        : [],
  },
];

function isLeaf(kind: string | undefined): boolean {
  return kind === "agent" || kind === "human";
}
