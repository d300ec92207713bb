import type { Fact } from "../../../src/model/fact.ts";
import { isWithin } from "../../../src/model/path.ts";
import { ancestorsOf, type Attempt, factsOf } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { type Planted, placeOf } from "../planted.ts";
import { parentOf } from "./decisions.ts";

const STOPS: ReadonlySet<string> = new Set(["cancelled", "not-needed", "sibling-failed", "restarting"]);

/** Which member of a parallel an attempt belongs to, by the place of its key. */
function memberOf(group: Planted, groupPath: string, path: string): number {
  const segment = path.slice(groupPath.length + 1).split("/")[0];
  return group.children.findIndex(({ name }) => name === segment);
}

/** Groups below which something began to stop of itself, and not because the group at `above` is stopping. */
function ownStops(facts: readonly Fact[], above: string, fact: Fact): readonly string[] {
  if (fact.type !== "supervisor.turned" || fact.to !== "stopping" || fact.path === above) return [];
  const cause = fact.cause === undefined ? undefined : facts[fact.cause];
  const isOwn = cause?.type === "function.gave" || cause?.type === "function.threw" || cause?.path !== fact.path;
  return cause !== undefined && isOwn && isWithin(cause.path, fact.path) ? [fact.path] : [];
}

/** Aborts of one stop, in their order: of one group, between two changes of who lives in it. */
function stopsOf({ facts, attempts }: Judged, groupPath: string): readonly (readonly Attempt[])[] {
  const stops: Attempt[][] = [[]];
  const own = new Set<string>();
  for (const fact of facts) {
    for (const path of ownStops(facts, groupPath, fact)) own.add(path);
    if (fact.type === "node.started" || fact.type === "node.ended") own.delete(fact.path);
    if ([...own].some((path) => isWithin(fact.path, path))) continue;
    const isBorder =
      (fact.type === "supervisor.turned" && fact.path === groupPath) ||
      (fact.type === "group.restarted" && fact.path === groupPath) ||
      (fact.type === "node.started" && fact.path === groupPath);
    if (isBorder) stops.push([]);
    if (fact.type !== "attempt.aborted" || !isWithin(fact.path, groupPath) || !STOPS.has(fact.why)) continue;
    if (fact.cause !== undefined && facts[fact.cause]?.type === "timer.fired") continue;
    const attempt = attempts.find(
      ({ path, life, seq, call }) =>
        path === fact.path &&
        seq < fact.seq &&
        call.attempt === fact.attempt &&
        isLast(attempts, { path, life, seq }, fact.seq),
    );
    if (attempt !== undefined) stops.at(-1)?.push(attempt);
  }
  return stops;
}

function isLast(attempts: readonly Attempt[], one: Pick<Attempt, "path" | "life" | "seq">, before: number): boolean {
  return !attempts.some(({ path, seq }) => path === one.path && seq > one.seq && seq < before);
}

/** Whether an attempt was fully over before a moment of the log: ended, or given up after its grace. */
function isOverBefore(earlier: Attempt, later: Attempt): boolean {
  if (earlier.ended !== undefined && later.aborted !== undefined && earlier.ended < later.aborted) return true;
  return later.abortedAt !== undefined && earlier.overAt <= later.abortedAt;
}

function stopsInReverse(run: Judged): readonly string[] {
  const { facts, places } = run;
  const isAtOnce = facts.some(
    (fact) =>
      fact.type === "ledger.spent" ||
      fact.type === "ledger.refused" ||
      (fact.type === "timer.fired" && fact.timer === "deadline"),
  );
  if (isAtOnce) return [];
  const groups = new Set(
    factsOf(facts, "node.started").flatMap(({ path, kind }) => (kind === "parallel" ? [path] : [])),
  );
  return [...groups].flatMap((groupPath) => {
    const group = places.get(placeOf(groupPath));
    if (group === undefined) return [];
    return stopsOf(run, groupPath).flatMap((aborts) =>
      aborts.flatMap((later, index) => {
        const place = memberOf(group, groupPath, later.path);
        const wrong = aborts.slice(0, index).find((earlier) => {
          const other = memberOf(group, groupPath, earlier.path);
          return other < place || (other > place && !isOverBefore(earlier, later));
        });
        return wrong === undefined ? [] : [`in ${groupPath}, ${wrong.id} was stopped before ${later.id}`];
      }),
    );
  });
}

/**
 * Below a supervisor that is stopping nothing begins once time has passed, and nothing at all that it starts itself. In
 * the instant of the stop, what was on its way before the stop came down to it may begin.
 */
function startsWhileStopping({ facts }: Judged): readonly string[] {
  const stopping = new Map<string, number>();
  return facts.flatMap((fact) => {
    const { type, path, seq, at } = fact;
    if (type === "run.cancelled") stopping.set("", at);
    if (type === "supervisor.turned" && fact.to === "stopping") stopping.set(path, at);
    if (type === "supervisor.turned" && fact.to !== "stopping") stopping.delete(path);
    if (type === "node.started" || type === "node.ended") stopping.delete(path);
    if (type !== "attempt.started") return [];
    const parent = parentOf(path);
    const above = ["", ...ancestorsOf(parent)].filter((group) => stopping.has(group));
    return above
      .filter((group) => group === parent || (stopping.get(group) ?? 0) < at)
      .map((group) => `fact ${seq}: ${path} begins, and ${group === "" ? "the run" : group} is stopping`);
  });
}

/** At most one attempt of a path is under way, unless the earlier one was given up. */
function overlaps({ attempts, outcome }: Judged): readonly string[] {
  return attempts.flatMap((later, index) =>
    attempts.slice(0, index).flatMap((earlier) => {
      if (earlier.path !== later.path || (earlier.ended !== undefined && earlier.ended < later.began)) return [];
      const isGivenUp = outcome.abandoned.includes(earlier.id) && earlier.overAt <= later.beganAt;
      return isGivenUp ? [] : [`${later.id} began while ${earlier.id} was under way`];
    }),
  );
}

/** How what runs is stopped. */
export const STOP_LAWS: readonly Law[] = [
  {
    says: "members of a parallel are stopped in the reverse order of their starts, each fully before the next",
    against: stopsInReverse,
  },
  { says: "no attempt begins below a supervisor that is stopping, nor after the cancel", against: startsWhileStopping },
  { says: "at most one attempt of a path is under way", against: overlaps },
  {
    says: "an attempt under way when its life ends was ended or given up before",
    against: ({ facts, attempts, outcome }) =>
      factsOf(facts, "node.ended").flatMap((end) => {
        const own = attempts.findLast(({ path, seq }) => path === end.path && seq < end.seq);
        const isOver = own === undefined || (own.endedAt !== undefined && own.endedAt <= end.at);
        return isOver || outcome.abandoned.includes(own.id) ? [] : [`${own.id} outlives its agent`];
      }),
  },
];
