import { acceptName } from "../model/accept-name.ts";
import { acceptNumber } from "../model/accept.ts";
import { didYouMean } from "../model/near.ts";
import { itemsOf } from "../model/readable.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { atRest } from "../patterns/catalogue.ts";
import type { VoteRule as Rule } from "../patterns/vote.ts";
import { specOf } from "./erasure.ts";
import { memberOf, namesOf } from "./members.ts";
import type { Plan } from "./plan.ts";
import { toPlan } from "./planned.ts";
import type { Member } from "./spec.ts";
import { frozenCourse } from "./tree.ts";
import { type RuleSpec, ruleOf, type VoteRule } from "./vote-rules.ts";

/** Every ballot is weighed against all others. */
const VOTERS_MAX = 1_000;

/**
 * The same input to several voters, none of whom sees another; a rule says which output it is. Use it where one answer
 * alone is not to be trusted, and voters err in different ways. A voter that declines abstains. One that fails for good
 * casts no ballot: the vote goes on, and is decided only where that ballot could have changed nothing; else it is
 * `unresolved`. Voters that are not needed any more are stopped, which is no failure. In a run's paths a voter has its own
 * name; where several have the same, they are `name[0]`, `name[1]` and so on.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_PLAN, DUPLICATE_NAME for a judge with a voter's name
 */
export function vote<I, O>(name: string, voters: readonly Plan<I, O>[], rule: VoteRule<NoInfer<O>>): Plan<I, O> {
  const called = acceptName(name, "a vote");
  const where = `vote "${called}"`;
  const members = votersOf(voters, where);
  const names = namesOf(members);
  const spec = ruleOf(rule, where);
  const judge = spec.judge === undefined ? [] : [judgeOf(spec.judge.name, spec, { where, names })];
  const course = frozenCourse(
    atRest("vote", { names, rule: ruleFor(spec, { where, names }), hasBallot: spec.ballot !== undefined }),
  );
  return toPlan(
    Object.freeze({
      kind: "vote",
      name: called,
      children: Object.freeze([...members, ...judge]),
      course,
      ...(spec.ballot === undefined ? {} : { evaluate: spec.ballot }),
    }),
  );
}

/**
 * The same plan several times, as voters that ask it independently: at least 1, at most 1,000.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_PLAN
 */
export function repeat<I, O>(voter: Plan<I, O>, times: number): readonly Plan<I, O>[] {
  specOf(voter, "The voter of repeat");
  const many = acceptNumber(times, { where: "times of repeat", min: 1, max: VOTERS_MAX, isWhole: true });
  return Object.freeze(Array.from({ length: many }, () => voter));
}

function votersOf(voters: unknown, where: string): readonly Member[] {
  const plans = itemsOf(voters);
  if (plans === undefined || plans.length === 0 || plans.length > VOTERS_MAX) {
    const many = plans === undefined ? shown(voters) : plans.length === 0 ? "none" : `${plans.length} voters`;
    throw new TroupeError("BAD_OPTION", {
      what: `The voters of ${where} are ${many}.`,
      remedy: `Give a list of 1 to ${VOTERS_MAX}, as in [optimist, pessimist, realist] or repeat(classify, 3).`,
      facts: { where },
    });
  }
  const members = plans.map((voter, place) => memberOf(voter, `Voter ${place + 1} of ${where}`));
  const names = namesOf(members);
  const seen = new Map<string, number>();
  return members.map((member) => {
    const { segment, spec } = member;
    if (names.indexOf(segment) === names.lastIndexOf(segment)) return member;
    const index = seen.get(segment) ?? 0;
    seen.set(segment, index + 1);
    return Object.freeze({ segment: `${segment}[${index}]`, spec });
  });
}

interface Among {
  readonly where: string;
  readonly names: readonly string[];
}

function judgeOf(name: string, { judge }: RuleSpec, { where, names }: Among): Member {
  const member = memberOf(judge === undefined ? undefined : toPlan(judge), `The judge of ${where}`);
  if (names.some((voter) => plainName(voter) === name)) {
    throw new TroupeError("DUPLICATE_NAME", {
      what: `${where} uses the name ${JSON.stringify(name)} for a voter and for its judge.`,
      remedy: "They stand beside one another in a run's paths: give the judge another name.",
      facts: { name },
    });
  }
  return member;
}

/** The rule as the pattern goes by it: for these voters. */
function ruleFor({ by, k = 1, weights, tie = "fail" }: RuleSpec, { where, names }: Among): Rule {
  switch (by) {
    case "best":
      return Object.freeze({ by });
    case "quorum":
      acceptNumber(k, { where: `the quorum of ${where}`, min: 1, max: names.length, isWhole: true });
      return Object.freeze({ by, k });
    case "majority":
      return Object.freeze({
        by,
        tie,
        weights: weights === undefined ? undefined : weightsFor(weights, { where, names }),
      });
  }
}

function weightsFor(weights: Readonly<Record<string, number>>, { where, names }: Among): readonly number[] {
  const known = [...new Set([...names, ...names.map(plainName)])];
  const unknown = Object.keys(weights).find((voter) => !known.includes(voter));
  if (unknown !== undefined) {
    throw new TroupeError("BAD_OPTION", {
      what: `The weights of ${where} name ${JSON.stringify(unknown)}, who is no voter.`,
      remedy: didYouMean(unknown, known),
      facts: { where, voters: names },
    });
  }
  const weighed = names.map((voter) => weights[voter] ?? weights[plainName(voter)] ?? 1);
  if (weighed.some((weight) => weight > 0)) return Object.freeze(weighed);
  throw new TroupeError("BAD_OPTION", {
    what: `The weights of ${where} leave no voter any weight, so that nothing can be decided.`,
    remedy: "Give at least one voter more than 0.",
    facts: { where, voters: names },
  });
}

function plainName(voter: string): string {
  return voter.replace(/\[\d+\]$/, "");
}
