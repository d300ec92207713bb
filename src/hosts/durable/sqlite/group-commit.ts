import type { DatabaseSync } from "node:sqlite";
import { TroupeError } from "../../../model/troupe-error.ts";
import { locked } from "../journal-error.ts";
import { PATIENCE_MS, pause } from "./patience.ts";
import { isBusy, troubleOf } from "./trouble.ts";

/** Makes durable together what comes together. */
export interface GroupCommit {
  /**
   * Acts in the next transaction, behind all that was asked for before, and resolves when that is durable. An act that
   * throws a TroupeError must not have written anything yet.
   */
  commit<T>(act: () => T): Promise<T>;
  /** Resolves when nothing is left to be stored. */
  drained(): Promise<void>;
}

/** What one transaction needs. */
interface GroupOptions {
  readonly journal: string;
  readonly db: DatabaseSync;
  /** Throws where this writer may write no more; asked first in every transaction. */
  readonly guard: () => void;
  /** A transaction was taken back: what was remembered of it is not so. */
  readonly forget: () => void;
}

/** What was asked for. */
interface Job {
  /** Acts, and remembers what there is to answer. */
  readonly act: () => void;
  /** Answers; called once all is durable. */
  readonly answer: () => void;
  readonly refuse: (error: unknown) => void;
}

/** So many acts are one transaction, so that the event loop is not held for long; the others wait for the next turn. */
const GROUP_MAX = 1_024;

/**
 * A group commit: all that is asked for in one turn of the event loop is one transaction, and one wait for the disk. What
 * waits is bounded by those who ask: each of them waits for its answer.
 */
export function createGroupCommit(options: GroupOptions): GroupCommit {
  const { journal } = options;
  const store = createStore(options);
  const queue: Job[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    let waitedSince: number | undefined;
    while (queue.length > 0) {
      await nextTurn();
      const left = store(queue.splice(0, GROUP_MAX));
      if (left.length === 0) {
        waitedSince = undefined;
        continue;
      }
      waitedSince ??= performance.now();
      if (performance.now() - waitedSince > PATIENCE_MS)
        for (const { refuse } of left) refuse(locked(journal, PATIENCE_MS));
      else queue.unshift(...left);
      await pause();
    }
    running = undefined;
  }

  return {
    commit<T>(act: () => T): Promise<T> {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      let answer = () => {};
      queue.push({
        act() {
          const value = act();
          answer = () => resolve(value);
        },
        answer: () => answer(),
        refuse: reject,
      });
      running ??= run();
      return promise;
    },
    async drained() {
      await running;
    },
  };
}

/**
 * Stores, and gives back what a lock of somebody else was in the way of. Where a transaction of several fails, each has
 * one of its own: one that is too large must not fail its neighbours.
 */
function createStore({ journal, db, guard, forget }: GroupOptions): (jobs: readonly Job[]) => readonly Job[] {
  const begin = db.prepare("BEGIN IMMEDIATE");
  const end = db.prepare("COMMIT");

  /** Answers go out only after the commit. */
  function transact(jobs: readonly Job[]): void {
    const refusals = new Map<Job, TroupeError>();
    begin.run();
    try {
      guard();
      for (const job of jobs) {
        const refusal = actOf(job);
        if (refusal !== undefined) refusals.set(job, refusal);
      }
      end.run();
    } catch (error) {
      forget();
      rollBack(db);
      throw error;
    }
    for (const job of jobs) {
      const refusal = refusals.get(job);
      if (refusal === undefined) job.answer();
      else job.refuse(refusal);
    }
  }

  return function store(jobs): readonly Job[] {
    try {
      transact(jobs);
      return [];
    } catch (error) {
      if (isBusy(error)) return jobs;
      if (jobs.length > 1 && !(error instanceof TroupeError)) return jobs.flatMap((job) => store([job]));
      for (const { refuse } of jobs) refuse(troubleOf(journal, error));
      return [];
    }
  };
}

/** Takes back what a transaction has done. */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec("ROLLBACK");
  } catch {
    // After some errors, as of a full disk, SQLite has done it by itself.
  }
}

/** The mistake of one is not that of the others in the transaction: what it is refused with. */
function actOf({ act }: Job): TroupeError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof TroupeError) return error;
    throw error;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
