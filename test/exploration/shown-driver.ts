import { type AnyActorScope, type AnyStateMachine, createActor, type EventObject, type InputFrom, type SnapshotFrom } from "xstate";
import type { AgentRequest } from "../../machines/agent-request.ts";
import type { GateRequest } from "../../machines/gate.machine.ts";
import type { SupervisorRequest } from "../../machines/supervisor.machine.ts";
import type { Actor, Driver } from "../../src/kernel/driver.ts";
import { agentLogic, gateLogic, type Outbox, supervisorLogic, take } from "../../src/kernel/machine-room.ts";

/** The three machines, as they are or with a bug planted in one of them. */
export interface Machines {
  readonly agent: (out: Outbox<AgentRequest>) => ReturnType<typeof agentLogic>;
  readonly supervisor: (out: Outbox<SupervisorRequest>) => ReturnType<typeof supervisorLogic>;
  readonly gate: (out: Outbox<GateRequest>) => ReturnType<typeof gateLogic>;
}

export const REAL: Machines = { agent: agentLogic, supervisor: supervisorLogic, gate: gateLogic };

/** A driver that shows what every machine that it steps knows, so that two states of a run can be told apart. */
export interface ShownDriver extends Driver {
  /** The machines that nobody has let go of, by id: state and context. */
  readonly shown: () => Readonly<Record<string, unknown>>;
}

/** Steps the machines without actors, as the step driver does. */
export function shownDriver(machines: Machines = REAL): ShownDriver {
  const agents: Outbox<AgentRequest> = { requests: [] };
  const supervisors: Outbox<SupervisorRequest> = { requests: [] };
  const gates: Outbox<GateRequest> = { requests: [] };
  const live = new Map<string, () => unknown>();
  const logics = { agent: machines.agent(agents), supervisor: machines.supervisor(supervisors), gate: machines.gate(gates) };

  function run<L extends AnyStateMachine, E extends EventObject, R>(
    logic: L,
    at: { readonly id: string; readonly input: InputFrom<L> },
    out: Outbox<R>,
  ): Actor<E, R> {
    const stepped = stepping(logic, at.input);
    const show = () => stepped.shown();
    live.set(at.id, show);
    return {
      send: (event: E) => (stepped.send(event) ? take(out) : undefined),
      state: stepped.state,
      stop() {
        stepped.stop();
        if (live.get(at.id) === show) live.delete(at.id);
      },
    };
  }

  return {
    agent: (id, input) => run(logics.agent, { id: `agent ${id}`, input }, agents),
    supervisor: (id, input) => run(logics.supervisor, { id: `supervisor ${id}`, input }, supervisors),
    gate: (id, input) => run(logics.gate, { id: `gate ${id}`, input }, gates),
    close: () => {},
    shown: () => Object.fromEntries([...live].map(([id, show]) => [id, show()])),
  };
}

/** One machine, stepped by hand. */
export interface Stepping {
  /** Whether a transition took the event. */
  readonly send: (event: EventObject) => boolean;
  readonly state: () => string;
  readonly stop: () => void;
  readonly shown: () => unknown;
}

/** Steps a machine without an actor. */
function stepping<L extends AnyStateMachine>(logic: L, input: InputFrom<L>): Stepping {
  let snapshot: SnapshotFrom<AnyStateMachine> = logic.getInitialSnapshot(SCOPE, input);
  let isStopped = false;
  return {
    send(event) {
      if (isStopped || snapshot.status !== "active") return false;
      const next: SnapshotFrom<AnyStateMachine> = logic.transition(snapshot, event, SCOPE);
      if (next.status === "error") throw new Error(`${logic.id} broke on ${event.type}`, { cause: next.error });
      const isTaken = next !== snapshot;
      snapshot = next;
      return isTaken;
    },
    state: () => (typeof snapshot.value === "string" ? snapshot.value : (Object.keys(snapshot.value)[0] ?? "")),
    stop() {
      isStopped = true;
    },
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
