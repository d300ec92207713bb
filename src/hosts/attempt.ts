import type { Completion, Effect } from "../model/effect.ts";
import { isFailureKind } from "../model/failure.ts";
import { toJson } from "../model/json.ts";
import { chainOf, readThrown, type Thrown } from "../model/thrown.ts";
import { handedOn, type HandedOff, handOff, readSaid } from "../plan/said.ts";
import type { AgentSpec } from "../plan/spec.ts";
import type { Hands, WorkContext } from "../plan/work-context.ts";
import { isLate } from "./at-once.ts";
import { Misfit, readInput, readOutput, SchemaCrash } from "./boundary.ts";
import { type Eventually, isLater, whenThere } from "./eventually.ts";
import { readIssues } from "./issues.ts";
import { createProgress } from "./progress.ts";
import { readUsage } from "./read-usage.ts";

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
  const signal = new LazySignal();
  const result = run(effect, { agent, signal, report, lastHandOff: undefined });
  if (isLater(result))
    result.then(report, (error: unknown) => report({ kind: "threw", id: effect.id, thrown: readThrown(error) }));
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
  lastHandOff: HandedOff | undefined;
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

  constructor(effect: Work, means: Means) {
    const { id } = effect;
    const { agent, signal, report } = means;
    const { handsTo } = agent;
    Object.defineProperty(this, SIGNAL, { value: signal });
    Object.defineProperty(this, "signal", LAZY);
    this.attempt = effect.attempt;
    this.feedback = effect.feedback;
    this.brief = briefFor(effect, agent);
    this.answers = effect.answers;
    this.idempotencyKey = effect.idempotencyKey;
    this.handoff = handsTo.length === 0 ? TO_NOBODY : (to, it) => (means.lastHandOff = handOff(handsTo, to, it));
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

function run(effect: Work, means: Means): Eventually<Result> {
  const { id } = effect;
  const { agent } = means;
  const threw = (error: unknown): Result => ({ kind: "threw", id, thrown: thrownBy(agent, error) });
  try {
    const result = whenThere(readInput(agent, effect.input), (input): Eventually<Result> => {
      if (input instanceof Misfit)
        return { kind: "invalid", id, where: "input", issues: input.issues, previous: effect.input };
      const said = agent.work?.(input, new AttemptContext(effect, means));
      return whenThere(said, (value) => readResult(id, agent, handedOn(means.lastHandOff, value)));
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
  return whenThere(readOutput(agent, said.value), (output) =>
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

/**
 * What an agent's work or its schemas threw, as data. The agent's own classification comes before ours; a `classify` that
 * throws, answers later, or gives no kind says nothing. What a schema throws is a defect, unless either says another kind.
 */
export function thrownBy(agent: AgentSpec, error: unknown): Thrown {
  if (!SchemaCrash.is(error)) return classified(agent, error);
  const thrown = classified(agent, error.cause);
  const declared = chainOf(thrown).find((link) => link.declared !== undefined)?.declared ?? "defect";
  return { ...thrown, message: `${error.message}: ${thrown.message}`, declared };
}

function classified(agent: AgentSpec, error: unknown): Thrown {
  const thrown = readThrown(error);
  if (agent.classify === undefined) return thrown;
  try {
    const kind: unknown = agent.classify(error);
    return !isLate(kind) && isFailureKind(kind) ? { ...thrown, declared: kind } : thrown;
  } catch {
    return thrown;
  }
}
