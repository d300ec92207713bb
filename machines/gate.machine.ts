import { assign, setup } from "xstate";
import type { Failure } from "../src/model/failure.ts";
import type { Reply } from "../src/model/question.ts";
import { atDeadline, type GateInput, type GateVerdict, readChecked, readReply } from "./gate-verdict.ts";

export type GateEvent =
  | { readonly type: "OPEN" }
  | { readonly type: "EVALUATED"; readonly value: unknown }
  /** The gate's own function threw. */
  | { readonly type: "NOT_EVALUATED"; readonly failure: Failure }
  | { readonly type: "ANSWERED"; readonly reply: Reply }
  | { readonly type: "DEADLINE" };

/** What a gate asks of the kernel. */
export type GateRequest =
  | { readonly ask: "evaluate" }
  | { readonly ask: "question" }
  | { readonly ask: "tellVerdict"; readonly verdict: GateVerdict };

/** What a gate knows. */
export interface GateContext extends GateInput {
  readonly verdict: GateVerdict | undefined;
}

const setUp = setup({
  types: { context: {} as GateContext, events: {} as GateEvent, input: {} as GateInput },
  guards: {
    asksAtOnce: ({ context }) => context.kind === "person" || (context.kind === "approval" && !context.hasWhen),
    isConditional: ({ context }) => context.kind === "approval",
    needsPerson: ({ context, event }) =>
      context.kind === "approval" && event.type === "EVALUATED" && event.value !== false,
  },
  actions: {
    read: assign(({ context, event }) =>
      event.type === "EVALUATED" ? { verdict: readEvaluated(context, event.value) } : {},
    ),
    readReply: assign(({ context, event }) =>
      event.type === "ANSWERED" ? { verdict: readReply(context, event.reply) } : {},
    ),
    takeDefault: assign(({ context }) => ({ verdict: atDeadline(context) })),
    keepFailure: assign(({ event }) =>
      event.type === "NOT_EVALUATED" ? { verdict: { pass: false, failure: event.failure } as const } : {},
    ),
    evaluate: () => {},
    question: () => {},
    tellVerdict: (_, _params: { readonly verdict: GateVerdict }) => {},
  },
});

/** An approval whose condition does not hold passes; a check or a policy is read. */
function readEvaluated(context: GateContext, value: unknown): GateVerdict {
  return context.kind === "approval" ? { pass: true } : readChecked(context, value);
}

/**
 * One gate, opened once: its function is asked, then, for an approval whose condition holds (or throws: when in doubt,
 * ask), a person, until the deadline. A second answer meets no transition.
 */
export const gateMachine = setUp.createMachine({
  id: "gate",
  context: ({ input }) => ({ ...input, verdict: undefined }),
  initial: "closed",
  states: {
    closed: { on: { OPEN: [{ guard: "asksAtOnce", target: "asking" }, { target: "checking" }] } },
    checking: {
      entry: "evaluate",
      on: {
        EVALUATED: [
          { guard: "needsPerson", target: "asking" },
          { target: "decided", actions: "read" },
        ],
        NOT_EVALUATED: [
          { guard: "isConditional", target: "asking" },
          { target: "decided", actions: "keepFailure" },
        ],
      },
    },
    asking: {
      entry: "question",
      on: {
        ANSWERED: { target: "decided", actions: "readReply" },
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
