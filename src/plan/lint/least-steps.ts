import type { Spec } from "../spec.ts";

/**
 * How many steps a plan takes at least where nothing fails and nobody declines. Never more than that: of a choice the
 * cheapest, of a map an empty list, of a graph the nodes that are done in any case; judges are left out.
 */
export function leastSteps(plan: Spec): number {
  const known = new Map<Spec, number>();
  const least = (spec: Spec): number => {
    const found =
      known.get(spec) ??
      leastOf(
        spec,
        spec.children.map((child) => least(child.spec)),
      );
    known.set(spec, found);
    return found;
  };
  return least(plan);
}

function leastOf({ agent, course, children }: Spec, parts: readonly number[]): number {
  if (agent !== undefined) return agent.work === undefined ? 0 : 1;
  const [first = 0, second = 0] = parts;
  switch (course?.kind) {
    case "branch":
      return Math.min(...parts);
    case "map":
      return 0;
    case "route":
      return first + Math.min(...parts.slice(1));
    case "vote":
      return children.slice(0, course.shape.names.length).filter(({ spec }) => beginsWithStep(spec)).length;
    case "handoff":
      return parts[course.shape.start] ?? 0;
    case "orchestrate":
      return first + second;
    case "graph":
      return sum(certainNodes(course.shape.after).map((node) => parts[node] ?? 0));
    default:
      return sum(parts);
  }
}

/** All voters begin at once; that of a larger plan more than its beginning is needed, is not sure. */
function beginsWithStep({ agent }: Spec): boolean {
  return agent?.work !== undefined && agent.gatesBefore.length === 0;
}

/** The nodes of a graph to which no edge with a condition leads, directly or not. */
function certainNodes(
  after: readonly (readonly { readonly node: number; readonly isConditional: boolean }[])[],
): readonly number[] {
  const certain = new Set<number>();
  for (const [node, edges] of after.entries())
    if (edges.every((edge) => !edge.isConditional && certain.has(edge.node))) certain.add(node);
  return [...certain];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
