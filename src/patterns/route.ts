import type { Feedback } from "../model/answer.ts";
import { type Command, type Coordinator, finishWith, type Step, unresolved } from "./coordinator.ts";

/** A classifier names the specialist. Child 0 is the classifier, the last one the default, the specialists between. */
export interface RouteShape {
  /** The specialists' labels. */
  readonly labels: readonly string[];
  /** How often a specialist's decline sends the task back to the classifier. */
  readonly reroutes: number;
}

export interface RouteState {
  readonly input: unknown;
  /** Activations started so far. */
  readonly slots: number;
  /** The child at the newest slot. */
  readonly child: number;
  readonly declines: readonly { readonly label: string; readonly reason: string }[];
}

export const route: Coordinator<RouteShape, RouteState> = {
  initial: { input: null, slots: 0, child: 0, declines: [] },
  begin: (_shape, input) => classify({ ...route.initial, input }),
  done: (shape, state, end) => (state.child === 0 ? classified(shape, state, end.output) : finishWith(state, end)),
  declined: (shape, state, end) =>
    state.child === 0 ? classified(shape, state, undefined) : declined(shape, state, end.reason),
};

/** Asks the classifier; a second time it hears who declined, and why. */
function classify(state: RouteState): Step<RouteState> {
  const last = state.declines.at(-1);
  if (last === undefined) return start(state, 0);
  const issues = state.declines.map(({ label, reason }) => ({ message: `${label} declined: ${reason}` }));
  return start(state, 0, { previous: last.label, issues });
}

function classified(shape: RouteShape, state: RouteState, label: unknown): Step<RouteState> {
  const specialist = shape.labels.findIndex((known) => known === label);
  const isSpent = state.declines.some((decline) => decline.label === label);
  return start(state, specialist < 0 || isSpent ? shape.labels.length + 1 : specialist + 1);
}

function declined(shape: RouteShape, state: RouteState, reason: string): Step<RouteState> {
  const label = shape.labels[state.child - 1];
  if (label === undefined) return unresolved(state, `everybody declined; last: ${reason}`);
  const next = { ...state, declines: [...state.declines, { label, reason }] };
  return next.declines.length > shape.reroutes ? start(next, shape.labels.length + 1) : classify(next);
}

/** Starts a child; asked again, the classifier is told what came of its last word. */
function start(state: RouteState, child: number, feedback?: Feedback): Step<RouteState> {
  const command: Command = {
    do: "start",
    slot: state.slots,
    child,
    input: state.input,
    ...(feedback === undefined ? {} : { index: state.declines.length, feedback }),
  };
  return { state: { ...state, slots: state.slots + 1, child }, commands: [command] };
}
