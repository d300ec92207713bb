import { type Chain, nameFor } from "../../../supervisors/policy.ts";
import { isFailureKind } from "../../model/failure.ts";
import { consumersOf, type GraphShape } from "../../patterns/graph.ts";
import type { Spec } from "../spec.ts";
import type { Remark, Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A graph's policy that goes back to a node beside others, and says nothing more for their failures, which pass it over. */
export const bypassedStep: Rule = {
  name: "bypassed-step",
  check: ({ spec }) =>
    Object.entries<Chain | undefined>(spec.policy?.table ?? {}).flatMap(([kind, chain = []]) =>
      chain.flatMap((directive, position): readonly Remark[] => {
        const isLast = (chain[position + 1]?.does ?? "escalate") === "escalate";
        if (directive.does !== "retry" || directive.from === undefined || !isLast) return [];
        const beside = nodesBeside(spec, directive.from).filter((node) => !answersItself(node.spec, kind));
        if (beside.length === 0) return [];
        const names = beside.map(({ segment }) => segment).join(", ");
        return [
          {
            severity: "note",
            message: `${kind} in the policy of ${called(spec)} goes back to "${directive.from}", which does not lead to ${names}: a failure there passes it over.`,
            remedy: `Give ${beside.length === 1 ? "it" : "them"} a policy of their own, or write another directive behind it.`,
          },
        ];
      }),
    ),
};

/** The nodes that neither lead to a node nor wait for it; none of what is no graph, or has no such node. */
function nodesBeside({ course, children }: Spec, from: string): Spec["children"] {
  if (course?.kind !== "graph") return [];
  const { shape } = course;
  const node = shape.names.indexOf(from);
  return node < 0 ? [] : children.filter((_, other) => !leads(shape, node, other) && !leads(shape, other, node));
}

function leads(shape: GraphShape, node: number, other: number): boolean {
  return consumersOf(shape, node).has(other);
}

/** Whether the node's own policy answers for all failures of the kind in it. */
function answersItself({ policy }: Spec, kind: string): boolean {
  if (policy === undefined) return false;
  return (kind === "*" || isFailureKind(kind)) && nameFor(policy.table, kind) !== undefined;
}
