import {
  type AnyActorScope,
  type AnyStateMachine,
  createActor,
  type EventObject,
  type InputFrom,
  type SnapshotFrom,
} from "xstate";
import { agentMachine } from "../../machines/agent.machine.ts";
import type { AgentRequest } from "../../machines/agent-request.ts";
import { gateMachine, type GateRequest } from "../../machines/gate.machine.ts";
import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";
import type { Actor, Driver } from "../../src/kernel/driver.ts";

/** The three machines, as they are or with a bug planted in one of them. */
export interface Machines {
  readonly agent: typeof agentMachine;
  readonly supervisor: typeof supervisorMachine;
  readonly gate: typeof gateMachine;
  /** Effects that are forgotten: what is asked so is never performed. */
  readonly forgets?: AgentRequest["ask"] | SupervisorRequest["ask"] | GateRequest["ask"];
}

export const REAL: Machines = { agent: agentMachine, supervisor: supervisorMachine, gate: gateMachine };

/** A driver that shows what every machine that it steps knows, so that two states of a run can be told apart. */
export interface ShownDriver extends Driver {
  /** The machines that nobody has let go of, by id: state and context. */
  readonly shown: () => Readonly<Record<string, unknown>>;
}

/** Steps the machines without actors, as the step driver does. */
export function shownDriver(machines: Machines): ShownDriver {
  const room = roomOf(machines);
  const live = new Map<string, () => unknown>();

  function run<L extends AnyStateMachine, E extends EventObject, R>(
    logic: L,
    at: { readonly id: string; readonly input: InputFrom<L> },
    out: R[],
  ): Actor<E, R> {
    const { send, state, shown } = stepping(logic, at.input);
    let isStopped = false;
    live.set(at.id, shown);
    return {
      send: (event: E) => (!isStopped && send(event) ? out.splice(0) : undefined),
      state,
      stop() {
        isStopped = true;
        if (live.get(at.id) === shown) live.delete(at.id);
      },
    };
  }

  return {
    agent: (id, input) => run(room.agent, { id: `agent ${id}`, input }, room.fromAgents),
    supervisor: (id, input) => run(room.supervisor, { id: `supervisor ${id}`, input }, room.fromSupervisors),
    gate: (id, input) => run(room.gate, { id: `gate ${id}`, input }, room.fromGates),
    close: () => {},
    shown: () => Object.fromEntries([...live].map(([id, show]) => [id, show()])),
  };
}

/** The machines with outboxes for what they ask. One machine takes one event at a time, so all of a kind can share one. */
interface Room extends Omit<Machines, "forgets"> {
  readonly fromAgents: AgentRequest[];
  readonly fromSupervisors: SupervisorRequest[];
  readonly fromGates: GateRequest[];
}

const ROOMS = new WeakMap<Machines, Room>();

/** XState keeps what it learns about a machine with the machine: it is made once, not for every replay. */
export function roomOf(machines: Machines): Room {
  const known = ROOMS.get(machines);
  if (known !== undefined) return known;
  const fromAgents: AgentRequest[] = [];
  const fromSupervisors: SupervisorRequest[] = [];
  const fromGates: GateRequest[] = [];
  const ask = <R extends { readonly ask: string }>(out: R[], request: R): void => {
    if (request.ask !== machines.forgets) out.push(request);
  };
  const room: Room = {
    fromAgents,
    fromSupervisors,
    fromGates,
    agent: machines.agent.provide({
      actions: {
        work: (_, params) => ask(fromAgents, { ask: "work", ...params }),
        abort: (_, params) => ask(fromAgents, { ask: "abort", ...params }),
        openGate: (_, params) => ask(fromAgents, { ask: "openGate", ...params }),
        withdrawGate: (_, params) => ask(fromAgents, { ask: "withdrawGate", ...params }),
        tell: (_, params) => ask(fromAgents, params),
      },
    }),
    supervisor: machines.supervisor.provide({
      actions: {
        perform: (_, { requests }) => requests.forEach((request) => ask(fromSupervisors, request)),
        tell: (_, params) => ask(fromSupervisors, params),
      },
    }),
    gate: machines.gate.provide({
      actions: {
        evaluate: (_, params) => ask(fromGates, { ask: "evaluate", ...params }),
        consult: (_, params) => ask(fromGates, { ask: "consult", ...params }),
        question: (_, params) => ask(fromGates, { ask: "question", ...params }),
        tellVerdict: (_, params) => ask(fromGates, { ask: "tellVerdict", ...params }),
      },
    }),
  };
  ROOMS.set(machines, room);
  return room;
}

/** Steps a machine without an actor; `send` says whether a transition took the event. */
function stepping<L extends AnyStateMachine>(logic: L, input: InputFrom<L>) {
  let snapshot: SnapshotFrom<AnyStateMachine> = logic.getInitialSnapshot(SCOPE, input);
  return {
    send(event: EventObject): boolean {
      if (snapshot.status !== "active") return false;
      const next: SnapshotFrom<AnyStateMachine> = logic.transition(snapshot, event, SCOPE);
      if (next.status === "error") throw new Error(`${logic.id} broke on ${event.type}`, { cause: next.error });
      const isTaken = next !== snapshot;
      snapshot = next;
      return isTaken;
    },
    state: () => (typeof snapshot.value === "string" ? snapshot.value : (Object.keys(snapshot.value)[0] ?? "")),
    shown: () => ({ value: snapshot.value, context: snapshot.context }),
  };
}

/** All that a machine needs of an actor while it steps. It is shared: nothing of it changes. */
export const SCOPE: AnyActorScope = bareScope();

function bareScope(): AnyActorScope {
  const self = createActor({
    transition: (state) => state,
    getInitialSnapshot: () => ({ status: "active" as const, output: undefined, error: undefined }),
    getPersistedSnapshot: (state) => state,
  });
  return {
    self,
    id: "explored",
    sessionId: "explored",
    logger: () => {},
    defer: (task: () => void) => task(),
    emit: () => {},
    system: self.system,
    stopChild: () => {},
    actionExecutor: (action) => action.exec?.(action.info, action.params),
  };
}
