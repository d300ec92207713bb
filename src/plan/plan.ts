import type { Budget } from "../model/usage.ts";
import type { Directive } from "../../supervisors/policy.ts";
import type { Gate } from "../gates/gate.ts";
import type { DIRECTIVE } from "./brand.ts";
import type { Spec } from "./spec.ts";

/** The key of a plan's types. There is nothing under it at run time. */
export declare const io: unique symbol;

/**
 * Immutable data: who does what in which order. Its methods give a new plan and leave this one as it was. Contravariant
 * in its input, covariant in its output.
 */
export interface Plan<in I, out O> {
  readonly kind: Spec["kind"];
  /** Its segment in the paths of a run, where no record's key stands for it. */
  readonly name: string;
  /** Of the types only. */
  readonly [io]: (input: I) => O;
  /**
   * What happens when work *inside* this plan fails. retry and revise act on what failed; skip and fallback replace
   * *this* plan; escalate fails it, and the next policy above is asked. Asked of the nearest policy that names the kind;
   * a kind that none names has its default (docs/semantics.md). A second call adds the kinds that the first left open.
   *
   * @throws TroupeError BAD_POLICY, UNKNOWN_STEP, DUPLICATE_NAME
   */
  supervised(policy: Policy<I, O>): Plan<I, O>;
  /**
   * A ledger of its own, drawn from the parent's. A second call keeps the smaller bound of each.
   *
   * @throws TroupeError BAD_BUDGET
   */
  budgeted(budget: Budget): Plan<I, O>;
  /**
   * The same plan, fed with a slice of a wider context. It is a node around this plan: what is declared afterwards is
   * declared on the wrapper. `select` costs no step; if it throws, that is a defect of the wrapper.
   *
   * @throws TroupeError NOT_A_FUNCTION
   */
  given<X>(select: (context: X) => I): Plan<X, O>;
  /**
   * Who answers what work inside this plan asks back (`ask`): functions and plans, asked in this order, before those of
   * the plans around this one. A function that returns undefined, and a plan that gives null, declines, or fails for good, do
   * not know. A person is a plan, too: `human`. A second call adds to the first.
   *
   * @throws TroupeError BAD_OPTION
   */
  answers(...sources: readonly Answerer[]): Plan<I, O>;
}

/** What was asked back: the question, by which node, and what that was working on. */
export interface Asked {
  readonly question: unknown;
  readonly path: string;
  readonly input: unknown;
}

/** Who answers what is asked back. A function must answer at once, with JSON, and costs no step. */
export type Answerer = ((question: unknown, asked: Omit<Asked, "question">) => unknown) | Plan<Asked, unknown>;

/** A leaf: work (`agent`) or a person (`human`). `To` names the peers that it may hand off to. */
export interface Agent<in I, out O, out To extends string = never> extends Plan<I, O> {
  readonly kind: "agent" | "human";
  readonly handsTo: readonly To[];
  /**
   * Checks of the output, in this order, after those that are there already; policies are asked last of all. A method, because only here are I and O
   * known to the gates' functions. Names are unique among all gates of an agent.
   *
   * @throws TroupeError BAD_OPTION, DUPLICATE_NAME
   */
  gated(...gates: readonly Gate<I, O>[]): Agent<I, O, To>;
  /**
   * Asked of the input before the work starts, before every attempt but one that only goes on with what it asked back: for a
   * high-risk action. Pass or reject, never revise. A `confidence` is refused: there is no answer yet that could have one.
   *
   * @throws TroupeError BAD_OPTION, DUPLICATE_NAME
   */
  gatedBefore(...gates: readonly Gate<unknown, I>[]): Agent<I, O, To>;
  supervised(policy: Policy<I, O>): Agent<I, O, To>;
  budgeted(budget: Budget): Agent<I, O, To>;
  answers(...sources: readonly Answerer[]): Agent<I, O, To>;
}

/** Any plan, whatever it takes and gives. */
export type AnyPlan = Plan<never, unknown>;
/** What a plan takes. */
export type PlanInput<P> = P extends Plan<infer I, unknown> ? I : never;
/** What a plan gives. */
export type PlanOutput<P> = P extends Plan<never, infer O> ? O : never;
/** Plans by the name that each has in its group. */
export type Plans = Readonly<Record<string, AnyPlan>>;
/** What all plans of a record accept: the intersection of their inputs. */
export type CommonInput<P> = { [K in keyof P]: (input: PlanInput<P[K]>) => void }[keyof P] extends (
  input: infer I,
) => void
  ? I
  : never;

/**
 * The type itself, into which nothing is inferred from the group that a plan is written in: a leaf takes and gives what
 * its own work and schemas say. As NoInfer, which stays visible in editors.
 */
export type Settled<T> = [T][T extends unknown ? 0 : never];

type Says<D extends Directive["does"]> = Extract<Directive, { does: D }>;

/** Try again: made by `retry()`. */
export interface Retry {
  readonly [DIRECTIVE]: Says<"retry">;
}
/** Try again with what was found wrong: made by `revise()`. */
export interface Revise {
  readonly [DIRECTIVE]: Says<"revise">;
}
/** Give up here and let the next policy above decide: made by `escalate()`. */
export interface Escalate {
  readonly [DIRECTIVE]: Says<"escalate">;
}
/** A declared value in place of the output: made by `skip()`. */
export interface Skip<out O> {
  readonly [DIRECTIVE]: { readonly does: "skip" };
  readonly value: O;
}
/** Another plan in place of this one: made by `fallback()`. */
export interface Fallback<in I, out O> {
  readonly [DIRECTIVE]: { readonly does: "fallback" };
  readonly plan: Plan<I, O>;
}

type GiveUp<I, O> = Skip<O> | Fallback<I, O> | Escalate;
type Again<I, O> = Retry | GiveUp<I, O>;

/**
 * Per kind of failure a chain of directives, tried from left to right; every chain ends in escalate, so that need not be
 * written, and an empty chain escalates at once. Retrying a permanent failure, or asking about a cancellation, does not
 * compile.
 */
export interface Policy<in I, out O> {
  readonly transient?: readonly Again<I, O>[];
  readonly "rate-limited"?: readonly Again<I, O>[];
  readonly timeout?: readonly Again<I, O>[];
  readonly "invalid-output"?: readonly (Revise | Again<I, O>)[];
  readonly rejected?: readonly GiveUp<I, O>[];
  readonly permanent?: readonly GiveUp<I, O>[];
  readonly defect?: readonly Again<I, O>[];
  readonly budget?: readonly (Skip<O> | Escalate)[];
  readonly unresponsive?: readonly Again<I, O>[];
  readonly lost?: readonly Again<I, O>[];
  readonly escalated?: readonly Again<I, O>[];
  readonly refused?: readonly Again<I, O>[];
  readonly unresolved?: readonly Again<I, O>[];
  /** Every kind not named here that a policy may be asked about; what a kind forbids is passed over for it. */
  readonly "*"?: readonly (Revise | Again<I, O>)[];
}
