import type { GateInput } from "../../machines/gate-verdict.ts";
import type { Course } from "../patterns/catalogue.ts";
import type { Call } from "../patterns/coordinator.ts";

/** A question to one of a plan's own functions. */
interface Asked {
  readonly call: Call;
  readonly args: readonly unknown[];
}

/** Which function of a plan it is, by the option that holds it: for the words of a defect. */
export function functionWords({ call, args }: Asked, course: Course | undefined): string {
  if (call !== "when" || course?.kind !== "graph") return call;
  const { names, after } = course.shape;
  const from = names.findIndex((name) => name === args[0]);
  const isLed = (to: number) => after[to]?.some(({ node, isConditional }) => isConditional && node === from) === true;
  const to = names.filter((_, place) => isLed(place));
  return `when of ${to.length === 1 ? "the edge" : "an edge"} ${names[from] ?? ""} → ${to.join(" or ")}`;
}

/** Which function it is that a gate asks. */
export function gateWords({ kind, name }: Pick<GateInput, "kind" | "name">): string {
  switch (kind) {
    case "asking":
      return "a function of answers";
    case "approval":
      return `when of approval ${JSON.stringify(name)}`;
    default:
      return `the test of ${kind} ${JSON.stringify(name)}`;
  }
}
