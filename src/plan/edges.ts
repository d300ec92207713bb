import { acceptFunction } from "../model/accept.ts";
import { didYouMean } from "../model/near.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Dependency } from "../patterns/graph.ts";
import { erased } from "./erasure.ts";
import type { Member } from "./spec.ts";

/** What is written of a graph's edges, before it is looked at. */
export interface Written {
  readonly members: readonly Member[];
  readonly after: Edges;
  readonly output: string;
}
export type Edges = Readonly<Record<string, unknown>>;

/** A graph's nodes, dependencies first, and its edges by their places. */
export interface Ordered {
  readonly order: readonly Member[];
  readonly after: readonly (readonly Dependency[])[];
  readonly output: number;
  /** Which of the conditional edges out of a node are taken, by the nodes that they lead to. */
  readonly decide: (node: string, output: unknown) => Readonly<Record<string, unknown>>;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly when?: (output: unknown) => unknown;
}

/**
 * Reads the edges, and puts the nodes in an order in which every node comes after what it waits for.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_FUNCTION, UNKNOWN_NODE, CYCLE
 */
export function readEdges({ members, after, output }: Written, where: string): Ordered {
  const names = members.map(({ segment }) => segment);
  const edges = acceptEdges(after, { where, names });
  acceptNode(output, { where: `output of ${where}`, names });
  const order = ordered(names, edges, where);
  const place = (name: string) => order.indexOf(name);
  return {
    order: Object.freeze(order.flatMap((name) => members[names.indexOf(name)] ?? [])),
    after: Object.freeze(
      order.map((name) =>
        Object.freeze(
          edges
            .filter(({ to }) => to === name)
            .map(({ from, when }) => Object.freeze({ node: place(from), isConditional: when !== undefined })),
        ),
      ),
    ),
    output: place(output),
    decide: (node, value) =>
      Object.fromEntries(
        edges.flatMap(({ from, to, when }) => (from === node && when !== undefined ? [[to, when(value)]] : [])),
      ),
  };
}

interface Among {
  readonly where: string;
  readonly names: readonly string[];
}

function acceptEdges(after: unknown, { where, names }: Among): readonly Edge[] {
  if (typeof after !== "object" || after === null || Array.isArray(after))
    throw badEdges(`after of ${where} is ${shown(after)}, not a record`, where);
  return Object.entries(after).flatMap(([to, from]: readonly [string, unknown]) => {
    acceptNode(to, { where: `after of ${where}`, names });
    if (!Array.isArray(from)) throw badEdges(`what "${to}" waits for in ${where} is ${shown(from)}, not a list`, where);
    const edges = from.map((edge: unknown) => acceptEdge(edge, to, { where, names }));
    const twice = edges.find((edge, at) => edges.findIndex((other) => other.from === edge.from) !== at);
    if (twice !== undefined) throw badEdges(`"${to}" waits for "${twice.from}" twice in ${where}`, where);
    return edges;
  });
}

function acceptEdge(edge: unknown, to: string, { where, names }: Among): Edge {
  const at = { where: `what "${to}" waits for in ${where}`, names };
  if (typeof edge === "string") return { from: acceptNode(edge, at), to };
  if (typeof edge !== "object" || edge === null || !("node" in edge) || !("when" in edge))
    throw badEdges(`${at.where} has ${shown(edge)} among it`, where);
  const from = acceptNode(edge.node, at);
  const { when } = edge;
  acceptFunction(when, `when of the edge ${from} → ${to} in ${where}`);
  return { from, to, when: asFunction(when) };
}

function asFunction(when: unknown): (output: unknown) => unknown {
  if (!isCallable(when)) throw new TypeError("it was accepted as a function");
  return erased(when);
}

function isCallable(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === "function";
}

function acceptNode(node: unknown, { where, names }: Among): string {
  if (typeof node === "string" && names.includes(node)) return node;
  throw new TroupeError("UNKNOWN_NODE", {
    what: `${where} names ${shown(node)}, which is no node of it.`,
    remedy: didYouMean(String(node), names),
    facts: { where, nodes: names },
  });
}

function badEdges(what: string, where: string): TroupeError {
  return new TroupeError("BAD_OPTION", {
    what: `${what}.`,
    remedy:
      'Write for each node that waits the nodes it waits for, as in { join: ["a", { node: "b", when: (output) => … }] }.',
    facts: { where },
  });
}

/** The nodes as they are written, but each behind what it waits for. */
function ordered(names: readonly string[], edges: readonly Edge[], where: string): readonly string[] {
  const order: string[] = [];
  while (order.length < names.length) {
    const next = names.find(
      (name) => !order.includes(name) && edges.every(({ from, to }) => to !== name || order.includes(from)),
    );
    if (next === undefined) throw cycle(cycleIn(names, edges, order), where);
    order.push(next);
  }
  return order;
}

/** One way around, from the first node that can never begin: backwards along what each waits for. */
function cycleIn(names: readonly string[], edges: readonly Edge[], settled: readonly string[]): readonly string[] {
  const way: string[] = [];
  let node = names.find((name) => !settled.includes(name));
  while (node !== undefined && !way.includes(node)) {
    way.push(node);
    const at = node;
    node = edges.find(({ from, to }) => to === at && !settled.includes(from))?.from;
  }
  const around = way.slice(way.indexOf(node ?? ""));
  return [...around, around[0] ?? ""].toReversed();
}

function cycle(nodes: readonly string[], where: string): TroupeError {
  return new TroupeError("CYCLE", {
    what: `${where} waits for itself: ${nodes.join(" → ")}.`,
    remedy: "Leave out one of these edges; for doing something again and again, use loop or refine.",
    facts: { where, nodes },
  });
}
