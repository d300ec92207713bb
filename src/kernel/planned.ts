import type { PlannedNode } from "../model/fact.ts";
import { childPath } from "../model/path.ts";
import type { Member, Spec } from "../plan/spec.ts";

/** The nodes that a plan names before it runs, parents first. A map's items and an orchestration's tasks are not among them: nobody knows how many. */
export function plannedNodes(root: Spec): readonly PlannedNode[] {
  const nodes: PlannedNode[] = [];
  const visit = (spec: Spec, path: string): void => {
    nodes.push({ path, kind: spec.kind });
    for (const child of planned(spec)) visit(child.spec, childPath(path, child.segment));
  };
  visit(root, root.name);
  return nodes;
}

function planned({ course, children }: Spec): readonly Member[] {
  if (course?.kind === "map") return [];
  return course?.kind === "orchestrate" ? children.slice(0, -course.shape.labels.length) : children;
}
