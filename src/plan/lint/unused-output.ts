import type { GraphShape } from "../../patterns/graph.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A node of a graph that nothing waits for, and whose output is not the graph's: it is run for its effects alone. */
export const unusedOutput: Rule = {
  name: "unused-output",
  check({ up, as, at }) {
    const course = up?.spec.course;
    if (up === undefined || as !== "child" || course?.kind !== "graph" || isUsed(course.shape, at)) return [];
    const { output, names } = course.shape;
    return [
      {
        severity: "note",
        message: `Nobody uses what ${names[at]} gives in ${called(up.spec)}, which waits for it all the same.`,
        remedy: `Leave it out, unless it is there for its effects; or lead an edge from it, as in after: { ${names[output]}: ["${names[at]}"] }.`,
      },
    ];
  },
};

/** Looked for once in a graph, for all of its nodes. */
const known = new WeakMap<GraphShape, ReadonlySet<number>>();

function isUsed(shape: GraphShape, node: number): boolean {
  const used =
    known.get(shape) ?? new Set([shape.output, ...shape.after.flatMap((edges) => edges.map((it) => it.node))]);
  known.set(shape, used);
  return used.has(node);
}
