import type { Completion, Effect } from "../model/effect.ts";
import { isFailureKind, type Issue } from "../model/failure.ts";
import { textOf } from "../model/foreign.ts";
import { toJson } from "../model/json.ts";
import { shown } from "../model/shown.ts";
import { readThrown, type Thrown } from "../model/thrown.ts";
import type { Usage } from "../model/usage.ts";
import { handOff, readSaid } from "../plan/said.ts";
import type { AgentSpec, Validate, Validated } from "../plan/spec.ts";
import type { Hands, WorkContext } from "../plan/work-context.ts";
import { isLate } from "./at-once.ts";
import { readIssues } from "./issues.ts";
import { createProgress } from "./progress.ts";

/** What came of something, before it has a time. */
export type Result = Completion extends infer C ? (C extends Completion ? Omit<C, "at"> : never) : never;

/** Takes a result; says whether it stands alone, and did not go into one that nobody has read yet. */
export type Report = (result: Result) => boolean;

type Work = Extract<Effect, { kind: "work" }>;

/** One attempt of an agent's work under way. */
export interface Attempt {
  /** Fires the signal, if the work ever asked for it. */
  abort(why: string): void;
}

/** Runs an agent's work once. Whatever it does, exactly one result is reported at the end, and never an exception. */
export function startAttempt(effect: Work, agent: AgentSpec, report: Report): Attempt {
  const { id } = effect;
  const signal = new LazySignal();
  const result = run(effect, agent, new AttemptContext(effect, { agent, signal, report }));
  if (isLater(result))
    result.then(report, (error: unknown) => report({ kind: "threw", id, thrown: readThrown(error) }));
  else report(result);
  return signal;
}

/** A signal that is made when it is first asked for: most work never does, and an abort controller is dear. */
class LazySignal implements Attempt {
  #controller: AbortController | undefined;
  #reason: string | undefined;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason !== undefined && !this.#controller.signal.aborted) this.#controller.abort(aborted(this.#reason));
    return this.#controller.signal;
  }

  abort(why: string): void {
    this.#reason = why;
    this.#controller?.abort(aborted(why));
  }
}

const SIGNAL = Symbol("signal");

/**
 * One getter for all contexts: a getter of each context's own would make every context a dictionary, at half a kilobyte.
 * It finds its signal through whatever stands before the context, be it a proxy or a heir.
 */
const LAZY: PropertyDescriptor & ThisType<{ readonly [SIGNAL]: LazySignal }> = {
  get() {
    return this[SIGNAL].signal;
  },
  enumerable: true,
};

interface Means {
  readonly agent: AgentSpec;
  readonly signal: LazySignal;
  readonly report: Report;
}

/** One for all agents without peers, which are nearly all. */
const TO_NOBODY: Hands<string>["handoff"] = (to, context) => handOff([], to, context);

/** What the work of one attempt is given. Everything is the context's own, so that a copy (`{ ...context }`) has it too. */
class AttemptContext implements WorkContext, Hands<string> {
  declare readonly signal: AbortSignal;
  readonly attempt: number;
  readonly feedback: WorkContext["feedback"];
  readonly brief: WorkContext["brief"];
  readonly answers: WorkContext["answers"];
  readonly idempotencyKey: string;
  readonly handoff: Hands<string>["handoff"];
  readonly progress: WorkContext["progress"];
  readonly spend: WorkContext["spend"];

  constructor(effect: Work, { agent, signal, report }: Means) {
    const { id } = effect;
    Object.defineProperty(this, SIGNAL, { value: signal });
    Object.defineProperty(this, "signal", LAZY);
    this.attempt = effect.attempt;
    this.feedback = effect.feedback;
    this.brief = briefFor(effect, agent);
    this.answers = effect.answers;
    this.idempotencyKey = effect.idempotencyKey;
    this.handoff = agent.handsTo.length === 0 ? TO_NOBODY : (to, context) => handOff(agent.handsTo, to, context);
    // Made when it is first asked for: most work never tells how far it is.
    let tell: WorkContext["progress"] | undefined;
    this.progress = (fraction, partial) => {
      tell ??= createProgress(id, report);
      tell(fraction, partial);
    };
    this.spend = (usage) => void report({ kind: "spent", id, usage: readUsage(usage) });
  }
}

/** A brief that came with the agent's own task is nearer than the agent's; one that came with its whole plan is not. */
function briefFor({ brief: assigned }: Work, agent: AgentSpec): WorkContext["brief"] {
  return assigned?.isOwn === true ? assigned.brief : (agent.brief ?? assigned?.brief);
}

function aborted(why: string): DOMException {
  return new DOMException(`This attempt was aborted: ${why}`, "AbortError");
}

/** What came, now or later: most work is asynchronous, but nothing is made so that is not. */
export type Eventually<T> = T | PromiseLike<T>;

export function isLater<T>(value: Eventually<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** A `then` of somebody else's may do anything; a promise's does what is expected of it. */
function then<T, U>(value: Eventually<T>, use: (value: T) => Eventually<U>): Eventually<U> {
  return isLater(value) ? Promise.resolve(value).then(use) : use(value);
}

function run(effect: Work, agent: AgentSpec, context: WorkContext): Eventually<Result> {
  const { id } = effect;
  const threw = (error: unknown): Result => ({ kind: "threw", id, thrown: thrownBy(agent, error) });
  try {
    const result = then(readInput(agent, effect.input), (input): Eventually<Result> => {
      if (input instanceof Misfit)
        return { kind: "invalid", id, where: "input", issues: input.issues, previous: effect.input };
      return then(agent.work?.(input, context), (said) => readResult(id, agent, said));
    });
    return isLater(result) ? result.then(undefined, threw) : result;
  } catch (error) {
    return threw(error);
  }
}

/** What the work said, as a result: through the agent's schema, and as frozen JSON. */
export function readResult(id: string, agent: AgentSpec, value: unknown): Eventually<Result> {
  const said = readSaid(value);
  if (said.how === "declined") return { kind: "declined", id, reason: said.reason };
  if (said.how === "handed")
    return crossing(id, said.context, (context) => ({ kind: "handed", id, to: said.to, context }));
  if (said.how === "asked") return crossing(id, said.question, (question) => ({ kind: "asked", id, question }));
  const about = said.about === undefined ? {} : { about: said.about };
  return then(readOutput(agent, said.value), (output) =>
    output instanceof Misfit
      ? { kind: "invalid", id, where: "output", issues: output.issues, previous: output.previous }
      : { kind: "returned", id, value: output, ...about },
  );
}

/** What is passed on, or asked, is JSON like any output. */
function crossing(id: string, value: unknown, result: (json: unknown) => Result): Result {
  const json = toJson(value);
  if (json.isJson) return result(json.value);
  return { kind: "invalid", id, where: "output", issues: readIssues([json.issue]), previous: null };
}

/** A value that does not fit, and why. */
export class Misfit {
  readonly issues: readonly Issue[];
  readonly previous: unknown;
  constructor(issues: readonly Issue[], previous: unknown) {
    this.issues = issues;
    this.previous = previous;
  }
}

/** What an agent's work gets to see; or the misfit. */
export function readInput(agent: AgentSpec, input: unknown): Eventually<unknown> {
  return agent.input === undefined ? input : validated(agent.input, input);
}

/** What an agent gives, as the outside gets it; or the misfit. */
export function readOutput(agent: AgentSpec, value: unknown): Eventually<unknown> {
  return then(agent.output === undefined ? value : validated(agent.output, value), (output) => {
    const json = output instanceof Misfit ? undefined : toJson(output);
    if (json?.isJson) return json.value;
    const said = toJson(value);
    const previous = said.isJson ? said.value : null;
    return new Misfit(
      output instanceof Misfit ? output.issues : json === undefined ? [] : readIssues([json.issue]),
      previous,
    );
  });
}

function validated(validate: Validate, value: unknown): Eventually<unknown> {
  return then<Validated, unknown>(validate(value), (result) => {
    if (!isAnswer(result))
      throw new TypeError(`the schema gave ${shown(result)}, which is no result of a Standard Schema`);
    return result.issues === undefined ? result.value : new Misfit(readIssues(result.issues), value);
  });
}

/** Schemas are somebody else's: what their types promise is looked at. */
function isAnswer(result: unknown): boolean {
  return typeof result === "object" && result !== null && ("value" in result || "issues" in result);
}

/**
 * What an agent's work threw, as data. The agent's own classification comes before ours; a `classify` that throws,
 * answers later, or gives no kind says nothing.
 */
export function thrownBy(agent: AgentSpec, error: unknown): Thrown {
  const thrown = readThrown(error);
  if (agent.classify === undefined) return thrown;
  try {
    const kind: unknown = agent.classify(error);
    return !isLate(kind) && isFailureKind(kind) ? { ...thrown, declared: kind } : thrown;
  } catch {
    return thrown;
  }
}

/**
 * What work says that it has used.
 *
 * @throws TypeError for an amount that is no number from 0 to 2^53 - 1, so that sums stay numbers: a defect of the work
 */
export function readUsage(usage: Usage): Usage {
  const read: { -readonly [K in keyof Usage]: Usage[K] } = {};
  for (const key of ["inputTokens", "outputTokens", "costUsd"] as const) {
    const amount: unknown = usage[key];
    if (amount === undefined) continue;
    if (!(typeof amount === "number" && amount >= 0 && amount <= Number.MAX_SAFE_INTEGER))
      throw new TypeError(`spend({ ${key} }) takes a number from 0 to 2^53 - 1, not ${wordOf(amount)}`);
    read[key] = amount;
  }
  return read;
}

function wordOf(amount: unknown): string {
  const text = textOf(amount) ?? "that";
  return typeof amount === "number" ? text : `the ${typeof amount} ${text}`;
}
