import { type Command, type Coordinator, type Done, finishWith, type Step, unresolved } from "./coordinator.ts";

/** What a node waits for. */
export interface Dependency {
  readonly node: number;
  /** The edge is taken only where a function of that node's output says so. */
  readonly isConditional: boolean;
}

/** Nodes, and what each waits for. Dependencies stand before their dependants, so that there are no cycles. */
export interface GraphShape {
  readonly names: readonly string[];
  readonly after: readonly (readonly Dependency[])[];
  /** The node whose output is the graph's. */
  readonly output: number;
}

/** `settled`: it has its output, and it is known which edges are taken; `left-out`: no edge leads to it. */
type Place =
  | { readonly is: "open" }
  | { readonly is: "at-work" }
  | { readonly is: "left-out" }
  | { readonly is: "deciding"; readonly end: Done }
  | { readonly is: "settled"; readonly end: Done; readonly refused: readonly number[] };

export interface GraphState {
  readonly input: unknown;
  readonly places: readonly Place[];
  /** Which node fills each slot, in the order of the first starts. */
  readonly slots: readonly number[];
  /** How often the graph was gone back in: what was evaluated before that is stale. */
  readonly epoch: number;
}

const OPEN: Place = { is: "open" };

export const graph: Coordinator<GraphShape, GraphState> = {
  initial: { input: null, places: [], slots: [], epoch: 0 },
  isAbreast: true,
  begin: (shape, input) => advance(shape, { ...graph.initial, input, places: shape.names.map(() => OPEN) }),
  done(shape, state, end) {
    const node = state.slots[end.slot];
    if (node === undefined) return { state, commands: [] };
    if (!hasConditions(shape, node)) return settle(shape, state, { node, end, refused: [] });
    const key = state.epoch * shape.names.length + node;
    return {
      state: { ...state, places: state.places.with(node, { is: "deciding", end }) },
      commands: [{ do: "evaluate", call: "when", key, args: [shape.names[node], end.output] }],
    };
  },
  evaluated(shape, state, { key, value }) {
    const node = key - state.epoch * shape.names.length;
    const place = state.places[node];
    if (place?.is !== "deciding") return { state, commands: [] };
    const refused = refusedBy(shape, node, value);
    return typeof refused === "string"
      ? unresolved(state, refused)
      : settle(shape, state, { node, end: place.end, refused });
  },
  consumers(shape, state, slot) {
    const node = state.slots[slot];
    if (node === undefined) return undefined;
    const nodes = consumersOf(shape, node);
    return new Set(state.slots.flatMap((other, at) => (nodes.has(other) ? [at] : [])));
  },
  rewind(shape, state, slots) {
    const nodes = new Set(slots.flatMap((slot) => [...consumersOf(shape, state.slots[slot] ?? shape.output)]));
    const places = state.places.map((place, node) => (nodes.has(node) ? OPEN : place));
    return advance(shape, { ...state, places, epoch: state.epoch + 1 });
  },
};

function hasConditions({ after }: GraphShape, node: number): boolean {
  return after.some((edges) => edges.some((edge) => edge.node === node && edge.isConditional));
}

/** The node, and all that directly or not consume its output. */
export function consumersOf({ after }: GraphShape, node: number): ReadonlySet<number> {
  const found = new Set([node]);
  for (const [other, edges] of after.entries()) if (edges.some((edge) => found.has(edge.node))) found.add(other);
  return found;
}

/** The nodes to which the functions of a node's conditional edges said no; or, in words, that they gave no yes or no. */
function refusedBy({ names, after }: GraphShape, node: number, value: unknown): readonly number[] | string {
  const said: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  const refused: number[] = [];
  for (const [other, edges] of after.entries()) {
    if (!edges.some((edge) => edge.node === node && edge.isConditional)) continue;
    const name = names[other] ?? "";
    if (typeof said[name] !== "boolean")
      return `when of the edge ${names[node]} → ${name} gave ${JSON.stringify(said[name])}, not true or false`;
    if (!said[name]) refused.push(other);
  }
  return refused;
}

interface Settling {
  readonly node: number;
  readonly end: Done;
  readonly refused: readonly number[];
}

function settle(shape: GraphShape, state: GraphState, { node, end, refused }: Settling): Step<GraphState> {
  return advance(shape, { ...state, places: state.places.with(node, { is: "settled", end, refused }) });
}

/** Starts every node whose dependencies are settled, leaves out those that no edge leads to, and ends with the last one. */
function advance(shape: GraphShape, before: GraphState): Step<GraphState> {
  const places = [...before.places];
  const slots = [...before.slots];
  const commands: Command[] = [];
  for (const [node, place] of places.entries()) {
    if (place.is !== "open") continue;
    const edges = (shape.after[node] ?? []).map((edge) => ({ ...edge, isTaken: isTaken(places, edge, node) }));
    if (edges.some(({ isTaken: taken }) => taken === undefined)) continue;
    const isLeftOut = edges.length > 0 && !leadsTo(edges);
    places[node] = { is: isLeftOut ? "left-out" : "at-work" };
    if (isLeftOut) continue;
    if (!slots.includes(node)) slots.push(node);
    commands.push(startNode(shape, { ...before, places }, { node, slot: slots.indexOf(node) }));
  }
  const state = { ...before, places, slots };
  if (places.some(({ is }) => is !== "settled" && is !== "left-out")) return { state, commands };
  const last = places[shape.output];
  if (last?.is === "settled") return finishWith(state, last.end);
  return unresolved(state, `no edge led to ${shape.names[shape.output]}, whose output is the graph's`);
}

/** Whether an edge is taken; undefined while that is open. */
function isTaken(places: readonly Place[], { node, isConditional }: Dependency, to: number): boolean | undefined {
  const place = places[node];
  if (place?.is === "left-out") return false;
  if (place?.is !== "settled") return undefined;
  return !isConditional || !place.refused.includes(to);
}

/** All that it needs in any case is there; and, where all its edges are conditional, at least one of them is taken. */
function leadsTo(
  edges: readonly { readonly isConditional: boolean; readonly isTaken: boolean | undefined }[],
): boolean {
  const needed = edges.filter(({ isConditional }) => !isConditional);
  return needed.length === 0 ? edges.some(({ isTaken: taken }) => taken) : needed.every(({ isTaken: taken }) => taken);
}

/** A node that depends on nothing works on the graph's input, every other on the outputs that its edges lead to it. */
function startNode(
  { names, after }: GraphShape,
  { input, places }: GraphState,
  { node, slot }: { readonly node: number; readonly slot: number },
): Command {
  const edges = after[node] ?? [];
  if (edges.length === 0) return { do: "start", slot, child: node, input };
  const outputs = edges.flatMap((edge) => {
    const place = places[edge.node];
    const isGiven = place?.is === "settled" && isTaken(places, edge, node) === true;
    return isGiven ? [[names[edge.node] ?? "", place.end.output] as const] : [];
  });
  return { do: "start", slot, child: node, input: Object.freeze(Object.fromEntries(outputs)), isConsumer: true };
}
