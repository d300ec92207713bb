import { assign, setup } from "xstate";
import type { Failure } from "../src/model/failure.ts";
import type { Reply } from "../src/model/question.ts";
import type { Verdict } from "./events.ts";
import {
  atDeadline,
  type GateInput,
  type GateVerdict,
  notSure,
  readChecked,
  readJudged,
  readReply,
  type Signature,
  unanswered,
} from "./gate-verdict.ts";

export type GateEvent =
  | { readonly type: "OPEN" }
  | { readonly type: "EVALUATED"; readonly value: unknown }
  /** The gate's own function threw. */
  | { readonly type: "NOT_EVALUATED"; readonly failure: Failure }
  /** The plan that was asked gave its output, or was given up; `verdict` is about a node further up. */
  | { readonly type: "CONSULTED"; readonly output: unknown }
  | { readonly type: "NOT_CONSULTED"; readonly failure: Failure; readonly verdict?: Verdict }
  | ({ readonly type: "ANSWERED"; readonly reply: Reply } & Signature)
  | { readonly type: "DEADLINE" };

/** What a gate asks of the kernel. `source` counts those who may know, the nearest first. */
export type GateRequest =
  | { readonly ask: "evaluate"; readonly source: number }
  | { readonly ask: "consult"; readonly source: number }
  | {
      readonly ask: "question";
      readonly value: unknown;
      readonly approvals: readonly Signature[];
      /** What the condition threw that should have said whether a person is asked. */
      readonly because: string | undefined;
    }
  | { readonly ask: "tellVerdict"; readonly verdict: GateVerdict };

/** What a gate knows. */
export interface GateContext extends GateInput {
  readonly verdict: GateVerdict | undefined;
  /** Who is asked at the moment, of those who may know. */
  readonly source: number;
  /** Who has approved so far, and the value as one of them has changed it. */
  readonly approvals: readonly Signature[];
  readonly edited: { readonly value: unknown } | undefined;
  /** What its condition threw, so that a person is asked. */
  readonly because: string | undefined;
}

const setUp = setup({
  types: { context: {} as GateContext, events: {} as GateEvent, input: {} as GateInput },
  guards: {
    asksAtOnce: ({ context }) => context.kind === "person" || (context.kind === "approval" && !context.hasWhen),
    isConditional: ({ context }) => context.kind === "approval",
    needsPerson: ({ context, event }) =>
      context.kind === "approval" && event.type === "EVALUATED" && event.value !== false,
    needsMore: ({ context, event }) =>
      event.type === "ANSWERED" && isYes(event.reply) && approvalsWith(context, event).length < (context.quorum ?? 1),
    isJudge: ({ context }) => context.kind === "judge",
    isSure: ({ context: { confidence } }) => confidence !== undefined && (confidence.is ?? 0) >= confidence.use,
    isUnsure: ({ context: { confidence } }) => confidence !== undefined && (confidence.is ?? 0) >= confidence.askFrom,
    isLost: ({ context }) => context.kind === "confidence",
    asksFunction: ({ context }) => context.kind === "asking" && context.sources?.[context.source] === "function",
    asksPlan: ({ context }) => context.kind === "asking" && context.sources?.[context.source] === "plan",
    asksNobody: ({ context }) => context.kind === "asking",
    isUnknown: ({ context, event }) => context.kind === "asking" && isUnknown(event),
  },
  actions: {
    read: assign(({ context, event }) => {
      if (event.type === "EVALUATED") return { verdict: readEvaluated(context, event.value) };
      return event.type === "CONSULTED" ? { verdict: readConsulted(context, event.output) } : {};
    }),
    readReply: assign(({ context, event }) =>
      event.type === "ANSWERED" ? { verdict: readReply(context, event.reply, context.edited) } : {},
    ),
    countApproval: assign(({ context, event }) => (event.type === "ANSWERED" ? approved(context, event) : {})),
    takeDefault: assign(({ context }) => ({ verdict: atDeadline(context, context.edited) })),
    pass: assign({ verdict: { pass: true } as const }),
    refuse: assign(({ context }) => ({ verdict: notSure(context) })),
    giveUp: assign(({ context }) => ({ verdict: unanswered(context) })),
    keepReason: assign(({ event }) => (event.type === "NOT_EVALUATED" ? { because: event.failure.message } : {})),
    nextSource: assign(({ context }) => ({ source: context.source + 1 })),
    keepFailure: assign(({ event }) =>
      event.type === "NOT_EVALUATED" || event.type === "NOT_CONSULTED" ? { verdict: refused(event) } : {},
    ),
    evaluate: (_, _params: { readonly source: number }) => {},
    consult: (_, _params: { readonly source: number }) => {},
    question: (_, _params: Omit<Extract<GateRequest, { ask: "question" }>, "ask">) => {},
    tellVerdict: (_, _params: { readonly verdict: GateVerdict }) => {},
  },
});

function isYes({ verdict }: Reply): boolean {
  return verdict === "approve" || verdict === "edit";
}

/** Whoever does not know says nothing, and the next one is asked. */
function isUnknown(event: GateEvent): boolean {
  if (event.type === "EVALUATED") return event.value === null;
  return event.type === "CONSULTED" && event.output === null;
}

type Answered = Extract<GateEvent, { type: "ANSWERED" }>;

/** One approval more. Who changes the value approves what it has become; those before had approved something else. */
function approvalsWith({ approvals }: GateContext, { reply, by, role }: Answered): readonly Signature[] {
  const signature = { by, role };
  return reply.verdict === "edit" ? [signature] : [...approvals, signature];
}

function approved(context: GateContext, answer: Answered): Partial<GateContext> {
  const edited = answer.reply.verdict === "edit" ? { edited: { value: answer.reply.value } } : {};
  return { ...edited, approvals: approvalsWith(context, answer) };
}

function refused(event: Extract<GateEvent, { type: "NOT_EVALUATED" | "NOT_CONSULTED" }>): GateVerdict {
  const verdict = event.type === "NOT_CONSULTED" && event.verdict !== undefined ? { verdict: event.verdict } : {};
  return { pass: false, failure: event.failure, ...verdict };
}

function readConsulted(context: GateContext, output: unknown): GateVerdict {
  return context.kind === "judge" ? readJudged(context, output) : { pass: true, edited: { value: output } };
}

/** An approval whose condition does not hold passes; what was asked for is given; a check or a policy is read. */
function readEvaluated(context: GateContext, value: unknown): GateVerdict {
  if (context.kind === "asking") return { pass: true, edited: { value } };
  return context.kind === "approval" ? { pass: true } : readChecked(context, value);
}

const UNOPENED = { verdict: undefined, source: 0, approvals: [], edited: undefined, because: undefined } as const;

/** Where the next one of those who may know is asked. */
const BY_SOURCE = [
  { guard: "asksFunction", target: "checking" },
  { guard: "asksPlan", target: "consulting" },
  { guard: "asksNobody", target: "decided", actions: "giveUp" },
] as const;

/**
 * One gate, opened once: its function or its plan is asked, then, for an approval whose condition holds (or throws: when
 * in doubt, ask), a person, or several of them, until the deadline. What comes behind its verdict meets no transition.
 */
export const gateMachine = setUp.createMachine({
  id: "gate",
  context: ({ input }) => ({ ...input, ...UNOPENED }),
  initial: "closed",
  states: {
    closed: {
      on: {
        OPEN: [
          { guard: "asksAtOnce", target: "asking" },
          { guard: "isJudge", target: "consulting" },
          { guard: "isSure", target: "decided", actions: "pass" },
          { guard: "isUnsure", target: "asking" },
          { guard: "isLost", target: "decided", actions: "refuse" },
          ...BY_SOURCE,
          { target: "checking" },
        ],
      },
    },
    checking: {
      entry: { type: "evaluate", params: ({ context }) => ({ source: context.source }) },
      on: {
        EVALUATED: [
          { guard: "needsPerson", target: "asking" },
          { guard: "isUnknown", target: "passing-on", actions: "nextSource" },
          { target: "decided", actions: "read" },
        ],
        NOT_EVALUATED: [
          { guard: "isConditional", target: "asking", actions: "keepReason" },
          { target: "decided", actions: "keepFailure" },
        ],
      },
    },
    consulting: {
      entry: { type: "consult", params: ({ context }) => ({ source: context.source }) },
      on: {
        CONSULTED: [
          { guard: "isUnknown", target: "passing-on", actions: "nextSource" },
          { target: "decided", actions: "read" },
        ],
        NOT_CONSULTED: { target: "decided", actions: "keepFailure" },
      },
    },
    "passing-on": { always: [...BY_SOURCE] },
    asking: {
      entry: {
        type: "question",
        params: ({ context: { edited, value, approvals, because } }) => ({
          value: edited === undefined ? value : edited.value,
          approvals,
          because,
        }),
      },
      on: {
        ANSWERED: [
          { guard: "needsMore", target: "asking", reenter: true, actions: "countApproval" },
          { target: "decided", actions: "readReply" },
        ],
        DEADLINE: { target: "decided", actions: "takeDefault" },
      },
    },
    decided: {
      type: "final",
      entry: {
        type: "tellVerdict",
        params: ({ context }) => ({ verdict: context.verdict ?? atDeadline(context) }),
      },
    },
  },
});
