import { EMPTY, filled, put, toArray, type Vector } from "../model/vector.ts";
import { type Command, type Coordinator, unresolved } from "./coordinator.ts";

/** One plan over every item of a list, at most `concurrency` at a time; the outputs keep the items' order. */
export interface MapShape {
  readonly names: readonly string[];
  readonly concurrency: number;
  readonly maxItems?: number;
}

export interface MapState {
  readonly items: readonly unknown[];
  readonly outputs: Vector<unknown>;
  readonly started: number;
  readonly missing: number;
}

export const map: Coordinator<MapShape, MapState> = {
  initial: { items: [], outputs: EMPTY, started: 0, missing: 0 },
  isAbreast: true,
  isPool: true,
  begin(shape, input) {
    const items: readonly unknown[] = Array.isArray(input) ? input : [];
    const started = Math.min(items.length, shape.concurrency);
    const state = { items, outputs: filled<unknown>(items.length, null), started, missing: items.length };
    const wrong = misfit(shape, input);
    if (wrong !== undefined) return unresolved(state, wrong);
    if (items.length === 0) return { state, commands: [{ do: "finish", output: Object.freeze([]) }] };
    return { state, commands: items.slice(0, started).map((item, slot) => startItem(slot, item)) };
  },
  done(_shape, state, { slot, output }) {
    const outputs = put(state.outputs, slot, output);
    const missing = state.missing - 1;
    if (missing === 0) {
      return {
        state: { ...state, outputs, missing },
        commands: [{ do: "finish", output: Object.freeze(toArray(outputs)) }],
      };
    }
    const next = state.started;
    if (next === state.items.length) return { state: { ...state, outputs, missing }, commands: [] };
    return { state: { ...state, outputs, missing, started: next + 1 }, commands: [startItem(next, state.items[next])] };
  },
};

function startItem(slot: number, input: unknown): Command {
  return { do: "start", slot, child: 0, index: slot, input };
}

function misfit(shape: MapShape, input: unknown): string | undefined {
  if (!Array.isArray(input)) return "a map takes a list";
  if (shape.maxItems === undefined || input.length <= shape.maxItems) return undefined;
  return `${input.length} items, and maxItems is ${shape.maxItems}`;
}
