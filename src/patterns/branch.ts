import { type Coordinator, finishWith, unresolved } from "./coordinator.ts";

/** A function of the input names the case that runs. */
export interface BranchShape {
  readonly names: readonly string[];
}

export interface BranchState {
  readonly input: unknown;
}

export const branch: Coordinator<BranchShape, BranchState> = {
  initial: { input: null },
  begin: (_shape, input) => ({ state: { input }, commands: [{ do: "evaluate", call: "on", args: [input] }] }),
  evaluated(shape, state, { value }) {
    const child = typeof value === "string" ? shape.names.indexOf(value) : -1;
    if (child >= 0) return { state, commands: [{ do: "start", slot: 0, child, input: state.input }] };
    return unresolved(state, `no case ${JSON.stringify(value)}; the cases are ${shape.names.join(", ")}`);
  },
  done: (_shape, state, end) => finishWith(state, end),
};
