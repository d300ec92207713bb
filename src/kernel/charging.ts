import { ledgerOf, release, settle, spentLedger } from "../budget/book.ts";
import { addUsd, type Usage } from "../model/usage.ts";
import type { Core } from "./core.ts";
import type { AgentProcess } from "./process.ts";
import { halt, inPlaceOf } from "./wall.ts";

/** Charges what an attempt under way reports; what was promised to it shrinks by as much, so that nothing counts twice. */
export function charge(core: Core, agent: AgentProcess, usage: Usage): void {
  const paid = Math.min(agent.reservedUsd, usage.costUsd ?? 0);
  agent.reservedUsd = addUsd(agent.reservedUsd, -paid);
  core.book = release(core.book, agent.ledgers, paid);
  settleOn(core, agent.ledgers, usage);
}

/** Charges what work reports when its attempt is over or abandoned. Whose ledgers that drew on is in its path. */
export function chargeLate(core: Core, path: string, usage: Usage): void {
  settleOn(core, ownersOf(core, path), usage);
}

function settleOn(core: Core, owners: readonly string[], usage: Usage): void {
  core.book = settle(core.book, owners, usage);
  const spent = spentLedger(core.book, owners);
  if (spent !== undefined && !hasFailed(core, spent.owner)) halt(core, spent);
}

/** Below what has failed nothing works: it is being decided about, perhaps by a person, and its next start is refused. */
function hasFailed(core: Core, owner: string): boolean {
  return inPlaceOf(core, owner)?.actor.state() === "failed";
}

/** What stands in for an owner draws on the ledgers above it; the run's ledger, which has the root's name, pays for all. */
function ownersOf(core: Core, path: string): readonly string[] {
  const root = core.layout.root.name;
  const owners: string[] = [];
  for (let above = path; above !== ""; above = above.slice(0, Math.max(0, above.lastIndexOf("/")))) {
    const isReplaced = path.startsWith(`${above}/fallback:`);
    if (above !== root && !isReplaced && ledgerOf(core.book, above) !== undefined) owners.push(above);
  }
  return [...owners, root];
}
