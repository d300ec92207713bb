import {
  type AnyActorScope,
  type AnyStateMachine,
  createActor,
  type EventObject,
  type InputFrom,
  type SnapshotFrom,
} from "xstate";
import { outermost } from "./actor-driver.ts";
import type { Actor, Driver } from "./driver.ts";
import { agents, gates, type Outbox, supervisors, take } from "./machine-room.ts";

/** Steps the same machines without actors: for replay, model checking and tests. Held to the actors' trace by a test. */
export function stepDriver(): Driver {
  return {
    agent: (_id, input) => run(agents.logic, input, agents.out),
    supervisor: (_id, input) => run(supervisors.logic, input, supervisors.out),
    gate: (_id, input) => run(gates.logic, input, gates.out),
    close: () => {},
  };
}

function run<L extends AnyStateMachine, E extends EventObject, R>(
  logic: L,
  input: InputFrom<L>,
  out: Outbox<R>,
): Actor<E, R> {
  const scope = bareScope();
  let snapshot: SnapshotFrom<AnyStateMachine> = logic.getInitialSnapshot(scope, input);
  let isStopped = false;
  return {
    send(event) {
      if (isStopped || snapshot.status !== "active") return undefined;
      let requests: readonly R[] = [];
      let next: SnapshotFrom<AnyStateMachine>;
      try {
        next = logic.transition(snapshot, event, scope);
      } finally {
        requests = take(out);
      }
      if (next.status === "error")
        throw new Error(`the machine ${logic.id} broke on ${event.type}`, { cause: next.error });
      if (next === snapshot) return undefined;
      snapshot = next;
      return requests;
    },
    state: () => outermost(snapshot.value),
    stop: () => {
      isStopped = true;
    },
  };
}

/** All that a machine needs of an actor while it steps: somebody who performs its actions at once. */
function bareScope(): AnyActorScope {
  const self = createActor({
    transition: (state) => state,
    getInitialSnapshot: () => ({ status: "active" as const, output: undefined, error: undefined }),
    getPersistedSnapshot: (state) => state,
  });
  return {
    self,
    id: "step",
    sessionId: "step",
    logger: () => {},
    defer: (task: () => void) => task(),
    emit: () => {},
    system: self.system,
    stopChild: () => {},
    actionExecutor: (action) => action.exec?.(action.info, action.params),
  };
}
