import { at, EMPTY, filled, fromArray, put, type Vector } from "../model/vector.ts";
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
  | { readonly is: "deciding"; readonly end: Done; readonly key: number }
  | { readonly is: "settled"; readonly end: Done; readonly refused: readonly number[] };

export interface GraphState {
  readonly input: unknown;
  readonly places: Vector<Place>;
  /** For how many of its dependencies each node waits still. */
  readonly waits: Vector<number>;
  /** Nodes that are neither settled nor left out. */
  readonly unsettled: number;
  /** Which node fills each slot, in the order of the first starts; and the slot of each node, -1 before it. */
  readonly nodes: Vector<number>;
  readonly slots: Vector<number>;
  /** How often the graph was gone back in, so that no two evaluations have one key: what is said of a void output is stale. */
  readonly epoch: number;
}

const OPEN: Place = { is: "open" };

export const graph: Coordinator<GraphShape, GraphState> = {
  initial: { input: null, places: EMPTY, waits: EMPTY, unsettled: 0, nodes: EMPTY, slots: EMPTY, epoch: 0 },
  isAbreast: true,
  begin(shape, input) {
    const count = shape.names.length;
    const state: GraphState = {
      ...graph.initial,
      input,
      places: filled<Place>(count, OPEN),
      waits: fromArray(shape.after.map((edges) => edges.length)),
      unsettled: count,
      slots: filled(count, -1),
    };
    return advance(shape, state, [...shape.names.keys()]);
  },
  done(shape, state, end) {
    const node = at(state.nodes, end.slot);
    if (node === undefined) return { state, commands: [] };
    if (!hasConditions(shape, node)) return settle(shape, state, { node, end, refused: [] });
    const key = state.epoch * shape.names.length + node;
    return {
      state: { ...state, places: put(state.places, node, { is: "deciding", end, key }) },
      commands: [{ do: "evaluate", call: "when", key, args: [shape.names[node], end.output] }],
    };
  },
  evaluated(shape, state, { key, value }) {
    const { node, place } = deciding(shape, state, key);
    if (place === undefined) return { state, commands: [] };
    const refused = refusedBy(shape, node, value);
    return typeof refused === "string"
      ? unresolved(state, refused)
      : settle(shape, state, { node, end: place.end, refused });
  },
  subject: (shape, state, key) => deciding(shape, state, key).place?.end.slot,
  consumers(shape, state, slot) {
    const node = at(state.nodes, slot);
    if (node === undefined) return undefined;
    return new Set([...consumersOf(shape, node)].map((other) => at(state.slots, other) ?? -1).filter(isSlot));
  },
  rewind(shape, state, slots) {
    const back = new Set(slots.flatMap((slot) => [...consumersOf(shape, at(state.nodes, slot) ?? shape.output)]));
    const nodes = [...back].toSorted((a, b) => a - b);
    return advance(shape, { ...reopened(shape, state, nodes), epoch: state.epoch + 1 }, nodes);
  },
};

/** The node that waits for what is said under a key, which is stale where its output has become void since. */
function deciding(shape: GraphShape, state: GraphState, key: number) {
  const node = key % shape.names.length;
  const place = at(state.places, node);
  return { node, place: place?.is === "deciding" && place.key === key ? place : undefined };
}

function isSlot(slot: number): boolean {
  return slot >= 0;
}

function isSettled(place: Place | undefined): boolean {
  return place?.is === "settled" || place?.is === "left-out";
}

/** What was done in these nodes is void: they are as they were before it, and wait for one another again. */
function reopened(shape: GraphShape, state: GraphState, nodes: readonly number[]): GraphState {
  let { places, waits, unsettled } = state;
  for (const node of nodes) {
    if (isSettled(at(places, node))) unsettled += 1;
    places = put(places, node, OPEN);
  }
  for (const node of nodes) {
    const missing = (shape.after[node] ?? []).filter((edge) => !isSettled(at(places, edge.node)));
    waits = put(waits, node, missing.length);
  }
  return { ...state, places, waits, unsettled };
}

/** Shapes never change, so that who waits for whom is turned around once. */
const turned = new WeakMap<GraphShape, readonly (readonly number[])[]>();

/** For each node, the nodes that wait for it. */
function dependantsOf(shape: GraphShape): readonly (readonly number[])[] {
  const known = turned.get(shape);
  if (known !== undefined) return known;
  const dependants: number[][] = shape.names.map(() => []);
  for (const [node, edges] of shape.after.entries()) for (const edge of edges) dependants[edge.node]?.push(node);
  turned.set(shape, dependants);
  return dependants;
}

function hasConditions(shape: GraphShape, node: number): boolean {
  return conditionalOnes(shape, node).length > 0;
}

/** The nodes to which a node's conditional edges lead. */
function conditionalOnes(shape: GraphShape, node: number): readonly number[] {
  const waiting = dependantsOf(shape)[node] ?? [];
  return waiting.filter((other) => shape.after[other]?.some((edge) => edge.node === node && edge.isConditional));
}

/** The node, and all that directly or not consume its output. */
export function consumersOf(shape: GraphShape, node: number): ReadonlySet<number> {
  const found = new Set([node]);
  for (const next of found) for (const other of dependantsOf(shape)[next] ?? []) found.add(other);
  return found;
}

/** The nodes to which the functions of a node's conditional edges said no; or, in words, that they gave no yes or no. */
function refusedBy(shape: GraphShape, node: number, value: unknown): readonly number[] | string {
  const { names } = shape;
  const said: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  const refused: number[] = [];
  for (const other of conditionalOnes(shape, node)) {
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

function settle(shape: GraphShape, before: GraphState, { node, end, refused }: Settling): Step<GraphState> {
  const place: Place = { is: "settled", end, refused };
  return advance(shape, ended(shape, before, { node, place }), dependantsOf(shape)[node] ?? []);
}

/**
 * Of the nodes that something has changed for, starts those whose dependencies are settled, and leaves out those that no
 * edge leads to, which changes something for others. Ends with the last one.
 */
function advance(shape: GraphShape, before: GraphState, changed: readonly number[]): Step<GraphState> {
  let state = before;
  const commands: Command[] = [];
  const left = [...changed];
  for (const node of left) {
    const next = decide(shape, state, node);
    if (next === "wait") continue;
    state = next === "start" ? begun(state, node) : ended(shape, state, { node, place: { is: "left-out" } });
    if (next === "start") commands.push(startNode(shape, state, node));
    else left.push(...(dependantsOf(shape)[node] ?? []));
  }
  if (state.unsettled > 0) return { state, commands };
  const last = at(state.places, shape.output);
  if (last?.is === "settled") return finishWith(state, last.end);
  return unresolved(state, `no edge led to ${shape.names[shape.output]}, whose output is the graph's`);
}

/** What is to become of a node now. */
function decide(shape: GraphShape, state: GraphState, node: number): "wait" | "start" | "leave-out" {
  if (at(state.places, node)?.is !== "open" || at(state.waits, node) !== 0) return "wait";
  const edges = (shape.after[node] ?? []).map((edge) => ({ ...edge, isTaken: isTaken(state, edge, node) }));
  return edges.length === 0 || leadsTo(edges) ? "start" : "leave-out";
}

/** Nothing more comes of a node: those that wait for it have one less to wait for. */
function ended(shape: GraphShape, state: GraphState, it: { readonly node: number; readonly place: Place }): GraphState {
  let { waits } = state;
  for (const other of dependantsOf(shape)[it.node] ?? []) waits = put(waits, other, (at(waits, other) ?? 1) - 1);
  return { ...state, places: put(state.places, it.node, it.place), waits, unsettled: state.unsettled - 1 };
}

/** A node is at work, in a slot of its own; one that was started before keeps the one that it had. */
function begun(state: GraphState, node: number): GraphState {
  const places = put(state.places, node, { is: "at-work" });
  if (isSlot(at(state.slots, node) ?? -1)) return { ...state, places };
  const slot = state.nodes.length;
  return { ...state, places, nodes: put(state.nodes, slot, node), slots: put(state.slots, node, slot) };
}

/** Whether an edge out of a node of which nothing more comes is taken. */
function isTaken({ places }: GraphState, { node, isConditional }: Dependency, to: number): boolean {
  const place = at(places, node);
  return place?.is === "settled" && (!isConditional || !place.refused.includes(to));
}

/** All that it needs in any case is there; and, where all its edges are conditional, at least one of them is taken. */
function leadsTo(edges: readonly { readonly isConditional: boolean; readonly isTaken: boolean }[]): boolean {
  const needed = edges.filter(({ isConditional }) => !isConditional);
  return needed.length === 0 ? edges.some(({ isTaken: taken }) => taken) : needed.every(({ isTaken: taken }) => taken);
}

/** A node that depends on nothing works on the graph's input, every other on the outputs that its edges lead to it. */
function startNode({ names, after }: GraphShape, state: GraphState, node: number): Command {
  const edges = after[node] ?? [];
  const slot = at(state.slots, node) ?? 0;
  if (edges.length === 0) return { do: "start", slot, child: node, input: state.input };
  const outputs = edges.flatMap((edge) => {
    const place = at(state.places, edge.node);
    const isGiven = place?.is === "settled" && isTaken(state, edge, node);
    return isGiven ? [[names[edge.node] ?? "", place.end.output] as const] : [];
  });
  return { do: "start", slot, child: node, input: Object.freeze(Object.fromEntries(outputs)), isConsumer: true };
}
