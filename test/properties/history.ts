import type { Fact } from "../../src/model/fact.ts";
import { isWithin } from "../../src/model/path.ts";
import type { Call, Played } from "./play.ts";

type FactType = Fact["type"];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

/** Facts of one type, in order. */
export function factsOf<T extends FactType>(facts: readonly Fact[], type: T): readonly FactOf<T>[] {
  return facts.filter((fact): fact is FactOf<T> => fact.type === type);
}

/** One attempt, as the world saw it; places are indices of the world's log. */
export interface Attempt {
  readonly id: string;
  readonly path: string;
  /** Path and incarnation: one life of an agent. */
  readonly life: string;
  readonly call: Call;
  readonly beganAt: number;
  readonly began: number;
  /** The `seq` of the fact that says that it started. */
  readonly seq: number;
  readonly aborted: number | undefined;
  readonly abortedAt: number | undefined;
  readonly ended: number | undefined;
  readonly endedAt: number | undefined;
  /** When nobody waited for it any more: its end, or the grace after its abort where it was abandoned. */
  readonly overAt: number;
}

/** All attempts of a run, in the order in which they began, read from the world's log alone. */
export function attemptsOf(played: Played): readonly Attempt[] {
  const { log, calls, facts, outcome, scenario } = played;
  const started = factsOf(facts, "attempt.started");
  const abandoned = new Set(outcome.abandoned);
  const began = log.flatMap((event, index) => (event.what === "began" ? [{ ...event, index }] : []));
  const closedAt = log.at(-1)?.at ?? 0;
  return began.map(({ id, path, at, index }, n) => {
    const call = calls[n];
    if (call === undefined) throw new Error(`the world began ${id}, and the script knows nothing of it`);
    const aborted = log.findIndex((event) => event.what === "aborted" && event.id === id);
    const ended = log.findIndex((event) => event.what === "ended" && event.id === id);
    const abortedAt = log[aborted]?.at;
    const endedAt = log[ended]?.at;
    const graceOver = abortedAt === undefined || !abandoned.has(id) ? undefined : abortedAt + scenario.graceMs;
    return {
      id,
      path,
      life: id.replace(/#\d+$/, ""),
      call,
      beganAt: at,
      began: index,
      seq: started[n]?.seq ?? -1,
      aborted: aborted < 0 ? undefined : aborted,
      abortedAt,
      ended: ended < 0 ? undefined : ended,
      endedAt,
      overAt: Math.min(endedAt ?? closedAt, graceOver ?? closedAt),
    };
  });
}

/** Paths of which a part of the plan is, the outermost first: `a`, `a/b` and `a/b/c` for `a/b/c`. */
export function ancestorsOf(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}

/** Everything within a path. */
export function within<T extends { readonly path: string }>(things: readonly T[], path: string): readonly T[] {
  return things.filter((thing) => isWithin(thing.path, path));
}

/** A value as it looks once it has crossed an agent's boundary. */
export function crossed(value: unknown): string {
  return JSON.stringify(value === undefined ? null : value);
}
