import { branch, type BranchShape, type BranchState } from "./branch.ts";
import { chain, type ChainShape, type ChainState } from "./chain.ts";
import type { ChildEnd, Command, Coordinator, Step } from "./coordinator.ts";
import { map, type MapShape, type MapState } from "./map.ts";
import { parallel, type ParallelShape, type ParallelState } from "./parallel.ts";
import { route, type RouteShape, type RouteState } from "./route.ts";
import { given, type GivenShape, pass, type PassShape, run, type RunShape } from "./single.ts";

/** Every pattern by its kind: what it is, and where it stands. A new pattern is one line here. */
interface Patterns {
  run: { readonly shape: RunShape; readonly state: null };
  given: { readonly shape: GivenShape; readonly state: null };
  pass: { readonly shape: PassShape; readonly state: null };
  chain: { readonly shape: ChainShape; readonly state: ChainState };
  parallel: { readonly shape: ParallelShape; readonly state: ParallelState };
  map: { readonly shape: MapShape; readonly state: MapState };
  branch: { readonly shape: BranchShape; readonly state: BranchState };
  route: { readonly shape: RouteShape; readonly state: RouteState };
}
export type PatternKind = keyof Patterns;

type Coordinators = { readonly [K in PatternKind]: Coordinator<Patterns[K]["shape"], Patterns[K]["state"]> };
const COORDINATORS: Coordinators = { run, given, pass, chain, parallel, map, branch, route };

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

/** Whether a pattern's members are steps, one after the other, so that it can be sent back to one of them. */
export function isInOrder(kind: PatternKind): boolean {
  return COORDINATORS[kind].rewind !== undefined;
}

/** Starts a pattern on its input. */
export function begin<K extends PatternKind>(course: Course<K>, input: unknown): Progress<K> {
  return moved(course, COORDINATORS[course.kind].begin(course.shape, input));
}

/** Tells a pattern that a child ended. */
export function childEnded<K extends PatternKind>(course: Course<K>, end: ChildEnd): Progress<K> {
  return moved(course, COORDINATORS[course.kind].ended(course.shape, course.state, end));
}

/** Tells a pattern what the function that it asked for gave. */
export function evaluated<K extends PatternKind>(course: Course<K>, value: unknown): Progress<K> {
  const coordinator: Coordinators[K] = COORDINATORS[course.kind];
  return coordinator.evaluated === undefined
    ? { course, commands: [] }
    : moved(course, coordinator.evaluated(course.shape, course.state, value));
}

/** Sends a pattern back to a finished slot; undefined where the pattern is not in order. */
export function rewind<K extends PatternKind>(course: Course<K>, slot: number): Progress<K> | undefined {
  const coordinator: Coordinators[K] = COORDINATORS[course.kind];
  return coordinator.rewind === undefined
    ? undefined
    : moved(course, coordinator.rewind(course.shape, course.state, slot));
}

function moved<K extends PatternKind>(course: Course<K>, step: Step<Patterns[K]["state"]>): Progress<K> {
  return { course: { ...course, state: step.state }, commands: step.commands };
}
