import type { Spec } from "../spec.ts";

/** What a plan is to the plan around it, where not all of that one's children are the same to it. */
export type Part =
  | "classifier"
  | "specialist"
  | "otherwise"
  | "voter"
  | "judge"
  | "generator"
  | "evaluator"
  | "planner"
  | "synthesizer"
  | "worker";

/** What the child at `place` is to its plan; undefined where all children are alike. */
export function partAt({ kind, course, children }: Spec, place: number): Part | undefined {
  switch (course?.kind) {
    case "route":
      if (place === 0) return "classifier";
      return place === children.length - 1 ? "otherwise" : "specialist";
    case "vote":
      return place < course.shape.names.length ? "voter" : "judge";
    case "refine":
      return place === 0 ? "generator" : "evaluator";
    case "orchestrate":
      if (place === 0) return "planner";
      return place === 1 ? "synthesizer" : "worker";
    default:
      return kind === "agent" || kind === "human" ? "judge" : undefined;
  }
}
