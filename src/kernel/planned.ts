import type { PlannedNode } from "../model/fact.ts";
import { childPath } from "../model/path.ts";
import type { Spec } from "../plan/spec.ts";

/** The nodes that a plan names before it runs, parents first. A map's items are not among them: nobody knows how many. */
export function plannedNodes(root: Spec): readonly PlannedNode[] {
  const nodes: PlannedNode[] = [];
  const visit = (spec: Spec, path: string): void => {
    nodes.push({ path, kind: spec.kind });
    if (spec.kind === "map") return;
    for (const child of spec.children) visit(child.spec, childPath(path, child.segment));
  };
  visit(root, root.name);
  return nodes;
}
