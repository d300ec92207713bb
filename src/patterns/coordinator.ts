import type { About, Feedback } from "../model/answer.ts";

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
    }
  /** Ask the plan's own function (a branch's `on`, a `given`'s selection); the answer comes back as `evaluated`. */
  | { readonly do: "evaluate"; readonly call: "on" | "select"; readonly args: readonly unknown[] }
  /** The pattern's result. What still runs is stopped: it did not fail, it is not needed. */
  | { readonly do: "finish"; readonly output: unknown }
  /** The pattern itself cannot go on; no child is to blame. */
  | { readonly do: "unresolved"; readonly reason: string };

export interface Step<S> {
  readonly state: S;
  readonly commands: readonly Command[];
}

/** How a child ended. A child that failed is none of a pattern's business. */
export type ChildEnd = { readonly slot: number } & ChildAnswer;
type ChildAnswer =
  | { readonly how: "done"; readonly output: unknown; readonly about?: About }
  | { readonly how: "declined"; readonly reason: string };

/**
 * What comes next, and nothing else: a pure reducer over the ends of children. It knows neither failures nor policies;
 * `name` gives a child's name for the words of `unresolved`.
 */
export interface Coordinator<Shape, S> {
  /** The state before `begin`. */
  readonly initial: S;
  /** Its members run beside one another: a restart may take in several of them. */
  readonly isAbreast?: true;
  begin(shape: Shape, input: unknown): Step<S>;
  ended(shape: Shape, state: S, end: ChildEnd): Step<S>;
  evaluated?(shape: Shape, state: S, value: unknown): Step<S>;
  /** Goes back to a slot that was finished; what came after it is forgotten. Only where steps follow one another. */
  rewind?(shape: Shape, state: S, slot: number): Step<S>;
}

/** The answer of a pattern that cannot use a child's refusal. */
export function declinedHere<S>(state: S, name: string, reason: string): Step<S> {
  return { state, commands: [{ do: "unresolved", reason: `${name} declined: ${reason}` }] };
}
