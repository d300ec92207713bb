import type { Host, Session } from "../../src/kernel/port.ts";
import { canonical } from "../../src/model/json.ts";
import type { People } from "./people.ts";

/** How many turns a run may take before it is taken for endless. */
const TURNS_MAX = 5_000;

/** A host that notices what is asked of it too late or too early, and breaks runs that never rest. */
export function watched(host: Host, watch: Watch): Host {
  return {
    newRunId: () => host.newRunId(),
    open: (placement) => watchedSession(host.open(placement), watch),
  };
}

/** What an attempt was given: its idempotency key, and its input as text. */
export interface Work {
  readonly key: string;
  readonly input: string;
}

/** What is noticed: what came too late or too early, what each attempt was given, and who is asked what. */
export interface Watch {
  readonly untimely: string[];
  readonly works: Map<string, Work>;
  readonly people: People;
}

function watchedSession(session: Session, { untimely, works, people }: Watch): Session {
  const committed = new Set<string>();
  let isOver = false;
  let turns = 0;
  const watch = (what: string): void => {
    if (isOver) untimely.push(`${what} after the end`);
  };
  const needs = (intent: string): void => {
    if (!committed.delete(intent)) untimely.push(`${intent} was not committed before`);
  };
  return {
    now: () => session.now(),
    commit(facts) {
      watch("commit");
      for (const { type, path } of facts)
        if (type === "attempt.started" || type === "attempt.aborted") committed.add(`${type} ${path}`);
      return session.commit(facts);
    },
    begin(effects, at) {
      for (const { id } of effects) watch(`begin ${id}`);
      for (const effect of effects) {
        if (effect.kind === "question") people.ask(effect.question);
        if (effect.kind !== "work") continue;
        works.set(effect.id, { key: effect.idempotencyKey, input: canonical(effect.input) });
        needs(`attempt.started ${effect.path}`);
      }
      session.begin(effects, at);
    },
    withdraw(id, why) {
      watch(`withdraw ${id}`);
      if (id.includes("#")) needs(`attempt.aborted ${id.replace(/(~\d+)?#\d+$/, "")}`);
      session.withdraw(id, why);
    },
    next(waiting) {
      watch("next");
      const came = session.next(waiting);
      return "then" in came ? came.then((late) => late.map(people.sign)) : came.map(people.sign);
    },
    post: (completion) => session.post(completion),
    fit: (site, question, value) => session.fit(site, question, value),
    breathe() {
      if (++turns > TURNS_MAX) throw new Error("the run never rests");
      return session.breathe();
    },
    close() {
      watch("close");
      isOver = true;
      session.close();
    },
  };
}
