import { describe } from "./describe.ts";
import { flowchart } from "./draw/flowchart.ts";
import { isStatechart, type Statechart, stateDiagram } from "./draw/state-diagram.ts";
import type { AnyPlan } from "./plan.ts";

/**
 * Draws a plan as a Mermaid flowchart, or an XState machine (one of `troupe/machines`, or your own) as a Mermaid state
 * diagram. Ids are ours and every text is escaped, so that no name or value can become syntax.
 *
 * Of a plan: combinators are boxes around their parts, a parallel forks and joins, a branch and a route have a diamond
 * whose arrows carry the names, a vote leads to its rule, a graph has its edges. Dotted is what need not happen: another
 * round, a critique, a hand-off, an edge with `when`, a fallback, a question back. Gates, budgets and policies are noted
 * on their nodes; a judge stands behind its agent.
 *
 * Of a machine: states within states, regions side by side, and an arrow for every transition, with its event and the
 * guard in brackets. One that leads nowhere comes back to its state.
 *
 * @throws TroupeError NOT_A_PLAN for anything else, PLAN_TOO_DEEP, PLAN_TOO_LARGE
 */
export function draw(drawn: AnyPlan | Statechart): string {
  return isStatechart(drawn) ? stateDiagram(drawn) : flowchart(describe(drawn));
}
