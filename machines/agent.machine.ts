import { assign, setup } from "xstate";
import type { AgentContext, AgentInput, AgentRequest } from "./agent-request.ts";
import type { AgentEvent } from "./events.ts";
import { firstGate, gateAfter } from "./gate-order.ts";

type Params<N extends AgentRequest["ask"]> = Omit<Extract<AgentRequest, { ask: N }>, "ask">;

const setUp = setup({
  types: { context: {} as AgentContext, events: {} as AgentEvent, input: {} as AgentInput },
  guards: {
    isCurrent: ({ context, event }) => "attempt" in event && event.attempt === context.attempt,
    isCurrentAndGated: ({ context, event }) =>
      event.type === "WORK_RETURNED" && event.attempt === context.attempt && context.gatesAfter > 0,
    isGatedBefore: ({ context }) => firstGate(context) !== undefined,
    isOpenGate: ({ context, event }) => "gate" in event && event.gate === context.gate,
    isOpenGateAndNotLast: ({ context, event }) =>
      "gate" in event && event.gate === context.gate && gateAfter(context) !== undefined,
    isOpenGateBeforeWork: ({ context, event }) =>
      "gate" in event && event.gate === context.gate && context.place?.when === "before",
    isCurrentAndHeld: ({ context, event }) =>
      event.type === "WORK_RETURNED" && event.attempt === context.attempt && context.gatesAfter > 0 && context.isHeld,
    isAbort: ({ event }) => event.type === "STOP" && (event.how === "abort" || event.how === "halt"),
    endsGate: ({ context, event }) =>
      event.type === "STOP" && (event.how !== "drain" || context.place?.when !== "after"),
  },
  actions: {
    takeInput: assign(({ event }) =>
      event.type === "START" ? { input: event.input, attempt: event.attempt, feedback: event.feedback } : {},
    ),
    nextAttempt: assign(({ event }) =>
      event.type === "RETRY"
        ? { attempt: event.attempt, feedback: event.feedback, failure: undefined, verdict: undefined }
        : {},
    ),
    keepOutput: assign(({ event }) =>
      event.type === "WORK_RETURNED" ? { output: event.output, about: event.about } : {},
    ),
    keepRefusal: assign(({ event }) => (event.type === "WORK_DECLINED" ? { declined: event.reason } : {})),
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
    takeEdit: assign(({ context, event }) => {
      if (event.type !== "GATE_PASSED" || event.edited === undefined) return {};
      return context.place?.when === "before" ? { input: event.edited.value } : { output: event.edited.value };
    }),
    firstGate: assign(({ context }) => ({ place: firstGate(context), gate: context.gate + 1 })),
    nextGate: assign(({ context }) => ({ place: gateAfter(context), gate: context.gate + 1 })),
    leaveGates: assign({ place: undefined }),
    gateOutput: assign(({ context }) => ({ place: { when: "after" as const, index: 0 }, gate: context.gate + 1 })),
    work: (_, _params: Params<"work">) => {},
    abort: (_, _params: Params<"abort">) => {},
    openGate: (_, _params: Params<"openGate">) => {},
    withdrawGate: (_, _params: Params<"withdrawGate">) => {},
    tell: (_, _params: AgentRequest) => {},
  },
});

/** How it ended, for its supervisor. */
function ending(context: AgentContext): AgentRequest {
  const { failure, verdict, isAbandoned } = context;
  if (context.stopped !== undefined || failure === undefined)
    return { ask: "tellStopped", why: context.stopped ?? "cancelled", isAbandoned };
  return { ask: "tellFailed", failure, verdict, isAbandoned };
}

function success({ declined, output, about, skipped }: AgentContext): AgentRequest {
  return declined === undefined
    ? { ask: "tellDone", output, about, skipped }
    : { ask: "tellDeclined", reason: declined };
}

/** What an agent knows before its first event. */
export function agentContext(input: AgentInput): AgentContext {
  return {
    path: input.path,
    gatesBefore: input.gatesBefore,
    gatesAfter: input.gatesAfter,
    isPerson: input.isPerson,
    hasSchema: input.hasSchema ?? false,
    input: undefined,
    feedback: undefined,
    attempt: 0,
    place: undefined,
    gate: 0,
    output: undefined,
    about: undefined,
    declined: undefined,
    failure: undefined,
    verdict: undefined,
    isAbandoned: false,
    stopped: undefined,
    isHeld: false,
    skipped: undefined,
  };
}

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
            params: ({ context }) => ({ attempt: context.attempt, input: context.input, feedback: context.feedback }),
          },
          on: {
            WORK_RETURNED: [
              { guard: "isCurrentAndHeld", target: "#agent.failed" },
              { guard: "isCurrentAndGated", target: "#agent.awaiting-gate", actions: ["keepOutput", "gateOutput"] },
              { guard: "isCurrent", target: "#agent.done", actions: "keepOutput" },
            ],
            WORK_DECLINED: { guard: "isCurrent", target: "#agent.done", actions: "keepRefusal" },
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
      entry: {
        type: "openGate",
        params: ({ context }) => ({
          gate: context.gate,
          place: context.place ?? { when: "before", index: 0 },
          value: context.place?.when === "after" ? context.output : context.input,
          input: context.input,
          about: context.about,
        }),
      },
      on: {
        GATE_PASSED: [
          { guard: "isOpenGateAndNotLast", target: "awaiting-gate", reenter: true, actions: ["takeEdit", "nextGate"] },
          { guard: "isOpenGateBeforeWork", target: "working", actions: ["takeEdit", "leaveGates"] },
          { guard: "isOpenGate", target: "done", actions: "takeEdit" },
        ],
        GATE_FAILED: { guard: "isOpenGate", target: "failed", actions: "keepFailure" },
        HALT: {
          target: "failed",
          actions: ["keepFailure", { type: "withdrawGate", params: ({ context }) => ({ gate: context.gate }) }],
        },
        STOP: [
          {
            guard: "endsGate",
            target: "failed",
            actions: ["keepStop", { type: "withdrawGate", params: ({ context }) => ({ gate: context.gate }) }],
          },
          { actions: "keepStop" },
        ],
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
