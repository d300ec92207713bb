import { acceptFunction, notARecord } from "../model/accept.ts";
import { didYouMean } from "../model/near.ts";
import { fieldsOf, itemsOf } from "../model/readable.ts";
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
  const [into, outOf] = [Map.groupBy(edges, ({ to }) => to), Map.groupBy(edges, ({ from }) => from)];
  const order = ordered(names, into, where);
  const places = new Map(order.map((name, place) => [name, place]));
  const known = new Map(members.map((member) => [member.segment, member]));
  const dependency = ({ from, when }: Edge): Dependency =>
    Object.freeze({ node: places.get(from) ?? 0, isConditional: when !== undefined });
  return {
    order: Object.freeze(order.flatMap((name) => known.get(name) ?? [])),
    after: Object.freeze(order.map((name) => Object.freeze((into.get(name) ?? []).map(dependency)))),
    output: places.get(output) ?? 0,
    decide: (node, value) =>
      Object.fromEntries(
        (outOf.get(node) ?? []).flatMap(({ to, when }) => (when === undefined ? [] : [[to, when(value)]])),
      ),
  };
}

interface Among {
  readonly where: string;
  readonly names: readonly string[];
}

function acceptEdges(after: unknown, { where, names }: Among): readonly Edge[] {
  const lists = fieldsOf(after);
  if (lists === undefined) throw badEdges(`after of ${where} is ${notARecord(after)}`, where);
  return lists.flatMap(([to, list]) => {
    acceptNode(to, { where: `after of ${where}`, names });
    const from = itemsOf(list);
    if (from === undefined) throw badEdges(`What "${to}" waits for in ${where} is ${shown(list)}, not a list`, where);
    const edges = from.map((edge) => acceptEdge(edge, to, { where, names }));
    const twice = edges.find((edge, at) => edges.findIndex((other) => other.from === edge.from) !== at);
    if (twice !== undefined) throw badEdges(`"${to}" waits for "${twice.from}" twice in ${where}`, where);
    return edges;
  });
}

function acceptEdge(edge: unknown, to: string, { where, names }: Among): Edge {
  const at = { where: `What "${to}" waits for in ${where}`, names };
  if (typeof edge === "string") return { from: acceptNode(edge, at), to };
  const fields: Partial<Record<string, unknown>> = Object.fromEntries(fieldsOf(edge) ?? []);
  if (!("node" in fields && "when" in fields)) throw badEdges(`${at.where} has ${shown(edge)} among it`, where);
  const from = acceptNode(fields["node"], at);
  const when = fields["when"];
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
    remedy: didYouMean(typeof node === "string" ? node : "", names),
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

/**
 * The nodes as they are written, but each behind what it waits for: depth first, and without recursion, for a graph may
 * be as deep as it is long. What is come back to on the way from it is a cycle.
 */
function ordered(
  names: readonly string[],
  into: ReadonlyMap<string, readonly Edge[]>,
  where: string,
): readonly string[] {
  const order = new Set<string>();
  for (const name of names) {
    const way = order.has(name) ? [] : [name];
    const onWay = new Set(way);
    for (let node = way.at(-1); node !== undefined; node = way.at(-1)) {
      const next = into.get(node)?.find(({ from }) => !order.has(from))?.from;
      if (next === undefined) {
        order.add(node);
        onWay.delete(node);
        way.pop();
      } else {
        if (onWay.has(next)) throw cycle([next, ...way.slice(way.indexOf(next)).toReversed()], where);
        way.push(next);
        onWay.add(next);
      }
    }
  }
  return [...order];
}

function cycle(nodes: readonly string[], where: string): TroupeError {
  return new TroupeError("CYCLE", {
    what: `${where} waits for itself: ${nodes.join(" → ")}.`,
    remedy: "Leave out one of these edges; for doing something again and again, use loop or refine.",
    facts: { where, nodes },
  });
}
