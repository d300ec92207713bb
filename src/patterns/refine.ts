import type { Feedback } from "../model/answer.ts";
import type { Failure } from "../model/failure.ts";
import { type Coordinator, type Done, finishWith, type Step, unresolved } from "./coordinator.ts";
import { readVerdict, type Verdict, VERDICT_WORDS } from "./verdict.ts";

/** Child 0 generates, child 1 evaluates; the critique is the generator's feedback in the next round. */
export interface RefineShape {
  readonly names: readonly string[];
  /** How often it generates at most. */
  readonly rounds: number;
  /** What the best output is worth where none was approved. */
  readonly unapproved: "fail" | "best";
}

interface Candidate {
  readonly end: Done;
  readonly score: number | undefined;
}

export interface RefineState {
  readonly input: unknown;
  /** Rounds begun so far. */
  readonly rounds: number;
  /** The output under evaluation. */
  readonly draft: Done | undefined;
  /** The best output that was not rejected: of the highest score, and of the newest round where scores say nothing. */
  readonly best: Candidate | undefined;
  /** Rounds in a row in which the score did not rise. */
  readonly stale: number;
}

/** How many rounds without a better score are enough to stop. */
const STALE_MAX = 2;

export const refine: Coordinator<RefineShape, RefineState> = {
  initial: { input: null, rounds: 0, draft: undefined, best: undefined, stale: 0 },
  begin: (_shape, input) => generate({ ...refine.initial, input }),
  done: (shape, state, end) => (state.draft === undefined ? evaluate(state, end) : judged(shape, state, end)),
  declined: (shape, state, { name, reason }) => unapproved(shape, state, { reason: `${name} declined: ${reason}` }),
  toleratesFailure: (shape, state) => shape.unapproved === "best" && state.best !== undefined,
  failed: (shape, state, { name, failure }) =>
    unapproved(shape, state, { reason: `${name} failed: ${failure.message}`, cause: failure }),
};

/** The activations of both children are numbered by the round; the first has no number. */
function numbered(round: number): { readonly index?: number } {
  return round === 0 ? {} : { index: round };
}

function generate(state: RefineState, feedback?: Feedback): Step<RefineState> {
  const { input, rounds } = state;
  const told = feedback === undefined ? {} : { feedback };
  return {
    state: { ...state, rounds: rounds + 1, draft: undefined },
    commands: [{ do: "start", slot: rounds * 2, child: 0, input, ...numbered(rounds), ...told }],
  };
}

function evaluate(state: RefineState, draft: Done): Step<RefineState> {
  const reasoning = draft.about?.reasoning === undefined ? {} : { reasoning: draft.about.reasoning };
  const input = { input: state.input, output: draft.output, ...reasoning };
  const slot = state.rounds * 2 - 1;
  return {
    state: { ...state, draft },
    commands: [{ do: "start", slot, child: 1, input, isConsumer: true, ...numbered(state.rounds - 1) }],
  };
}

function judged(shape: RefineShape, state: RefineState, end: Done): Step<RefineState> {
  const { draft } = state;
  if (draft === undefined) return { state, commands: [] };
  const verdict = readVerdict(end.output);
  if (verdict === undefined) {
    const reason = `${end.name} gave ${JSON.stringify(end.output)}; a verdict is ${VERDICT_WORDS}`;
    return unapproved(shape, state, { reason });
  }
  switch (verdict.verdict) {
    case "pass":
      return finishWith(state, draft);
    case "reject":
      return unapproved(shape, state, { reason: `${end.name} rejected it: ${verdict.reason}` });
    case "revise":
      return again(shape, compared(state, { end: draft, score: verdict.score }), verdict);
  }
}

/** Keeps the better one, and counts for how long nothing was better. An output without a score is no better than one with. */
function compared(state: RefineState, candidate: Candidate): RefineState {
  const { best } = state;
  if (best?.score === undefined) return { ...state, best: candidate, stale: 0 };
  if (candidate.score !== undefined && candidate.score > best.score) return { ...state, best: candidate, stale: 0 };
  return { ...state, stale: state.stale + 1 };
}

function again(
  shape: RefineShape,
  state: RefineState,
  { feedback }: Extract<Verdict, { verdict: "revise" }>,
): Step<RefineState> {
  const { draft, rounds, stale } = state;
  const last = `the last critique: ${feedback}`;
  if (stale === STALE_MAX)
    return unapproved(shape, state, { reason: `the score did not rise for ${STALE_MAX} rounds; ${last}` });
  if (rounds === shape.rounds)
    return unapproved(shape, state, { reason: `not approved in ${rounds} of ${rounds} rounds; ${last}` });
  return generate(state, { previous: draft?.output ?? null, issues: [{ message: feedback }] });
}

/** Why no round follows; and the failure, where it was one. */
interface Why {
  readonly reason: string;
  readonly cause?: Failure;
}

/** No round follows, and nothing was approved. What nobody has judged is not the best: it could be what would be rejected. */
function unapproved({ unapproved: worth }: RefineShape, state: RefineState, why: Why): Step<RefineState> {
  const { best } = state;
  if (worth === "fail" || best === undefined) return unresolved(state, why.reason);
  const { output, about } = best.end;
  const said = about === undefined ? {} : { about };
  const { reason: lacking, ...cause } = why;
  return { state, commands: [{ do: "finish", output, ...said, lacking, ...cause }] };
}
