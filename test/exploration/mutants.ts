import { assign } from "xstate";
import { agentMachine } from "../../machines/agent.machine.ts";
import { type GateEvent, gateMachine } from "../../machines/gate.machine.ts";
import { childDone } from "../../machines/supervision/advance.ts";
import { takeTurn } from "../../machines/supervision/group.ts";
import { childFailed } from "../../machines/supervision/recover.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";
import { type Machines, REAL } from "./shown-driver.ts";

/** A bug planted in one of the machines. */
export interface Mutant {
  readonly bug: string;
  readonly in: "agent" | "gate" | "supervisor";
  readonly machines: Machines;
}

function agent(bug: string, mutated: Machines["agent"]): Mutant {
  return { bug, in: "agent", machines: { ...REAL, agent: mutated } };
}

function supervisor(bug: string, mutated: Machines["supervisor"]): Mutant {
  return { bug, in: "supervisor", machines: { ...REAL, supervisor: mutated } };
}

function gate(bug: string, mutated: Machines["gate"]): Mutant {
  return { bug, in: "gate", machines: { ...REAL, gate: mutated } };
}

function forgets(where: Mutant["in"], effect: NonNullable<Machines["forgets"]>): Mutant {
  return { bug: `forgets to ${effect}`, in: where, machines: { ...REAL, forgets: effect } };
}

function editedBy({ reply }: Extract<GateEvent, { type: "ANSWERED" }>) {
  return reply.verdict === "edit" ? { value: reply.value } : undefined;
}

/** Hand-made bugs of the kinds that such machines have had: flipped guards, dropped checks, forgotten effects. */
export const MUTANTS: readonly Mutant[] = [
  agent("takes the answer of any attempt", agentMachine.provide({ guards: { isCurrent: () => true } })),
  agent(
    "takes the verdict of any gate",
    agentMachine.provide({ guards: { isOpenGate: ({ event }) => "gate" in event } }),
  ),
  agent("is done without its gates", agentMachine.provide({ guards: { isCurrentAndGated: () => false } })),
  agent("is done after its first gate", agentMachine.provide({ guards: { isOpenGateAndNotLast: () => false } })),
  agent("works before its gates have passed", agentMachine.provide({ guards: { isGatedBefore: () => false } })),
  agent("does not hear that it is to abort", agentMachine.provide({ guards: { isAbort: () => false } })),
  agent("fails for its supervisor though it was stopped", agentMachine.provide({ actions: { keepStop: assign({}) } })),
  agent("keeps the number of its former attempt", agentMachine.provide({ actions: { nextAttempt: assign({}) } })),
  agent(
    "is over before its judge is",
    agentMachine.provide({ guards: { isJudged: () => false, endsJudged: () => false } }),
  ),
  agent(
    "asks back once more than it may",
    agentMachine.provide({
      guards: {
        mayAsk: ({ context, event }) =>
          "attempt" in event &&
          event.attempt === context.attempt &&
          context.asking.answers.length <= context.asking.limit,
      },
    }),
  ),
  agent("asks back though it is to stop", agentMachine.provide({ guards: { isCurrentAndStopped: () => false } })),
  agent("takes an answer for its output", agentMachine.provide({ guards: { isOpenAndAsking: () => false } })),
  agent("forgets what it was told", agentMachine.provide({ actions: { keepAnswer: assign({ place: undefined }) } })),
  agent("loses a hand-off", agentMachine.provide({ actions: { keepHandoff: assign({}) } })),
  forgets("agent", "abort"),
  forgets("agent", "withdrawGate"),
  gate("lets pass without asking the person", gateMachine.provide({ guards: { needsPerson: () => false } })),
  gate("fails where its condition throws", gateMachine.provide({ guards: { isConditional: () => false } })),
  gate(
    "approves when nobody answers",
    gateMachine.provide({ actions: { takeDefault: assign({ verdict: { pass: true } }) } }),
  ),
  gate("is content with one approval", gateMachine.provide({ guards: { needsMore: () => false } })),
  gate(
    "counts approvals of what was edited since",
    gateMachine.provide({
      actions: {
        countApproval: assign(({ context, event }) =>
          event.type === "ANSWERED"
            ? { approvals: [...context.approvals, { by: event.by, role: event.role }], edited: editedBy(event) }
            : {},
        ),
      },
    }),
  ),
  gate("is never sure", gateMachine.provide({ guards: { isSure: () => false } })),
  gate(
    "shows what is not even to be shown",
    gateMachine.provide({ guards: { isUnsure: ({ context }) => context.kind === "confidence" } }),
  ),
  gate("takes not knowing for an answer", gateMachine.provide({ guards: { isUnknown: () => false } })),
  gate(
    "asks on though somebody knew",
    gateMachine.provide({ guards: { isUnknown: ({ context }) => context.kind === "asking" } }),
  ),
  gate("asks the same one again", gateMachine.provide({ actions: { nextSource: assign({}) } })),
  gate(
    "loses what a decision further up is about",
    gateMachine.provide({
      actions: {
        keepFailure: assign(({ event }) =>
          "failure" in event ? { verdict: { pass: false as const, failure: event.failure } } : {},
        ),
      },
    }),
  ),
  forgets("gate", "consult"),
  forgets("gate", "question"),
  supervisor("loses what a function gave", supervisorMachine.provide({ actions: { takeValue: assign({}) } })),
  supervisor(
    "does not hear a hand-off",
    supervisorMachine.provide({
      actions: {
        advance: assign(({ context, event }) =>
          event.type === "CHILD_DONE" ? takeTurn(context.group, (it) => childDone(it, event)) : {},
        ),
      },
    }),
  ),
  supervisor(
    "does not end with what it has enough of",
    supervisorMachine.provide({ guards: { isEnding: () => false } }),
  ),
  supervisor("takes the words of a former life", supervisorMachine.provide({ guards: { isCurrent: () => true } })),
  supervisor(
    "ends while children live",
    supervisorMachine.provide({ guards: { isOver: ({ context }) => context.group.ending !== undefined } }),
  ),
  supervisor("never recovers", supervisorMachine.provide({ guards: { isTroubled: () => false } })),
  supervisor(
    "does not count attempts",
    supervisorMachine.provide({
      actions: {
        decide: assign(({ context, event }) => {
          const { slots } = context.group;
          const chunks = slots.chunks.map((chunk) => chunk.map((slot) => ({ ...slot, attempts: 1 })));
          return event.type === "CHILD_FAILED"
            ? takeTurn({ ...context.group, slots: { ...slots, chunks } }, (it) => childFailed(it, event))
            : {};
        }),
      },
    }),
  ),
  supervisor(
    "does not count restarts",
    supervisorMachine.provide({
      actions: {
        decide: assign(({ context, event }) =>
          event.type === "CHILD_FAILED"
            ? takeTurn({ ...context.group, restarts: 0 }, (it) => childFailed(it, event))
            : {},
        ),
      },
    }),
  ),
  supervisor(
    "waits for a victim that had finished",
    supervisorMachine.provide({
      actions: {
        advance: assign(({ context, event }) =>
          event.type === "CHILD_DONE" ? takeTurn(context.group, (it) => childDone(it, event)) : {},
        ),
      },
    }),
  ),
  supervisor(
    "does not notice that a victim has stopped",
    supervisorMachine.provide({ actions: { countVictim: assign({}) } }),
  ),
  supervisor("does not notice that a child is over", supervisorMachine.provide({ actions: { countOver: assign({}) } })),
  supervisor("loses an order to stop", supervisorMachine.provide({ actions: { stop: assign({}) } })),
  forgets("supervisor", "stop"),
  forgets("supervisor", "unwait"),
  forgets("supervisor", "wait"),
  forgets("supervisor", "conclude"),
];
