import {
  type ActorLogic,
  type ActorScope,
  type AnyActor,
  type AnyActorLogic,
  type AnyActorRef,
  createActor,
  type EventObject,
  type InputFrom,
  type Snapshot,
} from "xstate";
import type { Actor, Driver } from "./driver.ts";
import { agents, gates, type Outbox, supervisors, take } from "./machine-room.ts";

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

/** What one actor is to the kernel. A class, for there may be tens of thousands at once. */
class LiveActor<E extends EventObject, R> implements Actor<E, R> {
  readonly #actor: AnyActor;
  readonly #out: Outbox<R>;
  readonly #stopActor: (actor: AnyActorRef) => void;

  constructor(actor: AnyActor, out: Outbox<R>, stopActor: (actor: AnyActorRef) => void) {
    this.#actor = actor;
    this.#out = out;
    this.#stopActor = stopActor;
  }

  send(event: E): readonly R[] | undefined {
    const before = this.#actor.getSnapshot();
    if (before.status !== "active") return undefined;
    this.#actor.send(event);
    const after = this.#actor.getSnapshot();
    const requests = take(this.#out);
    if (after.status === "error")
      throw new Error(`the machine of ${this.#actor.id} broke on ${event.type}`, { cause: after.error });
    return after === before ? undefined : requests;
  }

  state(): string {
    return outermost(this.#actor.getSnapshot().value);
  }

  stop(): void {
    this.#stopActor(this.#actor);
  }
}

/** Drives machines as XState actors under one root: they can be subscribed to, inspected and drawn like any other. */
export function actorDriver(): Driver {
  let stopActor: (actor: AnyActorRef) => void = () => {};
  const root = createActor(rootLogic((stop) => (stopActor = stop))).start();

  function run<L extends AnyActorLogic, E extends EventObject, R>(
    logic: L,
    options: { readonly id: string; readonly input: InputFrom<L> },
    out: Outbox<R>,
  ): Actor<E, R> {
    const actor = createActor<AnyActorLogic>(logic, { id: options.id, input: options.input, parent: root });
    return new LiveActor(actor.start(), out, stopActor);
  }

  return {
    agent: (id, input) => run(agents.logic, { id, input }, agents.out),
    supervisor: (id, input) => run(supervisors.logic, { id, input }, supervisors.out),
    gate: (id, input) => run(gates.logic, { id, input }, gates.out),
    close: () => void root.stop(),
  };
}

/** `working` of `{ working: "aborting" }`. */
export function outermost(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null ? (Object.keys(value)[0] ?? "") : "";
}
