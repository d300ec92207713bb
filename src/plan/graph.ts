import { acceptName } from "../model/accept-name.ts";
import { acceptKeys } from "../model/accept.ts";
import { atRest } from "../patterns/catalogue.ts";
import { type Edges as AnyEdges, readEdges } from "./edges.ts";
import { entriesOf } from "./members.ts";
import { acceptNeeded } from "./needs.ts";
import type { CommonInput, Plan, PlanInput, PlanOutput, Plans } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/** What a node waits for: another node; or another node, where a function of its output says so. */
export type Edge<N> = {
  [K in keyof N & string]: K | { readonly node: K; readonly when: (output: PlanOutput<N[K]>) => boolean };
}[keyof N & string];

type Edges<N> = { readonly [K in keyof N]?: readonly Edge<N>[] };

/** The record of outputs that edges lead to a node; a conditional one may be missing. */
type NodeInput<N, E extends readonly unknown[]> = {
  readonly [X in E[number] as X extends keyof N & string ? X : never]: PlanOutput<N[X & keyof N]>;
} & {
  readonly [X in E[number] as X extends { readonly node: infer K extends keyof N & string } ? K : never]?: X extends {
    readonly node: infer K extends keyof N;
  }
    ? PlanOutput<N[K]>
    : never;
};

/** The nodes that wait for nothing: they are not named, or with an empty list. */
type Roots<N, A> = Exclude<keyof N, { [K in keyof A]: A[K] extends readonly [] ? never : K }[keyof A]>;

/** The edges, with those of a node that cannot take what they lead to it replaced by what does not fit. */
type Fits<N extends Plans, A> = {
  readonly [K in keyof A]: K extends keyof N
    ? A[K] extends readonly []
      ? A[K]
      : A[K] extends readonly unknown[]
        ? [NodeInput<N, A[K]>] extends [PlanInput<N[K]>]
          ? A[K]
          : { readonly mismatch: K; readonly gives: NodeInput<N, A[K]>; readonly takes: PlanInput<N[K]> }
        : A[K]
    : never;
};

/** Who waits for whom, and whose output it is. */
export interface GraphOptions<N extends Plans, A, Out extends keyof N & string> {
  /** For each node that waits, what it waits for. Nodes that are not named begin at once, on the graph's input. */
  readonly after: A & Fits<N, A>;
  /** The node whose output is the graph's. */
  readonly output: Out;
}

const NEEDED = {
  after:
    'who waits for whom, as in after: { join: ["orders", { node: "history", when: (found) => found.length > 0 }] }',
  output: 'the node whose output it is, as in output: "join"',
};

/**
 * Nodes, each of which begins as soon as what it waits for is done: as parallel as the dependencies allow. A node that
 * waits gets a record of the outputs that led to it; one that waits for nothing gets the graph's input. Use it where the
 * order is neither a row nor all at once; where it is, `chain` and `parallel` say so more plainly.
 *
 * An edge with `when` is taken only where that says so of the output it comes from; it costs no step. A node is left out
 * where something that it needs in any case was left out, or where all its edges have conditions and none is taken. The
 * graph ends when every node is done or left out; where the output node was left out, it is `unresolved`. A node that
 * declines leaves it `unresolved`.
 *
 * @throws TroupeError BAD_NAME for the name or a key, BAD_OPTION, NOT_A_PLAN, NOT_A_FUNCTION, UNKNOWN_NODE, CYCLE
 */
export function graph<const N extends Plans, const A extends Edges<N>, const Out extends keyof N & string>(
  name: string,
  nodes: N,
  options: GraphOptions<N, A, Out>,
): Plan<CommonInput<Pick<N, Roots<N, A>>>, PlanOutput<N[Out]>> {
  const called = acceptName(name, "a graph");
  const where = `graph "${called}"`;
  const members = entriesOf(nodes, where);
  acceptKeys(options, { where, known: ["after", "output"] });
  acceptNeeded(options, { where, options: NEEDED });
  const given: AnyEdges = options.after;
  const { order, after, output, decide } = readEdges({ members, after: given, output: options.output }, where);
  const names = Object.freeze(order.map(({ segment }) => segment));
  const course = frozenCourse(atRest("graph", { names, after, output }));
  const evaluate = (node: unknown, value: unknown) => decide(String(node), value);
  return toPlan(Object.freeze({ kind: "graph", name: called, children: order, course, evaluate }));
}
