import { at, EMPTY, put, take, type Vector } from "../model/vector.ts";
import { type Coordinator, declinedHere, type Step } from "./coordinator.ts";

/** Each step consumes the output of the one before. */
export interface ChainShape {
  readonly names: readonly string[];
}

/** The inputs given so far, so that a later failure can send the chain back to an earlier step. */
export interface ChainState {
  readonly inputs: Vector<unknown>;
}

export const chain: Coordinator<ChainShape, ChainState> = {
  initial: { inputs: EMPTY },
  begin: (_shape, input) => startStep(chain.initial, 0, input),
  ended(shape, state, end) {
    const { slot } = end;
    if (end.how === "declined") return declinedHere(state, shape.names[slot] ?? `step ${slot}`, end.reason);
    if (slot + 1 === shape.names.length) return { state, commands: [{ do: "finish", output: end.output }] };
    return startStep(state, slot + 1, end.output);
  },
  rewind: (_shape, state, slot) => startStep({ inputs: take(state.inputs, slot) }, slot, at(state.inputs, slot)),
};

function startStep(state: ChainState, slot: number, input: unknown): Step<ChainState> {
  const consumer = slot === 0 ? {} : ({ isConsumer: true } as const);
  return {
    state: { inputs: put(state.inputs, slot, input) },
    commands: [{ do: "start", slot, child: slot, input, ...consumer }],
  };
}
