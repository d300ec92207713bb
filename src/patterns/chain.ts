import { at, EMPTY, put, take, type Vector } from "../model/vector.ts";
import { type Coordinator, finishWith, type Step } from "./coordinator.ts";

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
  done(shape, state, end) {
    const { slot } = end;
    return slot + 1 === shape.names.length ? finishWith(state, end) : startStep(state, slot + 1, end.output);
  },
  consumers: (shape, _state, slot) => new Set([...shape.names.keys()].slice(slot)),
  rewind(_shape, state, slots) {
    const slot = Math.min(...slots);
    return startStep({ inputs: take(state.inputs, slot) }, slot, at(state.inputs, slot));
  },
};

function startStep(state: ChainState, slot: number, input: unknown): Step<ChainState> {
  const consumer = slot === 0 ? {} : ({ isConsumer: true } as const);
  return {
    state: { inputs: put(state.inputs, slot, input) },
    commands: [{ do: "start", slot, child: slot, input, ...consumer }],
  };
}
