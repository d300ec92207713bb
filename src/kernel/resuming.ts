import { nearest, under } from "../../supervisors/policy.ts";
import type { Failure } from "../model/failure.ts";
import { workOver } from "./agent-effects.ts";
import { type Core, record, send } from "./core.ts";
import { timeSchemaAnew } from "./gate-effects.ts";
import type { AgentProcess } from "./process.ts";
import { isOverdue } from "./wall.ts";

/**
 * A run goes on in another process. What was at work in the former one is lost. A deadline that has passed meanwhile
 * comes first, so that nothing is decided any more about what it ends; and what is asked of a schema again has its whole
 * time again.
 */
export function resumed(core: Core, lost: readonly string[]): void {
  const isKilled = core.facts.at(-1)?.type !== "run.left";
  record(core, "", { type: "run.resumed", lost });
  isOverdue(core);
  for (const { id, kind } of core.outstanding.values()) {
    const owner = kind === "evaluate" ? core.owners.get(id) : undefined;
    if (owner?.kind === "gate") timeSchemaAnew(core, owner);
  }
  for (const id of lost) {
    const agent = core.owners.get(id);
    if (agent?.kind === "agent") lose(core, agent, isKilled);
  }
}

/**
 * An attempt without an end. What killed its process nobody knows; where that happens twice to one activation, its input
 * is suspected, and not tried on a third process, unless a policy says what to do about `lost`. A close is nobody's
 * fault, and not counted.
 */
function lose(core: Core, agent: AgentProcess, isKilled: boolean): void {
  const { attempt, path } = agent;
  if (isKilled) agent.losses += 1;
  workOver(core, agent);
  const message = `attempt ${attempt} was at work when its process ended`;
  const policies = under(path, agent.spec.policy?.table, agent.lineage);
  const failure: Failure =
    agent.losses < 2 || nearest(policies, "lost") !== undefined
      ? { kind: "lost", path, message }
      : { kind: "defect", path, code: "lost-twice", message: `${message}, as one before it: it may be what ends it` };
  send(core, { kind: "agent", to: agent, event: { type: "WORK_FAILED", attempt, failure } });
}
