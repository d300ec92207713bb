import type { Spec } from "../spec.ts";
import type { Remark, Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A classifier with one specialist, or a planner with one worker and one round. */
export const managerOfOne: Rule = {
  name: "manager-of-one",
  check: ({ spec }) => [...routeToOne(spec), ...plannerOfOne(spec)],
};

function routeToOne(spec: Spec): readonly Remark[] {
  if (spec.course?.kind !== "route" || spec.course.shape.labels.length > 1) return [];
  const [label = ""] = spec.course.shape.labels;
  return [
    {
      severity: "warning",
      message: `${called(spec)} has one specialist, ${label}: its classifier can only send the task there, or decline.`,
      remedy: `Use ${label} itself; let code choose between it and the default with branch; or name more specialists.`,
    },
  ];
}

/** With several tasks it is a map that a planner fills, for which there are plainer words; with one it is a chain. */
function plannerOfOne(spec: Spec): readonly Remark[] {
  if (spec.course?.kind !== "orchestrate") return [];
  const { labels, rounds, maxTasks } = spec.course.shape;
  if (labels.length > 1 || rounds > 1) return [];
  const [planner, synthesizer, worker] = spec.children.map(({ segment }) => segment);
  const row = (middle: string) => `chain("${spec.name}", [${planner}, ${middle}, ${synthesizer}])`;
  const what = `${called(spec)} has one worker, ${worker}, and one round`;
  if (maxTasks > 1) {
    return [
      {
        severity: "note",
        message: `${what}: its planner only lists the items of a map.`,
        remedy: `Say so: ${row(`map("tasks", ${worker}, { maxItems: ${maxTasks} })`)}. As it is, a worker that fails does not end it.`,
      },
    ];
  }
  return [
    {
      severity: "warning",
      message: `${what} of one task: a manager over one worker.`,
      remedy: `Write ${row(worker ?? "worker")}, or let ${worker} do it alone.`,
    },
  ];
}
