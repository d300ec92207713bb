import { assign, setup } from "xstate";
import {
  agentContext,
  answered,
  askedTooOften,
  edited,
  asksBack,
  ending,
  endsGate,
  isJudged,
  lookedAt,
  mayOpen,
  started,
  success,
  withdrawal,
} from "./agent-context.ts";
import type { AgentContext, AgentInput, AgentRequest } from "./agent-request.ts";
import type { AgentEvent } from "./events.ts";
import { AFTER_WORK, firstGate, gateAfter } from "./gate-order.ts";

type Params<N extends AgentRequest["ask"]> = Omit<Extract<AgentRequest, { ask: N }>, "ask">;

function isOfAttempt({ attempt }: AgentContext, event: AgentEvent): boolean {
  return "attempt" in event && event.attempt === attempt;
}

function isOfGate({ gate }: AgentContext, event: AgentEvent): boolean {
  return "gate" in event && event.gate === gate;
}

const setUp = setup({
  types: { context: {} as AgentContext, events: {} as AgentEvent, input: {} as AgentInput },
  guards: {
    isCurrent: ({ context, event }) => isOfAttempt(context, event),
    isCurrentAndGated: ({ context, event }) => isOfAttempt(context, event) && context.gatesAfter > 0,
    isCurrentAndUnseen: ({ context, event }) =>
      isOfAttempt(context, event) && context.gatesAfter > 0 && !mayOpen(context, AFTER_WORK),
    isCurrentAndStopped: ({ context, event }) => isOfAttempt(context, event) && context.stopped !== undefined,
    mayAsk: ({ context, event }) => isOfAttempt(context, event) && context.asking.answers.length < context.asking.limit,
    isGatedBefore: ({ context }) => firstGate(context) !== undefined,
    isJudged: ({ context }) => isJudged(context),
    isOpenGate: ({ context, event }) => isOfGate(context, event),
    isOpenAndAsking: ({ context, event }) => isOfGate(context, event) && context.place?.when === "asking",
    isOpenGateAndNotLast: ({ context, event }) => isOfGate(context, event) && gateAfter(context) !== undefined,
    isOpenGateAndLastThatMay: ({ context, event }) => isOfGate(context, event) && !mayOpen(context, gateAfter(context)),
    isOpenGateBeforeWork: ({ context, event }) => isOfGate(context, event) && context.place?.when === "before",
    isAbort: ({ event }) => event.type === "STOP" && (event.how === "abort" || event.how === "halt"),
    endsGate: ({ context, event }) => endsGate(context, event),
    endsJudged: ({ context, event }) => endsGate(context, event) && isJudged(context),
  },
  actions: {
    takeInput: assign(({ context, event }) => (event.type === "START" ? started(context, event) : {})),
    nextAttempt: assign(({ event }) =>
      event.type === "RETRY"
        ? { attempt: event.attempt, feedback: event.feedback, failure: undefined, verdict: undefined }
        : {},
    ),
    keepOutput: assign(({ event }) =>
      event.type === "WORK_RETURNED" ? { output: event.output, about: event.about } : {},
    ),
    keepRefusal: assign(({ event }) =>
      event.type === "WORK_DECLINED" ? { left: { how: "declined" as const, reason: event.reason } } : {},
    ),
    keepHandoff: assign(({ event }) =>
      event.type === "WORK_HANDED" ? { left: { how: "handed" as const, to: event.to, context: event.context } } : {},
    ),
    keepQuestion: assign(({ context, event }) =>
      event.type === "WORK_ASKED" ? asksBack(context, event.question) : {},
    ),
    keepAnswer: assign(({ context, event }) =>
      event.type === "GATE_PASSED" ? answered(context, event.edited?.value ?? null) : {},
    ),
    failAsking: assign(({ context, event }) =>
      event.type === "WORK_ASKED" ? { failure: askedTooOften(context, event.question) } : {},
    ),
    keepFailure: assign(({ event }) =>
      "failure" in event ? { failure: event.failure, verdict: "verdict" in event ? event.verdict : undefined } : {},
    ),
    keepAbandoned: assign(({ context, event }) =>
      event.type !== "GRACE_OVER"
        ? {}
        : { isAbandoned: true, failure: context.failure?.kind === "timeout" ? event.failure : context.failure },
    ),
    keepSkip: assign(({ event }) =>
      event.type === "SKIP" ? { output: event.value, about: undefined, skipped: event.failure } : {},
    ),
    keepStop: assign(({ event }) =>
      event.type === "STOP" ? { stopped: event.why, isHeld: event.how === "hold" } : {},
    ),
    takeEdit: assign(({ context, event }) =>
      event.type === "GATE_PASSED" && event.edited !== undefined ? edited(context, event.edited.value) : {},
    ),
    firstGate: assign(({ context }) => ({ place: firstGate(context), gate: context.gate + 1 })),
    nextGate: assign(({ context }) => ({ place: gateAfter(context), gate: context.gate + 1 })),
    leaveGates: assign({ place: undefined }),
    gateOutput: assign(({ context }) => ({ place: AFTER_WORK, gate: context.gate + 1 })),
    work: (_, _params: Params<"work">) => {},
    abort: (_, _params: Params<"abort">) => {},
    openGate: (_, _params: Params<"openGate">) => {},
    drainGate: (_, _params: Params<"drainGate">) => {},
    withdrawGate: (_, _params: Params<"withdrawGate">) => {},
    tell: (_, _params: AgentRequest) => {},
  },
});

const withdraw = { type: "withdrawGate", params: withdrawal } as const;
const drain = {
  type: "drainGate",
  params: ({ context: { gate } }: { readonly context: AgentContext }) => ({ gate }),
} as const;

/**
 * One agent in its five states. It asks for work, gates and aborts, and hears of them by events; whatever answers a
 * former attempt or a closed gate meets no transition and is a dead letter. `failed` is not final: the supervisor says
 * RETRY or SKIP, or stops it.
 */
export const agentMachine = setUp.createMachine({
  id: "agent",
  context: ({ input }) => agentContext(input),
  initial: "idle",
  states: {
    idle: {
      on: {
        START: [
          { guard: "isGatedBefore", target: "awaiting-gate", actions: ["takeInput", "firstGate"] },
          { target: "working", actions: "takeInput" },
        ],
        STOP: { target: "failed", actions: "keepStop" },
        HALT: { target: "failed", actions: "keepFailure" },
      },
    },
    working: {
      initial: "running",
      states: {
        running: {
          entry: {
            type: "work",
            params: ({ context: { attempt, input, feedback, asking: asked } }) => ({
              attempt,
              input,
              feedback,
              answers: asked.answers,
            }),
          },
          on: {
            WORK_RETURNED: [
              { guard: "isCurrentAndUnseen", target: "#agent.failed" },
              { guard: "isCurrentAndGated", target: "#agent.awaiting-gate", actions: ["keepOutput", "gateOutput"] },
              { guard: "isCurrent", target: "#agent.done", actions: "keepOutput" },
            ],
            WORK_DECLINED: { guard: "isCurrent", target: "#agent.done", actions: "keepRefusal" },
            WORK_HANDED: { guard: "isCurrent", target: "#agent.done", actions: "keepHandoff" },
            WORK_ASKED: [
              { guard: "isCurrentAndStopped", target: "#agent.failed" },
              { guard: "mayAsk", target: "#agent.awaiting-gate", actions: "keepQuestion" },
              { guard: "isCurrent", target: "#agent.failed", actions: "failAsking" },
            ],
            WORK_FAILED: { guard: "isCurrent", target: "#agent.failed", actions: "keepFailure" },
            REFUSED: { guard: "isCurrent", target: "#agent.failed", actions: "keepFailure" },
            TIMEOUT: { guard: "isCurrent", target: "aborting", actions: "keepFailure" },
            HALT: { target: "aborting", actions: "keepFailure" },
            STOP: [{ guard: "isAbort", target: "aborting", actions: "keepStop" }, { actions: "keepStop" }],
          },
        },
        aborting: {
          entry: {
            type: "abort",
            params: ({ context }) => ({
              attempt: context.attempt,
              why: context.stopped ?? context.failure?.message ?? "",
            }),
          },
          on: {
            WORK_RETURNED: { guard: "isCurrent", target: "#agent.failed" },
            WORK_DECLINED: { guard: "isCurrent", target: "#agent.failed" },
            WORK_HANDED: { guard: "isCurrent", target: "#agent.failed" },
            WORK_ASKED: { guard: "isCurrent", target: "#agent.failed" },
            WORK_FAILED: { guard: "isCurrent", target: "#agent.failed" },
            REFUSED: { guard: "isCurrent", target: "#agent.failed" },
            GRACE_OVER: { guard: "isCurrent", target: "#agent.failed", actions: "keepAbandoned" },
            HALT: { actions: "keepFailure" },
            STOP: { actions: "keepStop" },
          },
        },
      },
    },
    "awaiting-gate": {
      initial: "open",
      states: {
        open: {
          entry: {
            type: "openGate",
            params: ({ context }) => ({
              gate: context.gate,
              place: context.place ?? { when: "before", index: 0 },
              value: lookedAt(context),
              input: context.input,
              about: context.about,
            }),
          },
          on: {
            GATE_PASSED: [
              { guard: "isOpenAndAsking", target: "#agent.working", actions: "keepAnswer" },
              { guard: "isOpenGateAndLastThatMay", target: "#agent.failed" },
              { guard: "isOpenGateAndNotLast", target: "open", reenter: true, actions: ["takeEdit", "nextGate"] },
              { guard: "isOpenGateBeforeWork", target: "#agent.working", actions: ["takeEdit", "leaveGates"] },
              { guard: "isOpenGate", target: "#agent.done", actions: "takeEdit" },
            ],
            GATE_FAILED: { guard: "isOpenGate", target: "#agent.failed", actions: "keepFailure" },
            HALT: [
              { guard: "isJudged", target: "closing", actions: ["keepFailure", withdraw] },
              { target: "#agent.failed", actions: ["keepFailure", withdraw] },
            ],
            STOP: [
              { guard: "endsJudged", target: "closing", actions: ["keepStop", withdraw] },
              { guard: "endsGate", target: "#agent.failed", actions: ["keepStop", withdraw] },
              { guard: "isJudged", actions: ["keepStop", drain] },
              { actions: "keepStop" },
            ],
          },
        },
        closing: {
          on: {
            GATE_CLOSED: { guard: "isOpenGate", target: "#agent.failed" },
            GATE_PASSED: { guard: "isOpenGate", target: "#agent.failed" },
            GATE_FAILED: { guard: "isOpenGate", target: "#agent.failed" },
            HALT: { actions: ["keepFailure", withdraw] },
            STOP: { actions: ["keepStop", withdraw] },
          },
        },
      },
    },
    failed: {
      entry: { type: "tell", params: ({ context }) => ending(context) },
      on: {
        RETRY: [
          { guard: "isGatedBefore", target: "awaiting-gate", actions: ["nextAttempt", "firstGate"] },
          { target: "working", actions: "nextAttempt" },
        ],
        SKIP: { target: "done", actions: "keepSkip" },
        HALT: { target: "failed", reenter: true, actions: "keepFailure" },
        STOP: { target: "failed", reenter: true, actions: "keepStop" },
      },
    },
    done: {
      type: "final",
      entry: { type: "tell", params: ({ context }) => success(context) },
    },
  },
});
