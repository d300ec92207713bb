import type { SupervisorEvent } from "../../../machines/events.ts";
import type { SupervisorRequest } from "../../../machines/supervisor-context.ts";
import type { FailureKind } from "../../../src/model/failure.ts";
import { type AGroup, done, fails, stopped, waited } from "./a-group.ts";

/** Whoever is at work in a slot, as the kernel would know it. */
interface Actor {
  readonly path: string;
  readonly life: number;
  readonly input: unknown;
  /** It failed, and something is decided about it. */
  readonly hasFailed: boolean;
  readonly isToStop: boolean;
  readonly isWaiting: boolean;
}

/** The world around a group: it does what it is asked, in its own time, and notes who lives. */
export class World {
  readonly #group: AGroup;
  readonly #actors = new Map<number, Actor>();
  /** The last life of each path. */
  readonly lives = new Map<string, number>();
  /** What the group gave, once it is done. */
  output: unknown;

  constructor(group: AGroup) {
    this.#group = group;
    this.#say({ type: "START", input: "in", attempt: 1 });
  }

  /** The slots in which something can happen next. */
  movable(): readonly number[] {
    const isMovable = ({ hasFailed, isToStop, isWaiting }: Actor) => !hasFailed || isToStop || isWaiting;
    return [...this.#actors].flatMap(([slot, actor]) => (isMovable(actor) ? slot : []));
  }

  /** Something happens in a slot: its wait is over, it is stopped, it fails as told, or it is done. */
  move(slot: number, failure: FailureKind | undefined): void {
    const actor = this.#actors.get(slot);
    if (actor === undefined) return;
    const { life, path, input, hasFailed, isToStop, isWaiting } = actor;
    if (isToStop && (hasFailed || failure !== undefined)) {
      this.#actors.delete(slot);
      return this.#say(stopped(slot, life));
    }
    if (isWaiting) {
      this.#actors.set(slot, { ...actor, isWaiting: false });
      return this.#say(waited(slot, life));
    }
    if (failure !== undefined) {
      this.#actors.set(slot, { ...actor, hasFailed: true });
      return this.#say(fails(slot, failure, { life, failure: { kind: failure, path, message: "no luck" } }));
    }
    this.#actors.delete(slot);
    this.#say(done(slot, life, { life, of: input }));
  }

  #say(event: SupervisorEvent): void {
    for (const request of this.#group.send(event)) this.#heed(request);
  }

  #heed(request: SupervisorRequest): void {
    if (request.ask === "tellDone") this.output = request.output;
    if (!("slot" in request)) return;
    const { slot } = request;
    const actor = this.#actors.get(slot);
    if (request.ask === "start") {
      const { path, life, input } = request;
      if (actor?.hasFailed === false) throw new Error(`${path} is still at work where its next life starts`);
      this.lives.set(path, life);
      this.#actors.set(slot, { path, life, input, hasFailed: false, isToStop: false, isWaiting: false });
    } else if (request.ask === "conclude") this.#actors.delete(slot);
    else if (actor !== undefined) this.#actors.set(slot, { ...actor, ...changeBy(request) });
  }
}

function changeBy({ ask }: SupervisorRequest): Partial<Actor> {
  switch (ask) {
    case "retry":
      return { hasFailed: false };
    case "stop":
      return { isToStop: true };
    case "wait":
      return { isWaiting: true };
    case "unwait":
      return { isWaiting: false };
    default:
      return {};
  }
}
