import type { Append, JournalWriter } from "../../kernel/journal.ts";
import type { Host, Placement, Session } from "../../kernel/port.ts";
import type { Completion } from "../../model/effect.ts";
import type { Fact } from "../../model/fact.ts";

/** What a durable host is made of: one that does the work, and the journal, which may still be opening. */
interface Parts {
  readonly world: Host;
  readonly journal: Promise<JournalWriter>;
}

/**
 * A host that keeps its runs: whatever happens to one is in the journal before anything follows from it. All else is
 * done by the host that it is made of.
 */
export function durableHost({ world, journal }: Parts): Host {
  return {
    newRunId: () => world.newRunId(),
    open: (placement) => durableSession(world.open(placement), placement, journal),
  };
}

function durableSession(session: Session, placement: Placement, journal: Promise<JournalWriter>): Session {
  const { runId, origin, since } = placement;
  let isKept = origin === undefined;
  /** A clock that was set back while no process ran goes on from where the run's was, or its waits would be longer by that. */
  const ahead = since === undefined ? 0 : Math.max(0, since - session.now());
  const world = ahead === 0 ? session : shifted(session, ahead);

  async function commit(facts: readonly Fact[]): Promise<void> {
    const writer = await journal;
    const [first] = facts;
    const begins = isKept || origin === undefined || first === undefined ? {} : { begins: beginsWith(origin, first) };
    await writer.append({ ...begins, rows: facts.map((fact) => rowOf(runId, fact)), ...endsWith(runId, facts.at(-1)) });
    isKept = true;
  }

  function beginsWith(it: NonNullable<Placement["origin"]>, { at }: Fact): NonNullable<Append["begins"]> {
    return { id: runId, ...it, startedAt: at, status: undefined, endedAt: undefined };
  }

  return { ...world, commit };
}

/** A session whose clock is ahead of its host's by so many milliseconds. */
function shifted(session: Session, ahead: number): Session {
  const later = (came: readonly Completion[]) => came.map((one) => ({ ...one, at: one.at + ahead }));
  return {
    now: () => session.now() + ahead,
    commit: (facts) => session.commit(facts),
    begin: (effects, at) => session.begin(effects, at - ahead),
    withdraw: (id, why) => session.withdraw(id, why),
    next({ outstanding, wakeAt }) {
      const came = session.next({ outstanding, wakeAt: wakeAt === undefined ? undefined : wakeAt - ahead });
      return "then" in came ? came.then(later) : later(came);
    },
    post: (completion) => session.post({ ...completion, at: completion.at - ahead }),
    fit: (site, question, value) => session.fit(site, question, value),
    breathe: () => session.breathe(),
    close: () => session.close(),
  };
}

function rowOf(runId: string, fact: Fact): Append["rows"][number] {
  return { runId, seq: fact.seq, text: JSON.stringify(fact) };
}

function endsWith(runId: string, last: Fact | undefined): Pick<Append, "ends"> {
  if (last?.type !== "run.ended") return {};
  return { ends: { runId, status: last.outcome.status, endedAt: last.at } };
}
