import type { Outcome } from "../model/outcome.ts";
import type { Core } from "./core.ts";
import type { Session } from "./port.ts";
import { spend } from "./wall.ts";

/** Whether this process has let go of the run: nothing has happened in it since. */
export function isLeft({ facts }: Core): boolean {
  return facts.at(-1)?.type === "run.left";
}

/**
 * Lets go of a run that is kept elsewhere: its work is aborted, and waited for no longer than the grace. Nothing of that
 * is written down: whoever brings the run back finds it as it stands, and tries again what was at work.
 */
export async function leave(core: Core, session: Session): Promise<Outcome<unknown>> {
  const atWork = new Set([...core.outstanding.values()].flatMap(({ kind, id }) => (kind === "work" ? [id] : [])));
  for (const id of core.outstanding.keys()) core.withdraw(id, "the runtime is closing");
  const until = session.now() + core.graceMs;
  while (atWork.size > 0 && session.now() < until)
    for (const completion of await session.next({ outstanding: core.outstanding, wakeAt: until }))
      if (ENDS.has(completion.kind) && "id" in completion) atWork.delete(completion.id);
  core.outcome = {
    runId: core.runId,
    spend: spend(core, core.layout.root.name),
    finished: core.harvest.outputs(),
    abandoned: [...core.abandoned, ...atWork],
    status: "cancelled",
    reason: "the runtime was closed; the run goes on when it is resumed",
    by: "shutdown",
  };
  return core.outcome;
}

const ENDS: ReadonlySet<string> = new Set(["returned", "declined", "handed", "asked", "threw", "invalid"]);
