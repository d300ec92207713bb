import type { About } from "../model/answer.ts";
import { didYouMean } from "../model/near.ts";
import { shown } from "../model/shown.ts";
import { ANSWERED, ASKED, DECLINED, HANDED, markedWith } from "./brand.ts";

/** An output that says something of itself. Made by `answer()`. */
export interface Answer<out T> {
  readonly [ANSWERED]: T;
  readonly about: About;
}

/** A refusal that is no failure. Made by `decline()`. */
export interface Declined {
  readonly [DECLINED]: string;
}

/** Control and context for a peer. Made by `context.handoff()`. */
export interface HandedOff {
  readonly [HANDED]: { readonly to: string; readonly context: unknown };
}

/** A question back. Made by `ask()`. */
export interface AskedBack {
  readonly [ASKED]: { readonly question: unknown };
}

/** What work can return beside its output. */
export type Unsaid = Declined | HandedOff | AskedBack;

/** What work can return: its output, with or without something about it, a refusal, a hand-off, or a question back. */
export type Said<T> = T | Answer<T> | Unsaid;

/** What the work said, as the host hands it on. */
export type SaidBy =
  | { readonly how: "returned"; readonly value: unknown; readonly about: About | undefined }
  | { readonly how: "declined"; readonly reason: string }
  | { readonly how: "handed"; readonly to: string; readonly context: unknown }
  | { readonly how: "asked"; readonly question: unknown };

/**
 * An output with its confidence (0 to 1) and reasoning, for gates to judge: `return answer(reply, { confidence: 0.4 })`.
 *
 * @throws TypeError for a confidence outside of 0 to 1 and a reasoning that is no text: a defect of the work
 */
export function answer<T>(value: T, about: About): Answer<T> {
  const { confidence, reasoning } = about;
  if (confidence !== undefined && !isShare(confidence)) {
    throw new TypeError(`answer: confidence is ${String(confidence)}; it goes from 0 to 1`);
  }
  if (reasoning !== undefined && typeof reasoning !== "string")
    throw new TypeError("answer: reasoning must be a string");
  return Object.freeze({ [ANSWERED]: value, about: readAbout(about) });
}

/**
 * "Not my strength": a refusal that is no failure. A route asks its classifier again; every other pattern cannot go on,
 * and is `unresolved`. No retry follows, and gates are not asked. It is nothing until it is returned: `return decline(…)`.
 *
 * @throws TypeError for a reason that is no text: a defect of the work
 */
export function decline(reason: string): Declined {
  if (typeof reason !== "string") throw new TypeError("decline: say why, as a string");
  return Object.freeze({ [DECLINED]: reason });
}

/**
 * "I lack something": ends this attempt with a question, any JSON. The nearest plan around the agent that has `.answers(…)`
 * is asked, then those above it; then the work runs again, which costs a step, and finds what it was told in
 * `context.answers`. How often it may, the agent's `asks` says. No gate is opened, and no policy is asked. It is nothing
 * until it is returned, and nobody notices where it is not: `return ask(…)`.
 */
export function ask(question: unknown): AskedBack {
  return Object.freeze({ [ASKED]: Object.freeze({ question }) });
}

/**
 * Passes control and context to a peer of the `handoff` that the agent is in, where it is returned: see `handedOn`.
 *
 * @throws TypeError for a peer that the agent does not name in `handsTo`: a defect of the work
 */
export function handOff(handsTo: readonly string[], to: unknown, context: unknown): HandedOff {
  if (typeof to !== "string" || !handsTo.includes(to)) {
    const near = didYouMean(typeof to === "string" ? to : "", handsTo);
    throw new TypeError(`handoff: ${shown(to)} is not among the agent's handsTo. ${near}`);
  }
  return Object.freeze({ [HANDED]: Object.freeze({ to, context }) });
}

/**
 * What work returned, if that is the hand-off that it has made, or it has made none. One that is made and not returned
 * would be lost without a word: so make it where it is returned, not in case that it is needed.
 *
 * @throws TypeError for anything else than a hand-off where one was made: a defect of the work
 */
export function handedOn(made: HandedOff | undefined, returned: unknown): unknown {
  if (made === undefined || readSaid(returned).how === "handed") return returned;
  const to = JSON.stringify(made[HANDED].to);
  throw new TypeError(
    `handoff: the work made a hand-off to ${to}, and returned something else: return context.handoff(${to}, …), or make none`,
  );
}

/** Reads what work returned. Total: whatever it is, and whoever made it, this does not throw. */
export function readSaid(value: unknown): SaidBy {
  const reason = markedWith(value, DECLINED);
  if (typeof reason === "string") return { how: "declined", reason };
  const handed = fieldsOf(markedWith(value, HANDED));
  if (typeof handed.to === "string") return { how: "handed", to: handed.to, context: handed.context };
  const asked = fieldsOf(markedWith(value, ASKED));
  if ("question" in asked) return { how: "asked", question: asked.question };
  if (!isAnswer(value)) return { how: "returned", value, about: undefined };
  return { how: "returned", value: markedWith(value, ANSWERED), about: aboutOf(value) };
}

function fieldsOf(mark: unknown): { readonly to?: unknown; readonly context?: unknown; readonly question?: unknown } {
  return typeof mark === "object" && mark !== null ? mark : {};
}

function isAnswer(value: unknown): value is Answer<unknown> {
  try {
    return typeof value === "object" && value !== null && ANSWERED in value;
  } catch {
    return false;
  }
}

/** What the answer says of itself, as far as it is well-formed: gates must be able to rely on it. */
function aboutOf(answered: Answer<unknown>): About {
  try {
    return readAbout(answered.about);
  } catch {
    return {};
  }
}

function readAbout({ confidence, reasoning }: About): About {
  return Object.freeze({
    ...(isShare(confidence) ? { confidence } : {}),
    ...(typeof reasoning === "string" ? { reasoning } : {}),
  });
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}
