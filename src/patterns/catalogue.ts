import { branch, type BranchShape, type BranchState } from "./branch.ts";
import { chain, type ChainShape, type ChainState } from "./chain.ts";
import { type ChildEnd, type Command, type Coordinator, type Step, unresolved } from "./coordinator.ts";
import { graph, type GraphShape, type GraphState } from "./graph.ts";
import { handoff, type HandoffShape, type HandoffState } from "./handoff.ts";
import { loop, type LoopShape, type LoopState } from "./loop.ts";
import { map, type MapShape, type MapState } from "./map.ts";
import { orchestrate, type OrchestrateShape, type OrchestrateState } from "./orchestrate.ts";
import { parallel, type ParallelShape, type ParallelState } from "./parallel.ts";
import { refine, type RefineShape, type RefineState } from "./refine.ts";
import { route, type RouteShape, type RouteState } from "./route.ts";
import { consult, given, type GivenShape, pass, type PassShape, run, type RunShape } from "./single.ts";
import { vote, type VoteShape, type VoteState } from "./vote.ts";

/** Every pattern by its kind: what it is, and where it stands. A new pattern is one line here. */
interface Patterns {
  run: { readonly shape: RunShape; readonly state: null };
  consult: { readonly shape: RunShape; readonly state: null };
  given: { readonly shape: GivenShape; readonly state: null };
  pass: { readonly shape: PassShape; readonly state: null };
  chain: { readonly shape: ChainShape; readonly state: ChainState };
  parallel: { readonly shape: ParallelShape; readonly state: ParallelState };
  map: { readonly shape: MapShape; readonly state: MapState };
  branch: { readonly shape: BranchShape; readonly state: BranchState };
  route: { readonly shape: RouteShape; readonly state: RouteState };
  vote: { readonly shape: VoteShape; readonly state: VoteState };
  loop: { readonly shape: LoopShape; readonly state: LoopState };
  refine: { readonly shape: RefineShape; readonly state: RefineState };
  handoff: { readonly shape: HandoffShape; readonly state: HandoffState };
  graph: { readonly shape: GraphShape; readonly state: GraphState };
  orchestrate: { readonly shape: OrchestrateShape; readonly state: OrchestrateState };
}
export type PatternKind = keyof Patterns;

type Coordinators = { readonly [K in PatternKind]: Coordinator<Patterns[K]["shape"], Patterns[K]["state"]> };
const COORDINATORS: Coordinators = {
  run,
  consult,
  given,
  pass,
  chain,
  parallel,
  map,
  branch,
  route,
  vote,
  loop,
  refine,
  handoff,
  graph,
  orchestrate,
};

/** A pattern under way: its kind, its shape and its state, all of them data. */
export type Course<K extends PatternKind = PatternKind> = {
  readonly [P in K]: { readonly kind: P; readonly shape: Patterns[P]["shape"]; readonly state: Patterns[P]["state"] };
}[K];

/** Where a pattern stands after something happened, and what it asks for. */
export interface Progress<K extends PatternKind = PatternKind> {
  readonly course: Course<K>;
  readonly commands: readonly Command[];
}

/** A pattern before it begins. */
export function atRest<K extends PatternKind>(
  kind: K,
  shape: Patterns[K]["shape"],
): { readonly kind: K; readonly shape: Patterns[K]["shape"]; readonly state: Patterns[K]["state"] } {
  return { kind, shape, state: COORDINATORS[kind].initial };
}

/** Whether a pattern's members run beside one another, so that a restart may take in several of them. */
export function isAbreast(kind: PatternKind): boolean {
  return COORDINATORS[kind].isAbreast === true;
}

/** Whether a pattern's members are alike and many, so that they are stopped all at once. */
export function isPool(kind: PatternKind): boolean {
  return COORDINATORS[kind].isPool === true;
}

/** Whether a pattern's members consume what others of them gave, so that it can be sent back to one of them. */
export function canRewind(kind: PatternKind): boolean {
  return COORDINATORS[kind].rewind !== undefined;
}

/** Starts a pattern on its input. */
export function begin<K extends PatternKind>(course: Course<K>, input: unknown): Progress<K> {
  return moved(course, COORDINATORS[course.kind].begin(course.shape, input));
}

/** Tells a pattern that a child ended. What it has no use for leaves it unresolved. */
export function childEnded<K extends PatternKind>(course: Course<K>, end: ChildEnd): Progress<K> {
  return moved(course, heard(COORDINATORS[course.kind], course, end));
}

function heard<K extends PatternKind>(
  coordinator: Coordinators[K],
  { shape, state }: Course<K>,
  end: ChildEnd,
): Step<Patterns[K]["state"]> {
  switch (end.how) {
    case "done":
      return coordinator.done(shape, state, end);
    case "declined":
      return coordinator.declined?.(shape, state, end) ?? unresolved(state, `${end.name} declined: ${end.reason}`);
    case "handed":
      return (
        coordinator.handed?.(shape, state, end) ??
        unresolved(state, `${end.name} hands off to ${JSON.stringify(end.to)}, and is in no handoff`)
      );
    case "failed":
      return coordinator.failed?.(shape, state, end) ?? { state, commands: [] };
  }
}

/** Whether a child that was given up is an answer to the pattern; else the group fails with it. */
export function toleratesFailure<K extends PatternKind>({ kind, shape, state }: Course<K>, slot: number): boolean {
  const coordinator: Coordinators[K] = COORDINATORS[kind];
  return coordinator.toleratesFailure?.(shape, state, slot) === true;
}

/** Tells a pattern what the function that it asked for under that key gave. */
export function evaluated<K extends PatternKind>(
  course: Course<K>,
  said: { readonly key: number; readonly value: unknown },
): Progress<K> {
  const coordinator: Coordinators[K] = COORDINATORS[course.kind];
  return coordinator.evaluated === undefined
    ? { course, commands: [] }
    : moved(course, coordinator.evaluated(course.shape, course.state, said));
}

/** Whether nobody wants to know any more what the function says that was asked for under that key. */
export function isMoot<K extends PatternKind>(
  { kind, shape, state }: Course<K>,
  key: number,
  isVoid: (slot: number) => boolean,
): boolean {
  const coordinator: Coordinators[K] = COORDINATORS[kind];
  if (coordinator.subject === undefined) return false;
  const slot = coordinator.subject(shape, state, key);
  return slot === undefined || isVoid(slot);
}

/** A slot and all whose work came from its output, directly or not; undefined where the pattern cannot be sent back. */
export function consumers<K extends PatternKind>(
  { kind, shape, state }: Course<K>,
  slot: number,
): ReadonlySet<number> | undefined {
  const coordinator: Coordinators[K] = COORDINATORS[kind];
  return coordinator.consumers?.(shape, state, slot);
}

/** Sends a pattern back to finished slots; undefined where it cannot be. */
export function rewind<K extends PatternKind>(course: Course<K>, slots: readonly number[]): Progress<K> | undefined {
  const coordinator: Coordinators[K] = COORDINATORS[course.kind];
  return coordinator.rewind === undefined
    ? undefined
    : moved(course, coordinator.rewind(course.shape, course.state, slots));
}

function moved<K extends PatternKind>(course: Course<K>, step: Step<Patterns[K]["state"]>): Progress<K> {
  return { course: { ...course, state: step.state }, commands: step.commands };
}
