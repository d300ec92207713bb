import { acceptFunction, acceptKeys, acceptNumber, acceptWord, notARecord } from "../model/accept.ts";
import { fieldsOf } from "../model/readable.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { BallotValue } from "../patterns/tally.ts";
import type { Ballot } from "../patterns/vote.ts";
import { markedWith, RULE, SPEC } from "./brand.ts";
import { erased, specOf } from "./erasure.ts";
import type { Plan } from "./plan.ts";
import type { Spec } from "./spec.ts";

declare const counts: unique symbol;

/** How ballots decide, over outputs of type `O`. Made by `majority`, `weighted`, `quorum` and `best`. */
export interface VoteRule<in O> {
  readonly [RULE]: RuleSpec;
  /** Of the types only; there is nothing under it at run time. */
  readonly [counts]: (output: O) => void;
}

/** A rule without its types. */
export interface RuleSpec {
  readonly by: "majority" | "quorum" | "best";
  readonly k?: number;
  readonly weights?: Readonly<Record<string, number>>;
  readonly tie?: "fail" | "first" | "judge";
  /** Chooses among the ballots: the best, or in a tie. */
  readonly judge?: Spec;
  readonly ballot?: (...args: readonly unknown[]) => unknown;
}

/**
 * What happens where several values have the most ballots: `fail` leaves the vote `unresolved`, `first` takes the value of
 * the first voter in the order in which they are written, a plan is shown the ballots of those in the tie, and names one
 * by its place, from 0.
 */
export type Tie<O> = "fail" | "first" | Plan<readonly Ballot<O>[], number>;

/** What an output counts as, and what happens in a tie. */
export interface CountingOptions<O> {
  /** Two outputs with the same value are the same vote. Asked of each output, at once; it costs no step. */
  readonly ballot: (output: O) => BallotValue;
  readonly tie: Tie<O>;
}

/**
 * The value with the most ballots wins; it need not be more than half. It is decided as soon as no ballot that is still
 * out can bring another value level with it, and then the other voters are stopped. Outputs that are no text, number, boolean or null need `ballot`.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_FUNCTION
 */
export function majority(options: { readonly tie: "fail" | "first" }): VoteRule<BallotValue>;
export function majority<O>(options: CountingOptions<O>): VoteRule<O>;
export function majority<O>(options: Partial<CountingOptions<O>>): VoteRule<O> {
  acceptKeys(options, { where: "majority", known: ["ballot", "tie"] });
  return makeRule({ by: "majority", ...counting(options, "majority") });
}

interface Weights {
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * As `majority`, where not every ballot weighs the same. `weights` go by voter; one that is not named weighs 1. A voter
 * that is repeated is named as in the run's paths, `draft[1]`, or once for all its repetitions, `draft`. Weights are the
 * decimal numbers that they are written as, 0 and more, and are added up exactly: 0.1 and 0.2 against 0.3 is a tie.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_FUNCTION
 */
export function weighted(options: Weights & { readonly tie: "fail" | "first" }): VoteRule<BallotValue>;
export function weighted<O>(options: Weights & CountingOptions<O>): VoteRule<O>;
export function weighted<O>(options: Weights & Partial<CountingOptions<O>>): VoteRule<O> {
  acceptKeys(options, { where: "weighted", known: ["ballot", "tie", "weights"] });
  return makeRule({ by: "majority", ...counting(options, "weighted"), weights: acceptWeights(options.weights) });
}

function acceptWeights(weights: unknown): Readonly<Record<string, number>> {
  const fields = fieldsOf(weights);
  if (fields === undefined) {
    throw new TroupeError("BAD_OPTION", {
      what: `weights of weighted are ${notARecord(weights)}.`,
      remedy: "Name the voters and what each weighs, as in weights: { senior: 3, junior: 1 }.",
      facts: { where: "weights of weighted" },
    });
  }
  const weighed = fields.map(
    ([voter, weight]) =>
      [voter, acceptNumber(weight, { where: `the weight of ${JSON.stringify(voter)} in weighted`, min: 0 })] as const,
  );
  return Object.freeze(Object.fromEntries(weighed));
}

/**
 * The first value that `k` voters agree on; then the others are stopped. As soon as too few are left to agree it is
 * `unresolved`. With `k` more than half of the voters only one value can come to it; with less it is the quickest one,
 * and `quorum(1)` takes the first answer at all.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_FUNCTION
 */
export function quorum(k: number): VoteRule<BallotValue>;
export function quorum<O>(k: number, options: Pick<CountingOptions<O>, "ballot">): VoteRule<O>;
export function quorum<O>(k: number, options: Partial<Pick<CountingOptions<O>, "ballot">> = {}): VoteRule<O> {
  acceptKeys(options, { where: "quorum", known: ["ballot"] });
  const many = acceptNumber(k, { where: "the number of a quorum", min: 1, isWhole: true });
  return makeRule({ by: "quorum", k: many, ...ballotOf(options.ballot, "quorum") });
}

/**
 * A plan is shown all ballots, with what the voters say of their outputs (`answer(value, { reasoning })`), and names the
 * best one by its place, from 0. With one ballot only there is nothing to choose, and it is not asked. Where voters failed,
 * it is the best of the others, and the run is degraded.
 *
 * @throws TroupeError NOT_A_PLAN
 */
export function best<O>(judge: Plan<readonly Ballot<O>[], number>): VoteRule<O> {
  return makeRule({ by: "best", judge: specOf(judge, "The judge of best") });
}

function counting<O>(
  { ballot, tie }: Partial<CountingOptions<O>>,
  where: string,
): Pick<RuleSpec, "ballot" | "tie" | "judge"> {
  const counted = ballotOf(ballot, where);
  if (markedWith(tie, SPEC) !== undefined) return { ...counted, tie: "judge", judge: specOf(tie) };
  return { ...counted, tie: acceptWord(tie, { where: `tie of ${where}`, words: ["fail", "first"] }) };
}

function ballotOf(ballot: CountingOptions<never>["ballot"] | undefined, where: string): Pick<RuleSpec, "ballot"> {
  if (ballot === undefined) return {};
  acceptFunction(ballot, `ballot of ${where}`);
  return { ballot: erased(ballot) };
}

function makeRule<O>(spec: RuleSpec): VoteRule<O> {
  return new MadeRule<O>(Object.freeze(spec));
}

class MadeRule<in O> implements VoteRule<O> {
  readonly [RULE]: RuleSpec;
  declare readonly [counts]: (output: O) => void;

  constructor(spec: RuleSpec) {
    this[RULE] = spec;
    Object.freeze(this);
  }
}

/** The data of a rule; BAD_OPTION for what is none. */
export function ruleOf(rule: unknown, where: string): RuleSpec {
  if (isRule(rule)) return rule[RULE];
  throw new TroupeError("BAD_OPTION", {
    what: `The rule of ${where} is ${shown(rule)}.`,
    remedy: 'Rules are made by majority, weighted, quorum and best, as in majority({ tie: "fail" }).',
    facts: { where },
  });
}

function isRule(rule: unknown): rule is VoteRule<never> {
  const spec = markedWith(rule, RULE);
  return typeof spec === "object" && spec !== null;
}
