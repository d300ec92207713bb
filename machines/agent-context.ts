import type { Supplied } from "../src/model/answer.ts";
import type { Failure } from "../src/model/failure.ts";
import type { AgentContext, AgentInput, AgentRequest } from "./agent-request.ts";
import type { AgentEvent } from "./events.ts";

/** Whether a plan decides at the gate that is open: its work must be over before the agent is. */
export function isJudged({ place, judgesBefore, judgesAfter }: AgentContext): boolean {
  if (place?.when === "before") return judgesBefore.includes(place.index);
  if (place?.when === "after") return judgesAfter.includes(place.index);
  return place?.when === "asking";
}

/** Whether it ends with the gate that is open. Under a drain, what looks at finished work goes on. */
export function endsGate({ place }: AgentContext, event: AgentEvent): boolean {
  return event.type === "STOP" && (event.how !== "drain" || place?.when !== "after");
}

/** The failure of work that asks back more often than it may. */
export function askedTooOften({ path, asks }: AgentContext, question: unknown): Failure {
  const message = `it asks ${JSON.stringify(question)}, and may ask ${asks === 1 ? "once" : `${asks} times`}: set \`asks\``;
  return { kind: "unresolved", path, code: "asks", message };
}

/** How it ended, for its supervisor. */
export function ending(context: AgentContext): AgentRequest {
  const { failure, verdict, isAbandoned, answers } = context;
  if (context.stopped !== undefined || failure === undefined)
    return { ask: "tellStopped", why: context.stopped ?? "cancelled", isAbandoned };
  return { ask: "tellFailed", failure, verdict, isAbandoned, answers };
}

/** What it gave, for its supervisor. */
export function success({ declined, handed, output, about, skipped }: AgentContext): AgentRequest {
  if (handed !== undefined) return { ask: "tellHanded", ...handed };
  return declined === undefined
    ? { ask: "tellDone", output, about, skipped }
    : { ask: "tellDeclined", reason: declined };
}

const NONE: readonly number[] = [];
/** Work that has not asked back. */
export const NO_ANSWERS: readonly Supplied[] = [];

/** What an agent knows before its first event. */
export function agentContext(input: AgentInput): AgentContext {
  return {
    path: input.path,
    gatesBefore: input.gatesBefore,
    gatesAfter: input.gatesAfter,
    isPerson: input.isPerson,
    hasSchema: input.hasSchema ?? false,
    judgesBefore: input.judgesBefore ?? NONE,
    judgesAfter: input.judgesAfter ?? NONE,
    asks: input.asks ?? 0,
    input: undefined,
    feedback: undefined,
    attempt: 0,
    place: undefined,
    gate: 0,
    output: undefined,
    about: undefined,
    declined: undefined,
    handed: undefined,
    question: undefined,
    answers: NO_ANSWERS,
    failure: undefined,
    verdict: undefined,
    isAbandoned: false,
    stopped: undefined,
    isHeld: false,
    skipped: undefined,
  };
}

/** What stands at the gate: the input, the output, or what the work asks for. */
export function lookedAt({ place, input, output, question }: AgentContext): unknown {
  if (place?.when === "asking") return question;
  return place?.when === "after" ? output : input;
}

/** How a gate is taken back. */
export function withdrawal({
  context,
  event,
}: {
  readonly context: AgentContext;
  readonly event: AgentEvent;
}): Omit<Extract<AgentRequest, { ask: "withdrawGate" }>, "ask"> {
  return {
    gate: context.gate,
    how: event.type === "STOP" ? event.how : "halt",
    failure: event.type === "HALT" ? event.failure : undefined,
    isAwaited: isJudged(context),
  };
}
