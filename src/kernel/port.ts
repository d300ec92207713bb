import type { Completion, Effect } from "../model/effect.ts";
import type { Fact } from "../model/fact.ts";
import type { Question } from "../model/question.ts";
import type { Spec } from "../plan/spec.ts";

/** What a run waits for when it asks for completions. */
export interface Waiting {
  /** Everything that was begun and has not come back, by id. */
  readonly outstanding: ReadonlyMap<string, Effect>;
  /** When it wants to be woken at the latest, absolute, in milliseconds. */
  readonly wakeAt: number | undefined;
}

/** A value as the schema gives it, or why it does not fit. */
export type Fitted = { readonly fits: true; readonly value: unknown } | { readonly fits: false; readonly why: string };

/** What a run needs to be placed on a host. */
export interface Placement {
  readonly runId: string;
  /** The plans whose functions the effects name by their number. */
  readonly sites: readonly Spec[];
  /** For a host that keeps its runs: what it takes to bring this one back. Left out where it is kept already. */
  readonly origin?: Origin;
  /** The time of the last fact that is kept of it, where it is brought back: its clock goes on from there. */
  readonly since?: number;
}

/** Which plan a run is of, and what it began with, as JSON text. */
export interface Origin {
  /** The plan's name, and the hash of its structure. */
  readonly plan: string;
  readonly hash: string;
  readonly start: string;
}

/**
 * One run's place on a host, and all that a run knows of the world. The kernel commits what happened, begins what it
 * wants done, and asks for what came back; *which* completions come, *in which order*, is the host's recorded answer.
 */
export interface Session {
  /** The clock, in milliseconds: for the start, and to date what comes from outside. All other time is the completions' `at`. */
  now(): number;
  /** Makes facts durable before anything follows from them. */
  commit(facts: readonly Fact[]): void | Promise<void>;
  /**
   * Performs effects, each once. A failure of user work is a completion, never an exception. `at` is the time at which
   * they were declared: work that begins much later, because what began before it held the process, is told as `began`.
   */
  begin(effects: readonly Effect[], at: number): void;
  /** Aborts work (its end still comes, and is awaited), and takes back questions and evaluations. */
  withdraw(id: string, why: string): void;
  /** What came back, at least one thing. Never while nothing is outstanding and nothing to wake for. */
  next(waiting: Waiting): readonly Completion[] | Promise<readonly Completion[]>;
  /** Puts in what came from outside: an answer, a cancel. It comes back as a completion. */
  post(completion: Completion): void;
  /** Holds a person's value against the output schema of the plan it answers for; where it is a step's input, it passes. */
  fit(site: number, question: Question, value: unknown): Promise<Fitted>;
  /** Lets others have a turn, where it is time to. */
  breathe(): void | Promise<void>;
  /** The run is over: nothing of it may be left. */
  close(): void;
}

/** Clock, chance, work, people and storage, for the runs of one runtime. */
export interface Host {
  open(placement: Placement): Session;
  /** A new run's id, where the caller gave none. */
  newRunId(): string;
}
