import { at, EMPTY, filled, put, type Vector } from "../model/vector.ts";
import type { Coordinator, Step } from "./coordinator.ts";

/** All branches at once on the same input; the output has one field per branch. */
export interface ParallelShape {
  readonly names: readonly string[];
}

export interface ParallelState {
  readonly outputs: Vector<unknown>;
  readonly missing: number;
}

export const parallel: Coordinator<ParallelShape, ParallelState> = {
  initial: { outputs: EMPTY, missing: 0 },
  isAbreast: true,
  begin(shape, input) {
    const count = shape.names.length;
    const state = { outputs: filled<unknown>(count, null), missing: count };
    return { state, commands: shape.names.map((_, slot) => ({ do: "start", slot, child: slot, input }) as const) };
  },
  done(shape, state, { slot, output: given }): Step<ParallelState> {
    const next = { outputs: put(state.outputs, slot, given), missing: state.missing - 1 };
    if (next.missing > 0) return { state: next, commands: [] };
    const output = Object.fromEntries(shape.names.map((name, i) => [name, at(next.outputs, i)]));
    return { state: next, commands: [{ do: "finish", output: Object.freeze(output) }] };
  },
};
