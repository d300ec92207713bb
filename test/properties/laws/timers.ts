import { factsOf } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { agentAt } from "../play.ts";

/** Why a timer may fire when it does; undefined where nothing explains it. */
function reason(
  run: Judged,
  {
    timer,
    path,
    at,
    seq,
  }: { readonly timer: string; readonly path: string; readonly at: number; readonly seq: number },
): string | undefined {
  const { facts, attempts, scenario, log } = run;
  const own = attempts.findLast((one) => one.path === path && one.seq < seq);
  switch (timer) {
    case "timeout": {
      const timeoutMs = agentAt(run, path)?.timeoutMs;
      const isUnderWay = own !== undefined && own.beganAt + (timeoutMs ?? 0) === at && own.overAt >= at;
      return isUnderWay && (own.abortedAt === undefined || own.abortedAt >= at) ? "the attempt is due" : undefined;
    }
    case "grace":
      return own?.abortedAt !== undefined && own.abortedAt + scenario.graceMs === at && own.overAt >= at
        ? "the grace is over"
        : undefined;
    case "backoff": {
      const decided = factsOf(facts, "supervisor.decided").find(
        (fact) => fact.seq < seq && fact.delayMs > 0 && fact.at + fact.delayMs === at,
      );
      return decided === undefined ? undefined : "the delay is over";
    }
    case "question": {
      const due = factsOf(facts, "question.asked").filter(
        (fact) => fact.path === path && fact.seq < seq && fact.question.deadline === at,
      );
      const isOpen = due.some(({ question: { id } }) =>
        log.some((event) => event.what === "withdrew" && event.id === id && event.at >= at),
      );
      return isOpen ? "it is due" : undefined;
    }
    case "deadline":
      return scenario.deadlineMs === at ? "the run is due" : undefined;
    default:
      return "wall time is a law of its own";
  }
}

/** Times that were set. */
export const TIMER_LAWS: readonly Law[] = [
  {
    says: "a timer fires for what still waits for it, and on time",
    against: (run) =>
      factsOf(run.facts, "timer.fired").flatMap(({ timer, path, at, seq }) =>
        reason(run, { timer, path, at, seq }) === undefined ? [`fact ${seq}: ${timer} of ${path} at ${at}`] : [],
      ),
  },
  {
    says: "an attempt is aborted at its timeout at the latest",
    against: (run) =>
      run.attempts.flatMap(({ id, path, beganAt, overAt, abortedAt }) => {
        const due = beganAt + (agentAt(run, path)?.timeoutMs ?? Number.POSITIVE_INFINITY);
        return Math.min(abortedAt ?? overAt, overAt) <= due ? [] : [`${id} goes on after ${due}`];
      }),
  },
];
