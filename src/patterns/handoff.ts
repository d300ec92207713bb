import { contentHash } from "../model/content-hash.ts";
import { didYouMean } from "../model/near.ts";
import { type Coordinator, finishWith, type Step, unresolved } from "./coordinator.ts";

/** Peers pass control and context to one another. */
export interface HandoffShape {
  readonly names: readonly string[];
  /** The peer that begins. */
  readonly start: number;
  /** How often control may pass. */
  readonly max: number;
}

export interface HandoffState {
  /** Who had control, in order; the last one has it. */
  readonly turns: readonly number[];
  /** Every pass so far: who, to whom, and a hash of what. Names have spaces, so that it is their numbers. */
  readonly passes: readonly string[];
}

export const handoff: Coordinator<HandoffShape, HandoffState> = {
  initial: { turns: [], passes: [] },
  begin: (shape, input) => give(handoff.initial, shape.start, input),
  done: (_shape, state, end) => finishWith(state, end),
  handed(shape, state, { to, context }) {
    const { names, max } = shape;
    const turn = state.turns.at(-1) ?? shape.start;
    const from = names[turn] ?? "";
    const peer = names.indexOf(to);
    if (peer < 0) return unresolved(state, `${from} hands off to ${JSON.stringify(to)}. ${didYouMean(to, names)}`);
    const passes = [...state.passes, `${turn} ${peer} ${contentHash(context)}`];
    if (state.passes.includes(passes.at(-1) ?? ""))
      return unresolved(state, `ping-pong: ${from} hands off to ${to} with the same context for the second time`);
    if (passes.length > max)
      return unresolved(state, `${from} hands off to ${to}: hand-off ${passes.length}, and max is ${max}`);
    return give({ ...state, passes }, peer, context);
  },
};

function give({ turns, passes }: HandoffState, child: number, input: unknown): Step<HandoffState> {
  const before = turns.filter((turn) => turn === child).length;
  const index = before === 0 ? {} : { index: before };
  const consumer = turns.length === 0 ? {} : ({ isConsumer: true } as const);
  return {
    state: { turns: [...turns, child], passes },
    commands: [{ do: "start", slot: turns.length, child, input, ...index, ...consumer }],
  };
}
