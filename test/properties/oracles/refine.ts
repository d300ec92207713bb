import { activation } from "../lives.ts";
import { type Move, type Oracles, UNRESOLVED } from "./oracle.ts";

/** What an evaluator said, by the words of its documentation; undefined where it is no verdict. */
export function verdictIn(
  said: unknown,
): { readonly is: "pass" | "revise" | "reject"; readonly score?: number } | undefined {
  if (typeof said !== "object" || said === null || !("verdict" in said)) return undefined;
  if ("score" in said && typeof said.score !== "number") return undefined;
  const score = "score" in said && typeof said.score === "number" ? { score: said.score } : {};
  if (said.verdict === "pass") return { is: "pass", ...score };
  if (said.verdict === "revise" && "feedback" in said && typeof said.feedback === "string")
    return { is: "revise", ...score };
  if (said.verdict === "reject" && "reason" in said && typeof said.reason === "string") return { is: "reject" };
  return undefined;
}

/**
 * Generates and evaluates in turn: until it passes, is rejected, the rounds are used up, two rounds bring no better score,
 * or one of the two declines, fails where there is something to give, or says what is no verdict.
 */
export const refineOracle: Oracles = ({ path, it, input }) => {
  const { draft, children } = it;
  if (draft.kind !== "refine") throw new Error("it is no refine");
  const [maker = "", critic = ""] = children.map(({ name }) => name);
  let round = 0;
  let made: unknown;
  let isMade = false;
  let best: { readonly output: unknown; readonly score: number | undefined } | undefined;
  let stale = 0;
  const make = (): readonly Move[] => [{ start: activation(path, maker, round), input }];
  const unapproved = (): readonly Move[] =>
    draft.unapproved === "fail" || best === undefined ? UNRESOLVED : [{ done: best.output, isLacking: true }];
  const judged = (said: unknown): readonly Move[] => {
    const verdict = verdictIn(said);
    if (verdict === undefined) return unapproved();
    if (verdict.is === "pass") return [{ done: made }];
    if (verdict.is === "reject") return unapproved();
    const score = best?.score;
    const isBetter = score === undefined || (verdict.score !== undefined && verdict.score > score);
    if (isBetter) best = { output: made, score: verdict.score };
    if (isBetter) stale = 0;
    else stale += 1;
    round += 1;
    if (stale === 2 || round === draft.rounds) return unapproved();
    isMade = false;
    return make();
  };
  return {
    begins: make(),
    hears(event) {
      if (event.is === "handed") return UNRESOLVED;
      if (event.is === "declined" || event.is === "lost") return unapproved();
      if (event.is !== "gave") return [];
      if (isMade) return judged(event.output);
      made = event.output;
      isMade = true;
      return [{ start: activation(path, critic, round), input: { input, output: made } }];
    },
  };
};
