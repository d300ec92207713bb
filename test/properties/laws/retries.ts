import { canonical } from "../../../src/model/json.ts";
import { isWithin } from "../../../src/model/path.ts";
import { BACKOFF } from "../../../supervisors/defaults.ts";
import { type FactOf, factsOf } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { agentAt } from "../play.ts";
import { placeOf } from "../planted.ts";
import type { DirectiveDraft } from "../scenario.ts";
import { causeOf, draftOf, isOvertaken, parentOf } from "./decisions.ts";

/** What lets a plan, or another in its place, begin again. */
const TRIES: ReadonlySet<string> = new Set(["retry", "revise", "fallback"]);

type Decided = FactOf<"supervisor.decided">;
type RetryDraft = Extract<DirectiveDraft, { does: "retry" }>;

/** The retry that a decision took; the default's is an empty one. */
export function retryOf(run: Judged, decided: Decided): RetryDraft | undefined {
  if (decided.directive !== "retry") return undefined;
  if (decided.rule.by === "default") return { does: "retry", attempts: 3, scope: "one" };
  const draft = draftOf(run, decided);
  return draft?.does === "retry" ? draft : undefined;
}

/** Whether a retry goes back to a named step. */
export function isRewind(run: Judged, decided: Decided, { from }: RetryDraft): boolean {
  const owner = run.places.get(placeOf(decided.rule.owner));
  return from !== undefined && owner !== undefined && owner.steps.length > 0 && owner.draft.kind !== "pass";
}

function withinLimits(run: Judged): readonly string[] {
  return factsOf(run.facts, "supervisor.decided").flatMap((decided) => {
    const { seq, attempts, rounds, restarts } = decided;
    const draft = draftOf(run, decided);
    if (decided.directive === "revise") {
      const limit = draft?.does === "revise" ? draft.rounds : 2;
      return rounds < limit ? [] : [`fact ${seq}: revise after ${rounds} rounds of ${limit}`];
    }
    const retry = retryOf(run, decided);
    if (retry === undefined) return [];
    const isBack = isRewind(run, decided, retry);
    const isGroup = isBack || retry.scope !== "one";
    const restartsMax = retry.restarts ?? (isGroup ? 1 : 0);
    return [
      ...(isBack || attempts < retry.attempts
        ? []
        : [`fact ${seq}: retry after ${attempts} attempts of ${retry.attempts}`]),
      ...(!isGroup || restarts < restartsMax ? [] : [`fact ${seq}: restart after ${restarts} of ${restartsMax}`]),
    ];
  });
}

/** The counters that a decision shows, against what happened since the activation began. */
function countsTruly({ facts }: Judged): readonly string[] {
  const wrongs: string[] = [];
  const tries = new Map<string, number>();
  const restarts = new Map<string, number>();
  for (const fact of facts) {
    const { path, type, seq } = fact;
    if (type === "node.started") restarts.set(path, 0);
    if (type === "node.started") for (const other of tries.keys()) if (parentOf(other) === path) tries.delete(other);
    if (type === "group.restarted") {
      restarts.set(path, (restarts.get(path) ?? 0) + 1);
      if (fact.restarts !== restarts.get(path))
        wrongs.push(`fact ${seq}: restart ${fact.restarts}, it is the ${restarts.get(path)}.`);
    }
    const isRetried =
      type === "node.voided" && fact.cause !== undefined && facts[fact.cause]?.type === "supervisor.decided";
    if (type === "node.voided")
      for (const other of tries.keys())
        if (isWithin(other, path) && !(isRetried && other === path)) tries.delete(other);
    if (type === "question.answered" && fact.reply.verdict === "retry")
      for (const other of tries.keys()) if (other.startsWith(`${path}/`)) tries.delete(other);
    if (type !== "supervisor.decided") continue;
    if (TRIES.has(fact.directive))
      for (const other of tries.keys())
        if (isWithin(other, fact.rule.owner) && other.startsWith(`${path}/`)) tries.delete(other);
    const known = tries.get(path) ?? 0;
    if (fact.attempts + fact.rounds < known)
      wrongs.push(`fact ${seq}: ${fact.attempts} attempts and ${fact.rounds} rounds of ${path}, there were ${known}`);
    if (fact.directive === "retry" || fact.directive === "revise")
      tries.set(path, fact.attempts + fact.rounds + (fact.directive === "retry" && isRewound(fact) ? 0 : 1));
    if (fact.directive === "retry" && isRewound(fact)) tries.delete(path);
    if (fact.restarts !== (restarts.get(parentOf(path)) ?? 0))
      wrongs.push(`fact ${seq}: ${fact.restarts} restarts, there were ${restarts.get(parentOf(path))}`);
  }
  return wrongs;

  function isRewound(decided: Decided): boolean {
    const next = facts.find(
      (fact) => fact.seq > decided.seq && (fact.type === "group.restarted" || fact.type === "supervisor.decided"),
    );
    return next?.type === "group.restarted" && next.cause === decided.seq;
  }
}

/** A delay is drawn within its backoff, and never shorter than what the provider asked for. */
function delaysFit(run: Judged): readonly string[] {
  return factsOf(run.facts, "supervisor.decided").flatMap((decided) => {
    const { delayMs, seq, attempts } = decided;
    const retry = retryOf(run, decided);
    if (retry === undefined) return delayMs === 0 ? [] : [`fact ${seq}: ${decided.directive} waits ${delayMs} ms`];
    const asked = Math.ceil(retryAfterOf(run, decided));
    const { initialMs, factor, maxMs, jitter } = retry.backoff ?? BACKOFF;
    const grown = Math.floor(Math.min(maxMs, initialMs * factor ** Math.max(0, attempts - 1)));
    const most = Math.max(asked, retry.delayMs ?? grown);
    const least = Math.max(asked, retry.delayMs ?? (jitter === "none" ? grown : 0));
    const isFit = Number.isInteger(delayMs) && delayMs >= least && delayMs <= most;
    const isInTime = decided.at + delayMs < (run.scenario.deadlineMs ?? Number.POSITIVE_INFINITY);
    return isFit && isInTime ? [] : [`fact ${seq} at ${decided.at}: ${delayMs} ms, not ${least} to ${most}`];
  });
}

/** What the provider asked for with the failure that a decision is about. */
function retryAfterOf(run: Judged, decided: Decided): number {
  const { path, kind, seq } = firstAbout(run, decided);
  const failed = factsOf(run.facts, "node.failed").findLast((fact) => fact.path === path && fact.seq < seq);
  return failed?.failure.kind === kind ? (failed.failure.retryAfterMs ?? 0) : 0;
}

/**
 * The decision that was the first about a failure: where the plan that a chain fell back on has failed as well, the chain
 * goes on about what had failed before, which may have been deep within its owner.
 */
function firstAbout(run: Judged, decided: Decided): Decided {
  if (causeOf(run.facts, decided)?.path.startsWith(`${decided.path}/fallback:`) !== true) return decided;
  const former = factsOf(run.facts, "supervisor.decided").findLast(
    (fact) =>
      fact.directive === "fallback" &&
      fact.rule.owner === decided.path &&
      fact.seq < decided.seq &&
      !isOvertaken(run, fact, decided.seq),
  );
  return former === undefined ? decided : firstAbout(run, former);
}

/** What is retried begins when its delay is over, and not before. */
function waitsTheDelay(run: Judged): readonly string[] {
  return factsOf(run.facts, "supervisor.decided").flatMap((decided) => {
    if (decided.directive !== "retry") return [];
    const next = run.attempts.find(({ path, seq }) => seq > decided.seq && path === decided.path);
    const isStopped = run.facts.some((fact) => {
      const { type, path, seq } = fact;
      if (seq <= decided.seq || seq >= (next?.seq ?? 0) || !isWithin(decided.path, path)) return false;
      return (type === "node.started" && path !== decided.path) || (type === "node.ended" && fact.how === "stopped");
    });
    const isEarly = next !== undefined && !isStopped && next.beganAt < decided.at + decided.delayMs;
    return isEarly
      ? [`${next.id} began ${next.beganAt - decided.at} ms after fact ${decided.seq}, not ${decided.delayMs}`]
      : [];
  });
}

/** A node starts anew only where somebody decided so: about it, its group, or something above. */
function livesHaveReasons(run: Judged): readonly string[] {
  const { facts } = run;
  const wrongs: string[] = [];
  const allowed = new Set<string>();
  for (const fact of facts) {
    const { path, type, seq } = fact;
    if (type === "supervisor.decided" && TRIES.has(fact.directive)) allowed.add(path);
    if (type === "group.restarted") for (const member of fact.members) allowed.add(member);
    if (type === "question.answered" && fact.reply.verdict === "retry") allowed.add(path);
    if (type === "node.voided") allowed.add(path);
    if (type !== "node.started") continue;
    const isBelow = [...allowed].some((other) => isWithin(path, other));
    if (fact.life > 0 && !isBelow)
      wrongs.push(`fact ${seq}: ${path} starts life ${fact.life}, and nobody asked for it`);
  }
  return wrongs;
}

/** A restart names the culprit and every unfinished member that its scope covers, and nobody else. */
function restartsTheRight(run: Judged): readonly string[] {
  const { facts, places } = run;
  return factsOf(facts, "group.restarted").flatMap((restart) => {
    const decided = restart.cause === undefined ? undefined : facts[restart.cause];
    if (decided?.type !== "supervisor.decided") return [`fact ${restart.seq} has no decision`];
    const retry = retryOf(run, decided);
    if (retry === undefined || isRewind(run, decided, retry))
      return restart.members.length === 1 ? [] : [`fact ${restart.seq}: ${restart.members.length} members`];
    if (places.get(placeOf(restart.path))?.draft.kind !== "parallel") return [];
    const alive = new Set<string>();
    const order: string[] = [];
    for (const fact of facts.slice(0, restart.seq)) {
      if (fact.path === restart.path && fact.type === "node.started") order.length = 0;
      if (fact.path === restart.path && fact.type === "node.started") alive.clear();
      if (parentOf(fact.path) !== restart.path) continue;
      const slot = slotOf(fact.path);
      if (fact.type === "node.started" && !order.includes(slot)) order.push(slot);
      if (fact.type === "node.started") alive.add(slot);
      if (fact.type === "node.ended" && fact.how !== "failed" && fact.how !== "stopped") alive.delete(slot);
    }
    const culprit = slotOf(decided.path);
    const covered = order.filter(
      (slot) =>
        slot === culprit ||
        (alive.has(slot) && (retry.scope === "all" || order.indexOf(slot) > order.indexOf(culprit))),
    );
    // Who finishes in the same instant may still be named: the supervisor hears of it a moment later.
    const isJustOver = (slot: string): boolean =>
      facts.some(
        (fact) =>
          fact.type === "node.ended" && slotOf(fact.path) === slot && fact.at === restart.at && fact.seq < restart.seq,
      );
    // Who was stopped by a restart that is still to come starts with it, and need not be named again.
    const startsAnyway = (slot: string): boolean => {
      const last = facts.findLast(
        ({ type, path, seq }) =>
          seq < restart.seq && slotOf(path) === slot && (type === "node.started" || type === "node.ended"),
      );
      return slot !== culprit && last?.type === "node.ended" && last.disposition === "restarting";
    };
    const named = restart.members.map(slotOf).filter((slot) => covered.includes(slot) || !isJustOver(slot));
    const due = covered.filter((slot) => named.includes(slot) || !startsAnyway(slot));
    return named.toSorted().join() === due.toSorted().join()
      ? []
      : [`fact ${restart.seq}: restarts ${named.join(", ")}, covered are ${covered.join(", ")}`];
  });
}

/** Twice the same issues in a row end the revising of an attempt's output. */
function revisesTheSame({ facts }: Judged): readonly string[] {
  const last = new Map<string, string>();
  const failures = new Map<string, string>();
  return facts.flatMap((fact) => {
    const { path, type, seq } = fact;
    if (type === "node.failed") failures.set(path, canonical(fact.failure.issues ?? fact.failure.message));
    if (type === "node.started") last.delete(path);
    if (type !== "supervisor.decided") return [];
    if (fact.directive === "retry") last.delete(path);
    if (fact.directive !== "revise") return [];
    const issues = failures.get(path) ?? "";
    const isSame = last.get(path) === issues;
    last.set(path, issues);
    return isSame ? [`fact ${seq}: ${path} is revised for the same issues`] : [];
  });
}

/** A chain that goes back has the step done again, and all that came after it. */
function goesBack({ facts, places }: Judged): readonly string[] {
  return factsOf(facts, "group.restarted").flatMap((restart) => {
    const [member = ""] = restart.members;
    if (places.get(placeOf(restart.path))?.draft.kind !== "chain") return [];
    const next = facts.find(
      ({ type, path, seq }) =>
        seq > restart.seq && (type === "node.started" || type === "node.ended") && slotOf(path) === slotOf(member),
    );
    const isNewLife = facts.some(
      ({ type, path, seq }) =>
        type === "node.started" && path === restart.path && seq > restart.seq && seq < (next?.seq ?? 0),
    );
    const isVoided = factsOf(facts, "node.voided").some(
      ({ path, seq }) => path === slotOf(member) && seq > restart.seq && seq < (next?.seq ?? 0),
    );
    const isStopped = next?.type === "node.ended" && next.how !== "restored";
    const isDoneAgain = isVoided && next?.type === "node.started";
    return next === undefined || isNewLife || isStopped || isDoneAgain
      ? []
      : [`fact ${next.seq}: ${member} is not taken back`];
  });
}

function slotOf(path: string): string {
  return path.replace(/(\/fallback:[^/]*)+$/, "");
}

/** How failed work is tried again. */
export const RETRY_LAWS: readonly Law[] = [
  { says: "no retry, revise or restart beyond its limit", against: withinLimits },
  { says: "the counters of a decision are what happened", against: countsTruly },
  {
    says: "a delay is within its backoff, not below the provider's retry-after, and over before the deadline",
    against: delaysFit,
  },
  { says: "a retry begins when its delay is over, and not before", against: waitsTheDelay },
  { says: "nothing is revised twice in a row for the same issues", against: revisesTheSame },
  { says: "a chain that goes back takes back what it goes back to", against: goesBack },
  {
    says: "work that may still go on is retried only where it is idempotent",
    against: (run) =>
      factsOf(run.facts, "supervisor.decided").flatMap(({ path, kind, directive, seq }) =>
        kind === "unresponsive" && directive === "retry" && agentAt(run, path)?.idempotent !== true
          ? [`fact ${seq}: ${path}`]
          : [],
      ),
  },
  { says: "a node starts anew only where somebody decided so", against: livesHaveReasons },
  {
    says: "a restart covers the culprit and the unfinished members of its scope, and nobody else",
    against: restartsTheRight,
  },
];
