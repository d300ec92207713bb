import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A node of a graph that nothing waits for, and whose output is not the graph's: it is run for its effects alone. */
export const unusedOutput: Rule = {
  name: "unused-output",
  check({ up, as, at }) {
    const course = up?.spec.course;
    if (up === undefined || as !== "child" || course?.kind !== "graph") return [];
    const { after, output, names } = course.shape;
    if (at === output || after.some((edges) => edges.some(({ node }) => node === at))) return [];
    return [
      {
        severity: "note",
        message: `Nobody uses what ${names[at]} gives in ${called(up.spec)}, which waits for it all the same.`,
        remedy: `Leave it out, unless it is there for its effects; or lead an edge from it, as in after: { ${names[output]}: ["${names[at]}"] }.`,
      },
    ];
  },
};
