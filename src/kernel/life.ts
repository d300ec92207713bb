import { under } from "../../supervisors/policy.ts";
import { isRefused, ledgerOf, openLedger, type Refused, spawn as spawnOn } from "../budget/book.ts";
import type { AgentInput } from "../../machines/agent-request.ts";
import type { GateSpec } from "../gates/gate.ts";
import type { About } from "../model/answer.ts";
import type { Failure } from "../model/failure.ts";
import type { NodeEnd } from "../model/fact.ts";
import { levelsBelow, lifeId } from "../model/path.ts";
import type { Course } from "../patterns/catalogue.ts";
import type { AgentSpec, Spec } from "../plan/spec.ts";
import { type Core, record, send, sendNode } from "./core.ts";
import { AgentProcess, type NodeProcess, type Placement, type Start, SupervisorProcess } from "./process.ts";
import { budgetFailure } from "./wall.ts";

/** What a node ended with. */
export interface Kept {
  readonly output: unknown;
  readonly about: About | undefined;
  readonly skipped: Failure | undefined;
  /** Why the output is less than it should be. */
  readonly lacking?: Failure | undefined;
}

/** Keeps what a node finished with, under its own path and that of the slot it fills. */
export function keep(core: Core, node: NodeProcess, { output, about, skipped, lacking }: Kept): void {
  const { path, place: slotPath, input, skippedFor } = node;
  if (skipped !== undefined) core.harvest.skip(skippedFor, skipped);
  else if (node.kind === "agent") core.harvest.pass(path, [...node.unattendedBefore, ...node.unattended]);
  else if (lacking !== undefined) core.harvest.pass(path, [lacking]);
  const finished = { input, output, about, isSkipped: skipped !== undefined };
  core.harvest.finish(path, { ...finished, isWork: node.kind === "agent" && skipped === undefined });
  if (slotPath !== path) core.harvest.finish(slotPath, { ...finished, isWork: false });
}

/** The words for how a node ended well, or not quite. */
export function endWords({ skipped, lacking }: Pick<Kept, "skipped" | "lacking">): Pick<End, "how" | "disposition"> {
  if (skipped !== undefined) return { how: "skipped", disposition: `skipped: ${skipped.message}` };
  return { how: "done", disposition: lacking === undefined ? "" : `degraded: ${lacking.message}` };
}

/** What goes with an output to whoever waits for it. */
export function saidOf(
  about: About | undefined,
  skipped: unknown,
): { readonly about?: About; readonly isSkipped?: true } {
  return { ...(about === undefined ? {} : { about }), ...(skipped === undefined ? {} : { isSkipped: true }) };
}

/** Brings a node to life in its supervisor's slot, or restores what it had finished in a former life of its group. */
export function spawn(core: Core, parent: SupervisorProcess, request: Start): void {
  const spec = core.layout.sites[request.site];
  const isStillWanted = isUp(core, parent) && parent.starting.get(request.slot) === request.life;
  if (spec === undefined || !isStillWanted) return;
  parent.starting.delete(request.slot);
  bury(core, parent.children.get(request.slot), "replaced");
  if (request.path !== request.place) core.harvest.replace(request.place);
  if (restore(core, parent, request)) return;
  const owners = ownersOf(core, spec, { path: request.path, above: parent.ledgers });
  const node = place(core, { parent, request, spec, owners });
  core.live.set(node.path, node);
  if (!core.views.has(node.path))
    core.views.set(node.path, { path: node.path, kind: spec.kind, state: "idle", disposition: "", attempt: 0 });
  parent.children.set(request.slot, node);
  node.cause = record(core, node.path, {
    type: "node.started",
    kind: spec.kind,
    life: node.incarnation,
    input: request.input,
    label: request.label,
  });
  const refused = admit(core, node);
  if (refused !== undefined) {
    record(core, node.path, { type: "ledger.refused", attempt: undefined, ...refused });
    const verdict = { owner: refused.owner, does: "spent", isDrain: true } as const;
    return sendNode(core, node, { type: "HALT", failure: budgetFailure(refused), verdict });
  }
  const { input, attempt, feedback, answers } = request;
  const told = {
    ...(feedback === undefined ? {} : { feedback }),
    ...(answers.length === 0 ? {} : { answers }),
  };
  sendNode(core, node, { type: "START", input, attempt, ...told });
}

/** Whether a supervisor is there still. One that runs a plan for a gate is as long as the gate waits for it. */
function isUp(core: Core, group: SupervisorProcess): boolean {
  if (group.consultedBy !== undefined) return group.consultedBy.consultation === group;
  return core.live.get(group.path) === group;
}

type Place = Omit<Placement, "id" | "incarnation">;

/** The process of a node: an agent's or a supervisor's, with its machine before its first event. */
export function place(core: Core, it: Place): NodeProcess {
  const { path } = it.request;
  const incarnation = core.lives.get(path) ?? 0;
  core.lives.set(path, incarnation + 1);
  const placement: Placement = { ...it, id: lifeId(path, incarnation), incarnation };
  const { course } = it.spec;
  return course === undefined
    ? new AgentProcess(placement, agentActor(core, placement))
    : new SupervisorProcess(placement, supervisorActor(core, placement, course));
}

function agentActor(core: Core, { id, request, spec: { agent } }: Placement): AgentProcess["actor"] {
  return core.driver.agent(id, {
    path: request.path,
    gatesBefore: agent?.gatesBefore.length ?? 0,
    gatesAfter: agent?.gatesAfter.length ?? 0,
    isPerson: agent?.person !== undefined,
    hasSchema: agent?.input !== undefined,
    ...(agent === undefined ? {} : { ...judgesOf(agent), asks: agent.asks }),
  });
}

function judgesOf({ gatesBefore, gatesAfter }: AgentSpec): Pick<AgentInput, "judgesBefore" | "judgesAfter"> {
  const judges = (gates: readonly GateSpec[]) =>
    gates.some(({ kind }) => kind === "judge")
      ? gates.flatMap(({ kind }, index) => (kind === "judge" ? [index] : []))
      : undefined;
  const [judgesBefore, judgesAfter] = [judges(gatesBefore), judges(gatesAfter)];
  return {
    ...(judgesBefore === undefined ? {} : { judgesBefore }),
    ...(judgesAfter === undefined ? {} : { judgesAfter }),
  };
}

function supervisorActor(core: Core, it: Placement, course: Course): SupervisorProcess["actor"] {
  const { id, parent, request, spec } = it;
  const isRoot = parent === undefined;
  return core.driver.supervisor(id, {
    path: request.path,
    children: isRoot ? [core.layout.root] : core.layout.childrenOf(request.site),
    lineage: under(request.path, spec.policy?.table, request.lineage),
    course,
    isRoot,
    asksPerson: isRoot && core.escalationMs !== undefined,
  });
}

/** The ledgers that a node draws on, its own first. A ledger outlives its node: a new life goes on with what is left. */
function ownersOf(
  core: Core,
  spec: Spec,
  at: { readonly path: string; readonly above: readonly string[] },
): readonly string[] {
  if (spec.budget === undefined || at.above.includes(at.path)) return at.above;
  core.book = openLedger(core.book, at.path, spec.budget);
  if (!core.clocks.has(at.path))
    core.clocks.set(at.path, { limitMs: spec.budget.wallMs, busy: 0, usedMs: 0, since: undefined, timer: undefined });
  return [at.path, ...at.above];
}

/** Whether every ledger has room for this node: for its depth, and for one more agent. */
function admit(core: Core, node: NodeProcess): Refused | undefined {
  for (const owner of node.ledgers) {
    const limit = ledgerOf(core.book, owner)?.limit.depth;
    const used = limit === undefined ? 0 : levelsBelow(node.path, owner);
    if (limit !== undefined && used > limit) return { owner, ledger: "depth", used, limit };
  }
  if (node.kind !== "agent") return undefined;
  const result = spawnOn(core.book, node.ledgers);
  if (isRefused(result)) return result;
  core.book = result;
  return undefined;
}

/** Finished work is never run again: the same place on the same input takes what it gave before. */
function restore(core: Core, parent: SupervisorProcess, request: Start): boolean {
  const { path, place: slotPath, slot, life } = request;
  const before = core.harvest.find(slotPath, request.input);
  if (before === undefined) return forgetOther(core, request);
  const { output, about, isSkipped } = before;
  core.harvest.takeOver(slotPath);
  const view = core.views.get(path);
  if (view !== undefined) core.views.set(path, { ...view, state: "done", disposition: "restored" });
  record(core, path, {
    type: "node.ended",
    life: core.lives.get(path) ?? 0,
    how: "restored",
    disposition: "restored",
    output,
    failure: undefined,
  });
  send(core, {
    kind: "supervisor",
    to: parent,
    event: { type: "CHILD_DONE", slot, life, output, ...saidOf(about, isSkipped ? true : undefined) },
  });
  return true;
}

/** What is done at a place on another input is other work: what the former one gave, and its idempotency key, are not for it. */
function forgetOther(core: Core, { place: slotPath, input }: Start): false {
  if (core.harvest.hasOther(slotPath, input)) voidBelow(core, slotPath);
  return false;
}

/** How a life ended, for those who look. */
interface End {
  readonly how: NodeEnd;
  readonly disposition: string;
  readonly output?: unknown;
}

/** Ends a node's life: it is written down, and its actor let go. Its work is over by then, or abandoned. */
export function end(core: Core, node: NodeProcess, { how, disposition, output }: End): void {
  const isFailure = how === "failed" || how === "stopped";
  node.disposition = disposition;
  record(core, node.path, {
    type: "node.ended",
    life: node.incarnation,
    how,
    disposition,
    output,
    failure: isFailure ? node.failure : undefined,
  });
  remove(core, node, isFailure ? "failed" : "done");
}

function remove(core: Core, node: NodeProcess, state: "failed" | "done"): void {
  const { path, spec, disposition, attempt } = node;
  if (node.parent !== undefined) core.views.set(path, { path, kind: spec.kind, state, disposition, attempt });
  if (core.live.get(path) === node) core.live.delete(path);
  if (node.parent?.children.get(node.slot) === node) node.parent.children.delete(node.slot);
  node.actor.stop();
}

/** Ends a failed node that nobody will ask any more. */
export function bury(core: Core, node: NodeProcess | undefined, disposition: string): void {
  if (node !== undefined) end(core, node, { how: "failed", disposition });
}

/** How often what a node does was taken back, with it or with something above it: then it is done anew, not again. */
export function voidsOf(core: Core, path: string): number {
  if (core.voids.size === 0) return 0;
  let voids = 0;
  for (let above = path; above !== ""; above = above.slice(0, Math.max(0, above.lastIndexOf("/"))))
    voids += core.voids.get(above) ?? 0;
  return voids;
}

/** Takes back what finished at and below a path. */
export function voidBelow(core: Core, path: string): void {
  core.harvest.takeBack(path);
  core.voids.set(path, (core.voids.get(path) ?? 0) + 1);
  record(core, path, { type: "node.voided" });
}
