import { acceptName } from "../model/accept-name.ts";
import { acceptDuration, acceptKeys, acceptNumber, acceptText, acceptWord } from "../model/accept.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { type Gate, makeGate } from "./gate.ts";

/** From which confidence on an answer is used, and whether a person is asked about less. */
export interface ConfidenceOptions {
  /** From this confidence on the answer is used: more than 0, for none at all is 0, and at most 1. */
  readonly use: number;
  /** Between `from` (less than `use`) and `use`, a person is asked, as by an `approval`. Left out: nobody is. */
  readonly ask?: {
    readonly from: number;
    /** What the person is asked, in words: 1 to 500 characters. */
    readonly asks?: string;
    /** In milliseconds from when the question is asked, 1 to 315,360,000,000 (ten years). */
    readonly deadlineMs: number;
    /** The verdict at the deadline. */
    readonly otherwise: "approve" | "reject";
  };
}

/**
 * A gate that goes by the agent's own confidence (`answer(value, { confidence })`; none is 0): sure enough is used, less
 * is shown to a person, still less is rejected, so that `rejected: [fallback(another)]` tries another. It stands after the
 * work (`gated`): before that nothing is known of it. Costs no step.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION
 */
export function confidence(name: string, options: ConfidenceOptions): Gate<unknown, unknown> {
  const called = acceptName(name, "a confidence");
  const where = `confidence "${called}"`;
  acceptKeys(options, { where, known: ["use", "ask"] });
  const use = acceptNumber(options.use, { where: `use of ${where}`, min: 0, max: 1 });
  if (use === 0) throw alwaysPasses(where);
  const { ask } = options;
  if (ask === undefined) return makeGate({ kind: "confidence", name: called, thresholds: { use, askFrom: use } });
  acceptKeys(ask, { where: `ask of ${where}`, known: ["from", "asks", "deadlineMs", "otherwise"] });
  const askFrom = acceptNumber(ask.from, { where: `from in ask of ${where}`, min: 0, max: 1 });
  if (askFrom >= use) throw nobodyAsked(where, { askFrom, use });
  return makeGate({
    kind: "confidence",
    name: called,
    thresholds: { use, askFrom },
    ...(ask.asks === undefined ? {} : { asks: acceptText(ask.asks, `asks in ask of ${where}`) }),
    deadlineMs: acceptDuration(ask.deadlineMs, `deadlineMs in ask of ${where}`),
    otherwise: acceptWord(ask.otherwise, { where: `otherwise in ask of ${where}`, words: ["approve", "reject"] }),
  });
}

function alwaysPasses(where: string): TroupeError {
  return new TroupeError("BAD_OPTION", {
    what: `${where} uses an answer of any confidence, so that it lets everything pass.`,
    remedy: "Give a use of more than 0, as in use: 0.5, or leave the gate out.",
    facts: { where, use: 0 },
  });
}

function nobodyAsked(where: string, { askFrom, use }: { readonly askFrom: number; readonly use: number }): TroupeError {
  return new TroupeError("BAD_OPTION", {
    what: `${where} asks a person from ${askFrom} on, and uses the answer from ${use} on: nobody is ever asked.`,
    remedy: "Give a from that is less than use, or leave ask out.",
    facts: { where, from: askFrom, use },
  });
}
