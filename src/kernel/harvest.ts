import type { About } from "../model/answer.ts";
import type { Failure } from "../model/failure.ts";
import { isSameJson } from "../model/json.ts";
import type { Skipped } from "../model/outcome.ts";
import { isWithin } from "../model/path.ts";

/** What a node finished with, and on which input. */
interface Finished {
  readonly input: unknown;
  readonly output: unknown;
  /** What its giver says of it. */
  readonly about: About | undefined;
  /** A declared value stands for it. */
  readonly isSkipped: boolean;
  /** An agent's own work, for the outcome; else it is kept only to be restored. */
  readonly isWork: boolean;
}

/**
 * What a run has brought in: finished outputs, which a restarted group takes instead of running them again, and what
 * was skipped. Both can be taken back for a whole subtree, at a cost that does not depend on its size.
 */
export interface Harvest {
  finish(path: string, finished: Finished): void;
  /** What finished at a path on the same input, if nobody has taken it back. */
  find(path: string, input: unknown): Finished | undefined;
  /** Whether what finished at a path did so on another input, and nobody has taken it back. */
  hasOther(path: string, input: unknown): boolean;
  /** Work begins at a path: what it does out there, it does under the idempotency key of this input. */
  begin(path: string, input: unknown): void;
  /** Whether the work that has begun at a path, and not finished, is about another input, and nobody has taken it back. */
  hasBegunOther(path: string, input: unknown): boolean;
  /** A declared value stands for a node, and so for all that was skipped inside it. */
  skip(path: string, failure: Failure): void;
  /** A value passed that nobody looked at. */
  pass(path: string, failures: readonly Failure[]): void;
  /** Another plan stands in: what was skipped at and below the path does not matter any more. */
  replace(path: string): void;
  /**
   * What finished at the path is taken over, and so is what was skipped at and below it: it counts again, though another
   * plan stood in meanwhile for something above.
   */
  takeOver(path: string): void;
  /** What finished and what was skipped at and below the path is void. */
  takeBack(path: string): void;
  outputs(): Readonly<Record<string, unknown>>;
  skipped(): readonly Skipped[];
}

type Dated<T> = T & { readonly at: number };

/** An empty harvest. Times are its own: they only say what came before what. */
export function createHarvest(): Harvest {
  const finished = new Map<string, Dated<Finished>>();
  const begun = new Map<string, Dated<{ readonly input: unknown }>>();
  const skipped: Dated<Skipped>[] = [];
  const replaced = new Map<string, number>();
  const voided = new Map<string, number>();
  let now = 0;

  const isVoid = (path: string, at: number) => isOutdated(voided, { path, at });
  const isOfOther = (before: Dated<{ readonly input: unknown }> | undefined, path: string, input: unknown) =>
    before !== undefined && !isVoid(path, before.at) && !isSameJson(before.input, input);
  return {
    finish(path, value) {
      finished.set(path, { ...value, at: now++ });
      begun.delete(path);
    },
    find(path, input) {
      const before = finished.get(path);
      if (before === undefined || isVoid(path, before.at)) return undefined;
      return isSameJson(before.input, input) ? before : undefined;
    },
    hasOther: (path, input) => isOfOther(finished.get(path), path, input),
    begin: (path, input) => void begun.set(path, { input, at: now++ }),
    hasBegunOther: (path, input) => isOfOther(begun.get(path), path, input),
    skip(path, failure) {
      replaced.set(path, now++);
      skipped.push({ path, failure, at: now++ });
    },
    pass(path, failures) {
      for (const failure of failures) skipped.push({ path, failure, at: now++ });
    },
    replace: (path) => void replaced.set(path, now++),
    takeOver(path) {
      if (!isOutdated(replaced, { path: parentOf(path), at: -1 })) return;
      for (const [place, entry] of skipped.entries())
        if (isWithin(entry.path, path) && !isOutdated(replaced, entry, path)) skipped[place] = { ...entry, at: now++ };
    },
    takeBack(path) {
      replaced.set(path, now++);
      voided.set(path, now++);
    },
    outputs() {
      const kept: [string, unknown][] = [];
      for (const [path, { isWork, at, output }] of finished) if (isWork && !isVoid(path, at)) kept.push([path, output]);
      return Object.fromEntries(kept);
    },
    skipped: () =>
      skipped.filter((entry) => !isOutdated(replaced, entry)).map(({ path, failure }) => ({ path, failure })),
  };
}

/** Whether the path or anything above it, up to `top`, was marked after `at`. */
function isOutdated(
  marks: ReadonlyMap<string, number>,
  { path, at }: { readonly path: string; readonly at: number },
  top = "",
): boolean {
  if (marks.size === 0) return false;
  for (let place = path; ; place = parentOf(place)) {
    if ((marks.get(place) ?? -1) > at) return true;
    if (place === top || !place.includes("/")) return false;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
