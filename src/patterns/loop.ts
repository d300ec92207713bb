import { type Coordinator, type Done, finishWith, type Step, unresolved } from "./coordinator.ts";

/** One plan on its own output, over and over, until a function of the plan is content. Child 0 is the body. */
export interface LoopShape {
  readonly names: readonly string[];
  /** How often the body runs at most. */
  readonly max: number;
  /** What the last output is worth where the function was never content. */
  readonly exhausted: "fail" | "last";
}

export interface LoopState {
  /** Rounds started so far. */
  readonly rounds: number;
  /** What the last round gave; none before it, and while one is at work. */
  readonly last: Done | undefined;
}

export const loop: Coordinator<LoopShape, LoopState> = {
  initial: { rounds: 0, last: undefined },
  begin: (_shape, input) => startRound(0, input),
  done: (_shape, state, end) => ({
    state: { ...state, last: end },
    commands: [{ do: "evaluate", call: "until", key: state.rounds, args: [end.output, state.rounds] }],
  }),
  evaluated(shape, state, { value }) {
    const { last, rounds } = state;
    if (last === undefined) return { state, commands: [] };
    if (typeof value !== "boolean") return unresolved(state, `until gave ${given(value)}, not true or false`);
    if (value) return finishWith(state, last);
    if (rounds < shape.max) return startRound(rounds, last.output);
    const reason = `not content after ${rounds} ${rounds === 1 ? "round" : "rounds"}, and max is ${shape.max}`;
    if (shape.exhausted === "fail") return unresolved(state, reason);
    const { output, about } = last;
    const said = about === undefined ? {} : { about };
    return { state, commands: [{ do: "finish", output, ...said, lacking: reason }] };
  },
};

/** What a function gave: as data, nothing is null. */
function given(value: unknown): string {
  return value === null ? "null or undefined" : JSON.stringify(value);
}

function startRound(rounds: number, input: unknown): Step<LoopState> {
  const again = rounds === 0 ? {} : ({ index: rounds, isConsumer: true } as const);
  return {
    state: { rounds: rounds + 1, last: undefined },
    commands: [{ do: "start", slot: rounds, child: 0, input, ...again }],
  };
}
