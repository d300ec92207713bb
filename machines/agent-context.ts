import type { Supplied } from "../src/model/answer.ts";
import type { Failure } from "../src/model/failure.ts";
import type { AgentContext, AgentInput, AgentRequest, Nature } from "./agent-request.ts";
import type { AgentEvent } from "./events.ts";
import type { GatePlace } from "./gate-order.ts";

/** Whether a plan decides at the gate that is open: its work must be over before the agent is. */
export function isJudged({ place, nature }: AgentContext): boolean {
  return isJudgedAt(nature, place);
}

function isJudgedAt(nature: Nature, place: GatePlace | undefined): boolean {
  if (place?.when === "before") return nature.judgesBefore.includes(place.index);
  if (place?.when === "after") return nature.judgesAfter.includes(place.index);
  return place?.when === "asking";
}

/** Whether the gate opens to which its output comes now. Where it is held none does, and where it drains no judge begins. */
export function mayOpen({ isHeld, stopped, nature }: AgentContext, place: GatePlace | undefined): boolean {
  return !isHeld && (stopped === undefined || !isJudgedAt(nature, place));
}

/** Whether it ends with the gate that is open. Under a drain, what looks at finished work goes on. */
export function endsGate({ place }: AgentContext, event: AgentEvent): boolean {
  return event.type === "STOP" && (event.how !== "drain" || place?.when !== "after");
}

/** The failure of work that asks back more often than it may. */
export function askedTooOften({ path, asking }: AgentContext, question: unknown): Failure {
  const { limit } = asking;
  const message = `it asks ${JSON.stringify(question)}, and may ask ${limit === 1 ? "once" : `${limit} times`}: set \`asks\``;
  return { kind: "unresolved", path, code: "asks", message };
}

/** How it ended, for its supervisor. */
export function ending(context: AgentContext): AgentRequest {
  const { failure, verdict, isAbandoned, asking } = context;
  const told = asking.answers.length === 0 ? {} : { answers: asking.answers };
  if (context.stopped !== undefined || failure === undefined)
    return { ask: "tellStopped", why: context.stopped ?? "cancelled", isAbandoned, ...told };
  return { ask: "tellFailed", failure, verdict, isAbandoned, answers: asking.answers };
}

/** What it gave, for its supervisor. */
export function success({ left, output, about, skipped }: AgentContext): AgentRequest {
  switch (left?.how) {
    case undefined:
      return { ask: "tellDone", output, about, skipped };
    case "declined":
      return { ask: "tellDeclined", reason: left.reason };
    case "handed":
      return { ask: "tellHanded", to: left.to, context: left.context };
  }
}

type Started = Extract<AgentEvent, { type: "START" }>;

/** What it knows once it has begun; a new life goes on with what a former one was told. */
export function started({ asking }: AgentContext, event: Started): Partial<AgentContext> {
  const { input, attempt, feedback, answers } = event;
  const begun = { input, attempt, feedback };
  return answers === undefined ? begun : { ...begun, asking: { ...asking, answers } };
}

/** What a person made of the input, or of the output: of that, the work's own doubts say nothing any more. */
export function edited({ place }: AgentContext, value: unknown): Partial<AgentContext> {
  if (place?.when === "before") return { input: value };
  return place?.when === "after" ? { output: value, about: { confidence: 1 } } : { output: value };
}

/** What it knows while its question is open. */
export function asksBack(context: AgentContext, question: unknown): Partial<AgentContext> {
  return {
    asking: { ...context.asking, question },
    place: { when: "asking", index: 0 },
    gate: context.gate + 1,
  };
}

/** What it knows once that was answered: it works again. */
export function answered(context: AgentContext, answer: unknown): Partial<AgentContext> {
  const { question, answers } = context.asking;
  return {
    asking: { ...context.asking, answers: [...answers, { question, answer }] },
    attempt: context.attempt + 1,
    place: undefined,
  };
}

const NONE: readonly number[] = [];
/** What nearly all agents are: one for all of them. */
const PLAIN: Nature = { isPerson: false, hasSchema: false, judgesBefore: NONE, judgesAfter: NONE };
const WITH_SCHEMA: Nature = { ...PLAIN, hasSchema: true };
/** Work that has not asked back. */
export const NO_ANSWERS: readonly Supplied[] = [];

const NO_QUESTIONS: AgentContext["asking"] = { limit: 0, question: undefined, answers: NO_ANSWERS };

function natureOf({ isPerson, hasSchema = false, judgesBefore = NONE, judgesAfter = NONE }: AgentInput): Nature {
  const isPlain = !isPerson && judgesBefore.length === 0 && judgesAfter.length === 0;
  if (isPlain) return hasSchema ? WITH_SCHEMA : PLAIN;
  return { isPerson, hasSchema, judgesBefore, judgesAfter };
}

/** What an agent knows before its first event. */
export function agentContext(input: AgentInput): AgentContext {
  return {
    path: input.path,
    gatesBefore: input.gatesBefore,
    gatesAfter: input.gatesAfter,
    nature: natureOf(input),
    asking: input.asks === undefined || input.asks === 0 ? NO_QUESTIONS : { ...NO_QUESTIONS, limit: input.asks },
    input: undefined,
    feedback: undefined,
    attempt: 0,
    place: undefined,
    gate: 0,
    output: undefined,
    about: undefined,
    left: undefined,
    failure: undefined,
    verdict: undefined,
    isAbandoned: false,
    stopped: undefined,
    isHeld: false,
    skipped: undefined,
  };
}

/** What stands at the gate: the input, the output, or what the work asks for. */
export function lookedAt({ place, input, output, asking }: AgentContext): unknown {
  if (place?.when === "asking") return asking.question;
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
