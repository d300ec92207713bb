import {
  type ActorLogic,
  type ActorScope,
  type AnyActorLogic,
  type AnyActorRef,
  createActor,
  type EventObject,
  type InputFrom,
  type Snapshot,
} from "xstate";
import type { AgentRequest } from "../../machines/agent-request.ts";
import type { GateRequest } from "../../machines/gate.machine.ts";
import type { SupervisorRequest } from "../../machines/supervisor.machine.ts";
import type { Actor, Driver } from "./driver.ts";
import { agentLogic, gateLogic, type Outbox, supervisorLogic, take } from "./machine-room.ts";

/**
 * The root of all actors: it takes what XState reports of their ends and does nothing with it, so that nobody's end
 * costs more than a step (XState's own tree costs the square of its width) and no failure is ever uncaught.
 */
function rootLogic(hold: (stop: (actor: AnyActorRef) => void) => void): ActorLogic<Snapshot<undefined>, EventObject> {
  const active: Snapshot<undefined> = { status: "active", output: undefined, error: undefined };
  return {
    transition: (state) => state,
    getInitialSnapshot: () => active,
    getPersistedSnapshot: (state) => state,
    start: (_state, scope: ActorScope<Snapshot<undefined>, EventObject>) => hold((actor) => scope.stopChild(actor)),
  };
}

/** Drives machines as XState actors under one root: they can be subscribed to, inspected and drawn like any other. */
export function actorDriver(): Driver {
  let stopActor: (actor: AnyActorRef) => void = () => {};
  const root = createActor(rootLogic((stop) => (stopActor = stop))).start();
  const agents: Outbox<AgentRequest> = { requests: [] };
  const supervisors: Outbox<SupervisorRequest> = { requests: [] };
  const gates: Outbox<GateRequest> = { requests: [] };
  const logics = { agent: agentLogic(agents), supervisor: supervisorLogic(supervisors), gate: gateLogic(gates) };

  function run<L extends AnyActorLogic, E extends EventObject, R>(
    logic: L,
    options: { readonly id: string; readonly input: InputFrom<L> },
    out: Outbox<R>,
  ): Actor<E, R> {
    const actor = createActor<AnyActorLogic>(logic, { ...options, parent: root });
    actor.start();
    return {
      send(event) {
        const before = actor.getSnapshot();
        actor.send(event);
        const after = actor.getSnapshot();
        if (after.status === "error")
          throw new Error(`the machine of ${options.id} broke on ${event.type}`, { cause: after.error });
        return after === before ? undefined : take(out);
      },
      state: () => outermost(actor.getSnapshot().value),
      stop: () => stopActor(actor),
    };
  }

  return {
    agent: (id, input) => run(logics.agent, { id, input }, agents),
    supervisor: (id, input) => run(logics.supervisor, { id, input }, supervisors),
    gate: (id, input) => run(logics.gate, { id, input }, gates),
    close: () => void root.stop(),
  };
}

/** `working` of `{ working: "aborting" }`. */
export function outermost(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null ? (Object.keys(value)[0] ?? "") : "";
}
