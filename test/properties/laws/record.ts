import { isDeepStrictEqual } from "node:util";
import { fold, nodesOf } from "../../../src/model/fold.ts";
import { crossed, factsOf } from "../history.ts";
import type { Law } from "../law.ts";
import { parentOf } from "./decisions.ts";

/** What the facts must be as a record, whatever they tell. */
export const RECORD_LAWS: readonly Law[] = [
  {
    says: "facts have no gaps, time never goes back, causes come before what they cause",
    against: ({ facts }) =>
      facts.flatMap((fact, index) => {
        const before = facts[index - 1];
        const isOrdered = fact.seq === index && fact.at >= (before?.at ?? 0);
        const isCaused = fact.cause === undefined || (fact.cause >= 0 && fact.cause < fact.seq);
        return isOrdered && isCaused ? [] : [`fact ${fact.seq} at ${index}, t${fact.at}, cause ${fact.cause}`];
      }),
  },
  {
    says: "a run starts once, ends once, and nothing follows its end",
    against({ facts }) {
      const [starts, ends] = [factsOf(facts, "run.started"), factsOf(facts, "run.ended")];
      const isWhole = facts[0]?.type === "run.started" && facts.at(-1)?.type === "run.ended";
      return isWhole && starts.length === 1 && ends.length === 1 ? [] : ["it does not"];
    },
  },
  {
    says: "the runtime does not break",
    against: ({ outcome }) =>
      outcome.status === "failed" && outcome.failure.code === "RUN_BROKE" ? [outcome.failure.message] : [],
  },
  {
    says: "the last fact tells the outcome, and nothing that is said later changes it",
    against({ facts, outcome, outcomeLater }) {
      const told = factsOf(facts, "run.ended")[0]?.outcome;
      return [
        ...(isDeepStrictEqual(told, outcome) ? [] : ["the fact tells another outcome"]),
        ...(isDeepStrictEqual(outcomeLater, outcome) ? [] : [`it became ${crossed(outcomeLater)}`]),
      ];
    },
  },
  {
    says: "facts hold nothing but JSON",
    against: ({ facts }) =>
      facts.flatMap((fact) => oddParts(fact, "").map((part) => `fact ${fact.seq}, ${fact.type}: ${part}`)),
  },
  {
    says: "a life of a node starts once and ends once, within the life of what it is a part of",
    against: ({ facts }) => livesOf(facts.map((fact) => fact)),
  },
  {
    says: "the facts tell all that a snapshot shows, and the outcome",
    against({ facts, snapshot, outcome }) {
      const view = fold(facts);
      const told = nodesOf(view).map(({ path, kind, state, disposition, attempt }) => ({
        path,
        kind,
        state,
        disposition,
        attempt,
      }));
      const shown = snapshot.nodes.map(({ path, kind, state, disposition, attempt }) => ({
        path,
        kind,
        state,
        disposition,
        attempt,
      }));
      const others = shown.filter((node) => !told.some((other) => isDeepStrictEqual(other, node)));
      return [
        ...others.map(
          (node) => `shown: ${crossed(node)}; told: ${crossed(told.find(({ path }) => path === node.path))}`,
        ),
        ...(shown.length === told.length ? [] : [`${shown.length} nodes are shown, ${told.length} are told of`]),
        ...(isDeepStrictEqual(view.spend, snapshot.spend)
          ? []
          : [`spend: ${crossed(view.spend)} told, ${crossed(snapshot.spend)} shown`]),
        ...(isDeepStrictEqual(view.outcome, outcome) ? [] : ["another outcome is told"]),
        ...(snapshot.questions.length + view.questions.length === 0 ? [] : ["questions are open after the end"]),
      ];
    },
  },
];

/** What in a value is no JSON; fields that are undefined are left out of JSON, and are none. */
function oddParts(value: unknown, place: string): readonly string[] {
  if (value === undefined || value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${place} is ${value}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => oddParts(item, `${place}[${index}]`));
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    return [`${place} is a ${typeof value}`];
  return Object.entries(value).flatMap(([key, field]) => oddParts(field, `${place}.${key}`));
}

function livesOf(facts: Parameters<typeof factsOf>[0]): readonly string[] {
  const wrongs: string[] = [];
  const alive = new Map<string, number>();
  for (const fact of facts) {
    const { path } = fact;
    if (fact.type === "node.started") {
      if (alive.has(path)) wrongs.push(`${path} starts life ${fact.life} during life ${alive.get(path)}`);
      const above = parentOf(path);
      if (above !== "" && !alive.has(above)) wrongs.push(`${path} starts, and ${above} is not alive`);
      alive.set(path, fact.life);
    }
    if (fact.type !== "node.ended" || fact.how === "restored") continue;
    if (alive.get(path) !== fact.life) wrongs.push(`${path} ends life ${fact.life}, its life is ${alive.get(path)}`);
    alive.delete(path);
    const orphans = [...alive.keys()].filter(
      (other) => other.startsWith(`${path}/`) && !other.startsWith(`${path}/fallback:`),
    );
    if (orphans.length > 0) wrongs.push(`${path} ends before ${orphans.join(", ")}`);
  }
  return [...wrongs, ...[...alive.keys()].map((path) => `${path} never ends`)];
}
