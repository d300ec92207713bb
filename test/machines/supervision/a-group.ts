import type { ChildEvent, Stamp, SupervisorEvent } from "../../../machines/events.ts";
import type { ChildInfo, GroupRequest } from "../../../machines/supervision/group.ts";
import type { SupervisorInput, SupervisorRequest } from "../../../machines/supervisor-context.ts";
import type { Failure, FailureKind } from "../../../src/model/failure.ts";
import { atRest, type Course } from "../../../src/patterns/catalogue.ts";
import { BACKOFF } from "../../../supervisors/defaults.ts";
import type { Directive, Lineage, PolicyTable } from "../../../supervisors/policy.ts";
import { type Stepped, steppedSupervisor } from "../stepped.ts";

/** A supervisor of a few agents, stepped by hand. */
export type AGroup = Stepped<SupervisorEvent, SupervisorRequest>;

type Retry = Extract<Directive, { does: "retry" }>;

export const retry = (more: Partial<Retry> = {}): Directive => ({
  does: "retry",
  attempts: 3,
  backoff: BACKOFF,
  delayMs: 0,
  scope: "one",
  restarts: 1,
  ...more,
});
export const skip = (value: unknown): Directive => ({ does: "skip", value });
export const fallback = (name: string, plan = 0): Directive => ({ does: "fallback", plan, name, costsSteps: true });
export const escalate: Directive = { does: "escalate" };

/** An agent that a group has; its fallbacks are agents too. */
export function child(name: string, more: Partial<ChildInfo> = {}): ChildInfo {
  return { site: 1, name, isAgent: true, isRepeatable: false, fallbacks: [], ...more };
}

export interface Made {
  readonly children?: readonly ChildInfo[];
  /** The group's own policy. */
  readonly table?: PolicyTable;
  readonly above?: Lineage;
  readonly course?: Course;
  readonly isRoot?: boolean;
  readonly asksPerson?: boolean;
}

/** The group `p` of the agents a, b and c, side by side unless told otherwise. */
export function aGroup(made: Made = {}): AGroup {
  const { children = [child("a"), child("b"), child("c")], table, above, isRoot = false, asksPerson = false } = made;
  const names = children.map(({ name }) => name);
  const { course = atRest("parallel", { names }) } = made;
  const lineage = table === undefined ? above : { owner: "p", table, up: above };
  const input: SupervisorInput = { path: "p", children, lineage, course, isRoot, asksPerson };
  return steppedSupervisor(input);
}

/** A group that has begun. */
export function started(made: Made = {}): AGroup {
  const group = aGroup(made);
  group.send({ type: "START", input: "in", attempt: 1 });
  return group;
}

/** As `started`, one step after the other. */
export function aChain(made: Made = {}): AGroup {
  const names = (made.children ?? [child("a"), child("b"), child("c")]).map(({ name }) => name);
  return started({ ...made, course: atRest("chain", { names }) });
}

/** As `started`, each agent as soon as those are done that it waits for. */
export function aGraph(after: Readonly<Record<string, readonly string[]>>, made: Made = {}): AGroup {
  return started({ children: Object.keys(after).map((name) => child(name)), ...made, course: graphOf(after) });
}

/** A graph by what each of its nodes waits for (`a?`: where a function says so); the last one's output is its own. */
export function graphOf(after: Readonly<Record<string, readonly string[]>>): Course {
  const names = Object.keys(after);
  const edges = Object.values(after).map((those) =>
    those.map((name) => ({ node: names.indexOf(name.replace("?", "")), isConditional: name.endsWith("?") })),
  );
  return atRest("graph", { names, after: edges, output: names.length - 1 });
}

const now: Stamp = { now: 100, draw: 0.5 };

/** The slot ends well in its given life. */
export const done = (slot: number, life = 0, output: unknown = `out-${slot}`): ChildEvent => ({
  type: "CHILD_DONE",
  slot,
  life,
  output,
});
export const declined = (slot: number): ChildEvent => ({ type: "CHILD_DECLINED", slot, life: 0, reason: "not mine" });
export const handed = (slot: number, to: string, context: unknown = null): ChildEvent => ({
  type: "CHILD_HANDED",
  slot,
  life: 0,
  to,
  context,
});
export const stopped = (slot: number, life = 0): ChildEvent => ({ type: "CHILD_STOPPED", slot, life });
export const waited = (slot: number, life = 0): SupervisorEvent => ({ type: "WAITED", slot, life });
export const stop: SupervisorEvent = { type: "STOP", how: "abort", why: "cancelled" };

/** A failure of a, b and so on, by its slot. */
export function failureOf(slot: number, kind: FailureKind = "transient"): Failure {
  return { kind, path: `p/${"abcdef"[slot] ?? slot}`, message: "no luck" };
}

interface Failing {
  readonly life?: number;
  readonly stamp?: Partial<Stamp>;
  readonly failure?: Failure;
}

export function fails(slot: number, kind: FailureKind = "transient", failing: Failing = {}): SupervisorEvent {
  const { life = 0, stamp = {}, failure = failureOf(slot, kind) } = failing;
  return { type: "CHILD_FAILED", slot, life, failure, stamp: { ...now, ...stamp } };
}

/** What is asked, in short: `start a`, `retry a`, `stop b`, `tellDone`. Notes for those who look, and holds, are left out. */
export function inShort(requests: readonly SupervisorRequest[]): readonly string[] {
  return requests.filter((request) => !request.ask.startsWith("note") && !isHold(request)).map(words);
}

/** A member is told that nothing begins any more: its turn to stop has not come. */
export function isHold(request: SupervisorRequest): boolean {
  return request.ask === "stop" && request.how === "hold";
}

function words(request: SupervisorRequest): string {
  switch (request.ask) {
    case "start":
      return `start ${last(request.path)}${request.life === 0 ? "" : `~${request.life}`}`;
    case "retry":
    case "skip":
    case "stop":
    case "unwait":
    case "question":
    case "conclude":
      return `${request.ask} ${"abcdef"[request.slot] ?? request.slot}`;
    case "wait":
      return `wait ${"abcdef"[request.slot] ?? request.slot} until ${request.until}`;
    case "void":
      return `void ${last(request.path)}`;
    default:
      return request.ask;
  }
}

function last(path: string): string {
  return path.split("/").at(-1) ?? path;
}

/** The requests of one kind; holds are not among the stops. */
export function only<A extends SupervisorRequest["ask"]>(
  requests: readonly SupervisorRequest[],
  ask: A,
): readonly Extract<SupervisorRequest, { ask: A }>[] {
  const isOne = (request: SupervisorRequest): request is Extract<SupervisorRequest, { ask: A }> =>
    request.ask === ask && !isHold(request);
  return requests.filter(isOne);
}

/** The decisions that were noted, each with what it was about. */
export function decisions(requests: readonly SupervisorRequest[]): readonly Extract<GroupRequest, { ask: "note" }>[] {
  return only(requests, "note");
}
