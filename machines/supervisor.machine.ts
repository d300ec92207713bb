import { assign, setup } from "xstate";
import type { SupervisorEvent } from "./events.ts";
import {
  ended,
  lastWord,
  supervisorContext,
  type SupervisorContext,
  type SupervisorInput,
  type SupervisorRequest,
} from "./supervisor-context.ts";
import { childDeclined, childDone, functionGave, start } from "./supervision/advance.ts";
import { again, anew } from "./supervision/again.ts";
import { change, type GroupRequest, slotAt, takeTurn, type Turn } from "./supervision/group.ts";
import { personSaid } from "./supervision/person.ts";
import { childFailed, functionThrew } from "./supervision/recover.ts";
import { memberWaited, victimFinished, victimStopped } from "./supervision/regroup.ts";
import { beginStop, childOver, halted, stopped } from "./supervision/stopping.ts";
import { isVoidable } from "./supervision/voidable.ts";

/** Tells the group of an event, if it is of the type the step is for. */
function when<T extends SupervisorEvent["type"]>(
  types: readonly T[],
  step: (turn: Turn, event: Extract<SupervisorEvent, { type: T }>) => void,
): (args: { context: SupervisorContext; event: SupervisorEvent }) => Partial<SupervisorContext> {
  const isOne = (event: SupervisorEvent): event is Extract<SupervisorEvent, { type: T }> =>
    types.some((type) => type === event.type);
  return ({ context, event }) => (isOne(event) ? takeTurn(context.group, (it) => step(it, event)) : {});
}

/** A delay is over: its slot goes on as was decided, alone or with its group. */
function waited(it: Turn, event: Extract<SupervisorEvent, { type: "WAITED" }>): void {
  const slot = slotAt(it, event.slot);
  if (slot?.phase !== "waiting") return;
  if (it.group.regroup?.members.includes(event.slot)) return memberWaited(it, slot);
  return slot.next === "again" ? again(it, slot) : anew(it, slot);
}

type Finished = Extract<SupervisorEvent, { type: "CHILD_DONE" | "CHILD_DECLINED" | "CHILD_HANDED" }>;

/** A child gave its answer; if it was about to be stopped for a restart, that goes on without it. */
function finished(it: Turn, event: Finished): void {
  const slot = slotAt(it, event.slot);
  if (slot !== undefined && isVoidable(it, event.slot)) change(it, slot, { phase: "ended" });
  else if (event.type === "CHILD_DONE") childDone(it, event);
  else childDeclined(it, event);
  victimFinished(it, event.slot);
}

const setUp = setup({
  types: { context: {} as SupervisorContext, events: {} as SupervisorEvent, input: {} as SupervisorInput },
  guards: {
    isCurrent: ({ context, event }) =>
      "slot" in event &&
      "life" in event &&
      slotAt({ group: context.group, requests: [] }, event.slot)?.life === event.life,
    isEnding: ({ context }) => context.group.ending !== undefined,
    isOver: ({ context }) => context.group.ending !== undefined && context.group.live === 0,
    isOverAndDone: ({ context }) => context.group.ending?.how === "done" && context.group.live === 0,
    isTroubled: ({ context }) => context.group.troubled > 0 || context.group.regroup !== undefined,
    isCalm: ({ context }) => context.group.troubled === 0 && context.group.regroup === undefined,
  },
  actions: {
    begin: assign(when(["START"], start)),
    advance: assign(when(["CHILD_DONE", "CHILD_DECLINED", "CHILD_HANDED"], finished)),
    takeValue: assign(when(["EVALUATED"], functionGave)),
    decide: assign(when(["CHILD_FAILED"], childFailed)),
    decideDefect: assign(when(["NOT_EVALUATED"], functionThrew)),
    goOn: assign(when(["WAITED"], waited)),
    heed: assign(when(["ANSWERED", "DEADLINE"], personSaid)),
    countVictim: assign(when(["CHILD_STOPPED"], (it, event) => victimStopped(it, event.slot, event.answers))),
    countOver: assign(when(["CHILD_DONE", "CHILD_DECLINED", "CHILD_HANDED", "CHILD_STOPPED"], childOver)),
    stop: assign(when(["STOP"], stopped)),
    halt: assign(when(["HALT"], halted)),
    stopChildren: assign(({ context }) => takeTurn(context.group, beginStop)),
    keepSkip: assign(({ event }) =>
      event.type === "SKIP"
        ? { output: event.value, about: undefined, lacking: undefined, skipped: event.failure }
        : {},
    ),
    keepStop: assign(({ event }) => (event.type === "STOP" ? { stopped: event.why } : {})),
    keepHalt: assign(({ event }) => (event.type === "HALT" ? { failure: event.failure, verdict: event.verdict } : {})),
    keepEnding: assign(({ context: { group } }) => ended(group)),
    perform: (_, _params: { readonly requests: readonly GroupRequest[] }) => {},
    tell: (_, _params: SupervisorRequest) => {},
  },
});

const perform = {
  type: "perform",
  params: ({ context }: { context: SupervisorContext }) => ({ requests: context.requests }),
} as const;

/** What happens to children while the group is up, whether or not some of them are in trouble. */
const upkeep = {
  EVALUATED: { actions: ["takeValue", perform] },
  NOT_EVALUATED: { actions: ["decideDefect", perform] },
  CHILD_DONE: { guard: "isCurrent", actions: ["advance", perform] },
  CHILD_DECLINED: { guard: "isCurrent", actions: ["advance", perform] },
  CHILD_HANDED: { guard: "isCurrent", actions: ["advance", perform] },
  CHILD_FAILED: { guard: "isCurrent", actions: ["decide", perform] },
  STOP: { actions: ["stop", perform] },
  HALT: { actions: ["halt", perform] },
} as const;

/**
 * One supervisor for every combinator. What comes next is its pattern's coordinator, what happens on failure is
 * `decide()` by the policies; both run inside its named assigns, so that exploring this machine explores supervision.
 * It asks by effects and hears by events, and runs no user code.
 */
export const supervisorMachine = setUp.createMachine({
  id: "supervisor",
  context: ({ input }) => supervisorContext(input),
  initial: "idle",
  states: {
    idle: {
      on: {
        START: { target: "running", actions: ["begin", perform] },
        STOP: { target: "failed", actions: "keepStop" },
        HALT: { target: "failed", actions: "keepHalt" },
      },
    },
    running: {
      always: [
        { guard: "isOverAndDone", target: "done", actions: "keepEnding" },
        { guard: "isEnding", target: "stopping" },
        { guard: "isTroubled", target: "recovering" },
      ],
      on: upkeep,
    },
    recovering: {
      always: [
        { guard: "isEnding", target: "stopping" },
        { guard: "isCalm", target: "running" },
      ],
      on: {
        ...upkeep,
        CHILD_STOPPED: { guard: "isCurrent", actions: ["countVictim", perform] },
        WAITED: { guard: "isCurrent", actions: ["goOn", perform] },
        ANSWERED: { actions: ["heed", perform] },
        DEADLINE: { actions: ["heed", perform] },
      },
    },
    stopping: {
      entry: ["stopChildren", perform],
      always: [
        { guard: "isOverAndDone", target: "done", actions: "keepEnding" },
        { guard: "isOver", target: "failed", actions: "keepEnding" },
      ],
      on: {
        CHILD_DONE: { guard: "isCurrent", actions: ["countOver", perform] },
        CHILD_DECLINED: { guard: "isCurrent", actions: ["countOver", perform] },
        CHILD_HANDED: { guard: "isCurrent", actions: ["countOver", perform] },
        CHILD_STOPPED: { guard: "isCurrent", actions: ["countOver", perform] },
        STOP: { target: "stopping", reenter: true, actions: "stop" },
        HALT: { target: "stopping", reenter: true, actions: "halt" },
      },
    },
    failed: {
      entry: { type: "tell", params: ({ context }) => lastWord(context) },
      on: {
        SKIP: { target: "done", actions: "keepSkip" },
        STOP: { target: "failed", reenter: true, actions: "keepStop" },
        HALT: { target: "failed", reenter: true, actions: "keepHalt" },
      },
    },
    done: {
      type: "final",
      entry: {
        type: "tell",
        params: ({ context: { output, about, skipped, lacking } }) => ({
          ask: "tellDone",
          output,
          about,
          skipped,
          lacking,
        }),
      },
    },
  },
});
