import { acceptDistinct, acceptName } from "../model/accept-name.ts";
import { acceptKeys, acceptNumber, acceptWord } from "../model/accept.ts";
import { atRest } from "../patterns/catalogue.ts";
import type { Judged, Verdict } from "../patterns/verdict.ts";
import { memberOf, namesOf } from "./members.ts";
import { acceptNeeded } from "./needs.ts";
import type { Plan } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/** Who generates, who evaluates, for how long, and what the best is worth that was not approved. */
export interface RefineOptions<I, O> {
  /** From the second round on it hears the last critique as `context.feedback`, the same place as after a `revise`. */
  readonly generate: Plan<I, O>;
  /** Sees the input and the output. `pass` ends it well, `revise` begins the next round, `reject` ends it at once. */
  readonly evaluate: Plan<Judged<NoInfer<I>, NoInfer<O>>, Verdict>;
  /** How often it generates at most, at least 1. */
  readonly rounds: number;
  /**
   * Where nothing was approved: `fail` (the default) leaves it `unresolved`; `best` gives the output with the highest
   * score, the newest one where there are no scores, and the run is degraded. So it does where one of the two is given up
   * or declines in a later round. Never the best is an output that was rejected, or that nobody has judged.
   */
  readonly unapproved?: "fail" | "best";
}

const NEEDED = {
  generate: "the plan that makes the output, as in generate: draft",
  evaluate:
    'the plan that judges it, as in evaluate: critic, which gives { verdict: "pass" } or { verdict: "revise", feedback: "…" }',
  rounds: "how often it generates at most, as in rounds: 3",
};

/**
 * Generates, evaluates, and generates again with the critique: until the evaluator approves, the rounds are used up, or
 * the score has not risen for two rounds. Use it where a second look makes the output better and somebody can say how;
 * where code can say whether it will do, a `check` on the agent is enough. An evaluator that gives no verdict ends it, as
 * one that declines.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_PLAN, DUPLICATE_NAME
 */
export function refine<I, O>(name: string, options: RefineOptions<I, O>): Plan<I, O> {
  const called = acceptName(name, "a refine");
  const where = `refine "${called}"`;
  acceptKeys(options, { where, known: ["generate", "evaluate", "rounds", "unapproved"] });
  acceptNeeded(options, { where, options: NEEDED });
  const { generate, evaluate, rounds, unapproved = "fail" } = options;
  const children = Object.freeze([
    memberOf(generate, `generate of ${where}`),
    memberOf(evaluate, `evaluate of ${where}`),
  ]);
  acceptDistinct(namesOf(children), { where, remedy: "Give the generator and the evaluator names of their own." });
  const course = frozenCourse(
    atRest("refine", {
      names: namesOf(children),
      rounds: acceptNumber(rounds, { where: `rounds of ${where}`, min: 1, isWhole: true }),
      unapproved: acceptWord(unapproved, { where: `unapproved of ${where}`, words: ["fail", "best"] }),
    }),
  );
  return toPlan(Object.freeze({ kind: "refine", name: called, children, course }));
}
