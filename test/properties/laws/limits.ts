import type { Budget } from "../../../src/model/usage.ts";
import { type Attempt, factsOf, within } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { placeOf } from "../planted.ts";

interface Owner {
  readonly path: string;
  readonly budget: Budget;
}

/** Whoever has a ledger of its own: the run, and every place of a plan with a budget, item by item. */
function ownersOf({ root, scenario, facts, places }: Judged): readonly Owner[] {
  const paths = new Set(factsOf(facts, "node.started").map(({ path }) => path));
  const declared = [...paths].flatMap((path) => {
    const budget = places.get(placeOf(path))?.draft.budget;
    return budget === undefined ? [] : [{ path, budget }];
  });
  return [{ path: root.name, budget: scenario.budget }, ...declared];
}

/**
 * What draws on an owner's ledger: everything within it. What stands in for the owner itself draws on those above; the
 * run's own ledger, which has the root's name, pays for all.
 */
function drawing<T extends { readonly path: string }>(
  { root }: Judged,
  things: readonly T[],
  owner: string,
): readonly T[] {
  return within(things, owner).filter(({ path }) => owner === root.name || !path.startsWith(`${owner}/fallback:`));
}

/** A law about every ledger that has a limit of this name. */
function ledgerLaw(
  ledger: keyof Budget,
  says: string,
  against: (limit: number, owner: string, run: Judged) => readonly string[],
): Law {
  return {
    says,
    against: (run) =>
      ownersOf(run).flatMap(({ path, budget }) => {
        const limit = budget[ledger];
        return limit === undefined
          ? []
          : against(limit, path, run).map((wrong) => `${ledger} of ${path} (${limit}): ${wrong}`);
      }),
  };
}

/** What is over a limit, in words. */
function over(amount: number, limit: number): readonly string[] {
  return amount > limit ? [`${amount}`] : [];
}

/** What an attempt is expected to cost, less what it has reported before a fact: its next tries report for themselves. */
function promiseLeft(run: Judged, { path, call: { attempt }, seq: from }: Attempt, seq: number): number {
  const reported = factsOf(run.facts, "work.spent")
    .filter((fact) => fact.path === path && fact.attempt === attempt && fact.seq > from && fact.seq < seq)
    .reduce((sum, { usage }) => sum + (usage.costUsd ?? 0), 0);
  return Math.max(0, costOf(run, path) - reported);
}

/** What was reported to be used below an owner before a fact. */
function usedBefore(run: Judged, owner: string, seq: number): { readonly tokens: number; readonly usd: number } {
  const { facts } = run;
  let tokens = 0;
  let usd = 0;
  for (const { usage, seq: at } of drawing(run, factsOf(facts, "work.spent"), owner)) {
    if (at >= seq) continue;
    tokens += (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
    usd += usage.costUsd ?? 0;
  }
  return { tokens, usd };
}

/** What is promised to attempts under way below an owner when one of them starts, its own share included. */
function promised(run: Judged, owner: string, starting: Attempt): number {
  const underWay = drawing(run, run.attempts, owner).filter((one) => {
    if (one.began > starting.began) return false;
    return (
      one === starting || (one.overAt >= starting.beganAt && (one.ended === undefined || one.ended > starting.began))
    );
  });
  const isAbandonedBefore = (one: Attempt): boolean =>
    one !== starting && one.overAt <= starting.beganAt && one.overAt < (one.endedAt ?? Number.POSITIVE_INFINITY);
  return underWay
    .filter((one) => !isAbandonedBefore(one))
    .reduce((sum, one) => sum + promiseLeft(run, one, starting.seq), 0);
}

/** What was reported and what is promised below an owner when a fact is written. */
function moneyBefore(run: Judged, owner: string, seq: number): number {
  const overBy = new Map<string, number>();
  for (const fact of run.facts) {
    if (fact.seq >= seq) break;
    if (WORK_ENDS.has(fact.type)) overBy.set(fact.path, fact.seq);
    if (fact.type === "node.ended" || fact.type === "node.failed") overBy.set(fact.path, fact.seq);
  }
  const underWay = drawing(run, run.attempts, owner).filter(
    (one) => one.seq < seq && (overBy.get(one.path) ?? -1) < one.seq,
  );
  return usedBefore(run, owner, seq).usd + underWay.reduce((sum, one) => sum + promiseLeft(run, one, seq), 0);
}
const WORK_ENDS: ReadonlySet<string> = new Set([
  "work.returned",
  "work.threw",
  "work.declined",
  "work.handed",
  "work.asked",
  "work.invalid",
]);

function costOf({ places }: Judged, path: string): number {
  const draft = places.get(placeOf(path))?.draft;
  return draft?.kind === "agent" ? (draft.costUsd ?? 0) : 0;
}

/** From when to when something went on, in milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Attempts under way. */
function spansOf(attempts: readonly Attempt[]): readonly Span[] {
  return attempts.map(({ beganAt, overAt }) => ({ from: beganAt, to: overAt }));
}

/** Backoffs: those that came to their end, or all, as if none had been cut short. */
function backoffs({ facts }: Judged, which: "over" | "all"): readonly Span[] {
  const fired = factsOf(facts, "timer.fired").filter(({ timer }) => timer === "backoff");
  return factsOf(facts, "supervisor.decided").flatMap(({ path, at, delayMs, seq }) => {
    const isOver = fired.some((fact) => fact.path === path && fact.at === at + delayMs && fact.seq > seq);
    return delayMs > 0 && (which === "all" || isOver) ? [{ from: at, to: at + delayMs }] : [];
  });
}

/** How long at least one of these went on, in milliseconds. */
function busyMs(all: readonly Span[]): number {
  const spans = all.toSorted((a, b) => a.from - b.from);
  let busy = 0;
  let until = 0;
  for (const { from, to } of spans) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return busy;
}

/** When a report brings what an owner has used beyond its limit, all that works below it is aborted in that moment. */
function stopsAtOnce(run: Judged, { path: owner, budget }: Owner): readonly string[] {
  const spending = drawing(run, factsOf(run.facts, "work.spent"), owner).find(({ seq }) => {
    const { tokens, usd } = usedBefore(run, owner, seq + 1);
    return tokens > (budget.tokens ?? Number.POSITIVE_INFINITY) || usd > (budget.usd ?? Number.POSITIVE_INFINITY);
  });
  if (spending === undefined) return [];
  return drawing(run, run.attempts, owner)
    .filter(
      ({ seq, overAt, abortedAt }) =>
        seq < spending.seq && overAt > spending.at && (abortedAt ?? Number.POSITIVE_INFINITY) > spending.at,
    )
    .map(({ id }) => `${id} goes on after ${owner} was spent at ${spending.at}`);
}

/** Names between slashes, itself the first; whoever stands in for a plan is as deep as that. */
function levels(below: string): number {
  return below.replace(/\/fallback:[^/]*/g, "").split("/").length;
}

/** What a run and its parts may spend. */
export const LIMIT_LAWS: readonly Law[] = [
  ledgerLaw("steps", "no more attempts begin below an owner than its steps", (limit, owner, run) =>
    over(drawing(run, run.attempts, owner).length, limit),
  ),
  ledgerLaw("tokens", "nothing begins below an owner whose tokens are used up", (limit, owner, run) =>
    drawing(run, run.attempts, owner).flatMap(({ seq, id }) =>
      usedBefore(run, owner, seq).tokens >= limit ? [`${id} began at ${usedBefore(run, owner, seq).tokens}`] : [],
    ),
  ),
  ledgerLaw("usd", "nothing begins below an owner that cannot pay what it is expected to cost", (limit, owner, run) =>
    drawing(run, run.attempts, owner).flatMap((attempt) => {
      const { usd } = usedBefore(run, owner, attempt.seq);
      const needed = usd + promised(run, owner, attempt);
      return usd >= limit || needed > limit + 1e-9
        ? [`${attempt.id} began at ${usd}, ${needed} with what is promised`]
        : [];
    }),
  ),
  ledgerLaw("spawned", "no more agents work below an owner than it may start", (limit, owner, run) =>
    over(new Set(drawing(run, run.attempts, owner).map(({ life }) => life)).size, limit),
  ),
  ledgerLaw("depth", "nothing works deeper below an owner than it allows", (limit, owner, run) =>
    drawing(run, run.attempts, owner).flatMap(({ path }) => over(levels(path.slice(owner.length)), limit)),
  ),
  ledgerLaw("wallMs", "work below an owner takes no longer than its wall time and the grace", (limit, owner, run) =>
    over(busyMs(spansOf(drawing(run, run.attempts, owner))), limit + run.scenario.graceMs),
  ),
  {
    says: "wall time counts what works and backs off, and nothing else",
    against(run) {
      const { wallMs } = run.outcome.spend;
      const least = busyMs([...spansOf(run.attempts), ...backoffs(run, "over")]);
      const most = busyMs([...spansOf(run.attempts), ...backoffs(run, "all")]);
      return wallMs >= least && wallMs <= most ? [] : [`${wallMs} ms, not ${least} to ${most}`];
    },
  },
  {
    says: "a ledger refuses only what it cannot pay",
    against: (run) =>
      factsOf(run.facts, "ledger.refused").flatMap(
        ({ path, owner, ledger, used, promised: reserved = 0, limit, seq }) => {
          const before = drawing(run, run.attempts, owner).filter((one) => one.seq < seq);
          const { tokens } = usedBefore(run, owner, seq);
          const isTrue =
            (ledger !== "steps" || used === before.length) &&
            (ledger !== "tokens" || used === tokens) &&
            (ledger !== "usd" ||
              Math.abs(used + reserved - moneyBefore(run, owner, seq)) <= 1e-9 * Math.max(1, used)) &&
            (ledger !== "depth" || used > limit) &&
            (ledger === "usd" || used + 1 > limit);
          return isTrue ? [] : [`fact ${seq}: ${path} is refused ${ledger} of ${owner}, ${used} of ${limit}`];
        },
      ),
  },
  {
    says: "when more money or tokens are used than there are, all that works below their owner is aborted at once",
    against: (run) => ownersOf(run).flatMap((owner) => stopsAtOnce(run, owner)),
  },
  {
    says: "nothing begins below an owner after its ledger is spent",
    against: (run) =>
      factsOf(run.facts, "ledger.spent").flatMap(({ path, seq }) =>
        drawing(run, run.attempts, path).flatMap((one) =>
          one.seq > seq ? [`${one.id} began after ${path} was spent`] : [],
        ),
      ),
  },
  {
    says: "a run starts no more attempts than its plan's bound, unless a person asks for more",
    against({ bound, attempts, facts }) {
      const isAskedFor = factsOf(facts, "question.answered").some(({ reply }) => reply.verdict === "retry");
      return bound === undefined || isAskedFor ? [] : over(attempts.length, bound);
    },
  },
  {
    says: "a run is over by its deadline and the grace",
    against: ({ scenario, log }) =>
      scenario.deadlineMs === undefined ? [] : over(log.at(-1)?.at ?? 0, scenario.deadlineMs + scenario.graceMs),
  },
  {
    says: "a cancelled run is over within a grace for each attempt under way, and says that it was cancelled",
    against({ facts, log, attempts, scenario, outcome }) {
      const cancel = factsOf(facts, "run.cancelled")[0];
      if ((outcome.status === "cancelled") !== (cancel !== undefined)) return [`it is ${outcome.status}`];
      if (cancel === undefined) return [];
      const underWay = attempts.filter(({ beganAt, overAt }) => beganAt <= cancel.at && overAt >= cancel.at).length;
      return over(log.at(-1)?.at ?? 0, cancel.at + underWay * scenario.graceMs);
    },
  },
];
