import { type Coordinator, finishWith, type Step } from "./coordinator.ts";

/** A run around its plan. */
export interface RunShape {
  readonly names: readonly string[];
}

/** The input handed on. */
export interface PassShape {
  readonly names?: never;
}

/** A plan fed with a slice of a wider context. */
export interface GivenShape {
  readonly names: readonly string[];
}

/** The plan's function chooses the child's input; the child's output is the output. */
export const given: Coordinator<GivenShape, null> = {
  initial: null,
  begin: (_shape, input) => ({ state: null, commands: [{ do: "evaluate", call: "select", args: [input] }] }),
  evaluated: (_shape, state, { value }) => ({ state, commands: [{ do: "start", slot: 0, child: 0, input: value }] }),
  done: (_shape, state, end) => finishWith(state, end),
};

/** One child, whose output is the output. */
export const run: Coordinator<RunShape, null> = {
  initial: null,
  begin: (_shape, input) => ({ state: null, commands: [{ do: "start", slot: 0, child: 0, input }] }),
  done: (_shape, state, end) => finishWith(state, end),
};

/** One child, who may know an answer. Whoever declines, or is given up, does not: null, and the next one is asked. */
export const consult: Coordinator<RunShape, null> = {
  initial: null,
  begin: (shape, input) => run.begin(shape, input),
  done: (_shape, state, end) => finishWith(state, end),
  declined: (_shape, state) => notKnown(state),
  toleratesFailure: () => true,
  failed: (_shape, state) => notKnown(state),
};

function notKnown(state: null): Step<null> {
  return { state, commands: [{ do: "finish", output: null }] };
}

/** No child: the input is the output. */
export const pass: Coordinator<PassShape, null> = {
  initial: null,
  begin: (_shape, input) => ({ state: null, commands: [{ do: "finish", output: input }] }),
  done: (_shape, state) => ({ state, commands: [] }),
};
