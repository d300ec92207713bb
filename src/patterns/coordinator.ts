import type { About, Feedback } from "../model/answer.ts";
import type { Brief } from "../model/brief.ts";
import type { Failure } from "../model/failure.ts";

/** Which function of its own a plan is asked: they are named by the option that holds them. */
export type Call = "on" | "select" | "until" | "ballot" | "when";

/**
 * What a coordinator asks for. A `slot` numbers the activations of a group in the order in which they start; `child`
 * says which plan runs there; `index` names one of several activations of the same plan.
 */
export type Command =
  | {
      readonly do: "start";
      readonly slot: number;
      readonly child: number;
      readonly index?: number;
      readonly input: unknown;
      readonly feedback?: Feedback;
      /** It works on what another child gave: what the group itself was told at its start is not for it. */
      readonly isConsumer?: true;
      /** What a planner calls this activation, for those who look. */
      readonly label?: string;
      /** What a planner says of this activation's task. */
      readonly brief?: Brief;
    }
  /** Ask the plan's own function; the answer comes back as `evaluated`, under the same `key` (0 where one is enough). */
  | { readonly do: "evaluate"; readonly call: Call; readonly key?: number; readonly args: readonly unknown[] }
  /**
   * The pattern's result. What still runs is stopped: it did not fail, it is not needed. `about` is what its giver says
   * of it; `lacking` says in words why it is less than it should be: then the run is degraded. `cause`: of those that it
   * did without, the first one's failure.
   */
  | {
      readonly do: "finish";
      readonly output: unknown;
      readonly about?: About;
      readonly lacking?: string;
      readonly cause?: Failure;
    }
  /** The pattern itself cannot go on; no child is to blame, but that it had to do without one may be the `cause`. */
  | { readonly do: "unresolved"; readonly reason: string; readonly cause?: Failure };

export interface Step<S> {
  readonly state: S;
  readonly commands: readonly Command[];
}

interface Ended {
  readonly slot: number;
  /** The child's own name, with the index of its activation: for the words of `unresolved`. */
  readonly name: string;
  readonly path: string;
}
/** A child gave its output; a declared value in its place is one too. */
export type Done = Ended & {
  readonly how: "done";
  readonly output: unknown;
  readonly about?: About;
  readonly isSkipped?: true;
};
/** A child had no use for the task. */
type Declined = Ended & { readonly how: "declined"; readonly reason: string };
/** A child passes control and context to another. */
type Handed = Ended & { readonly how: "handed"; readonly to: string; readonly context: unknown };
/** A child's supervision has given it up. */
type Failed = Ended & { readonly how: "failed"; readonly failure: Failure };
export type ChildEnd = Done | Declined | Handed | Failed;

/**
 * What comes next, and nothing else: a pure reducer over the ends of children. What is done about a failure is none of
 * its business; a few patterns take a child that was given up for an answer (`toleratesFailure`).
 */
export interface Coordinator<Shape, S> {
  /** The state before `begin`. */
  readonly initial: S;
  /** Its members run beside one another: a restart may take in several of them. */
  readonly isAbreast?: true;
  /** Its members are alike and many: they are stopped all at once, not one after the other. */
  readonly isPool?: true;
  begin(shape: Shape, input: unknown): Step<S>;
  done(shape: Shape, state: S, end: Done): Step<S>;
  /** Left out: a pattern that cannot use a refusal, and is unresolved. */
  declined?(shape: Shape, state: S, end: Declined): Step<S>;
  /** Left out: a pattern in which nobody takes what is handed off. */
  handed?(shape: Shape, state: S, end: Handed): Step<S>;
  /** Whether a child that is given up is an answer here, told as `failed`; left out: never, and the group fails with it. */
  toleratesFailure?(shape: Shape, state: S, slot: number): boolean;
  failed?(shape: Shape, state: S, end: Failed): Step<S>;
  evaluated?(shape: Shape, state: S, said: { readonly key: number; readonly value: unknown }): Step<S>;
  /** The slot whose output the function under that key is asked about, as long as its answer is wanted. Left out: it always is. */
  subject?(shape: Shape, state: S, key: number): number | undefined;
  /** The slot, and all whose work came from its output, directly or not. Only where a step can be gone back to. */
  consumers?(shape: Shape, state: S, slot: number): ReadonlySet<number> | undefined;
  /** Goes back to slots that were finished; what consumed them is forgotten. */
  rewind?(shape: Shape, state: S, slots: readonly number[]): Step<S>;
}

/** The answer of a pattern that cannot go on. */
export function unresolved<S>(state: S, reason: string, cause?: Failure): Step<S> {
  return { state, commands: [{ do: "unresolved", reason, ...(cause === undefined ? {} : { cause }) }] };
}

/** A child's output as the pattern's own, with what it says of itself. */
export function finishWith<S>(state: S, { output, about }: Done): Step<S> {
  return { state, commands: [{ do: "finish", output, ...(about === undefined ? {} : { about }) }] };
}
