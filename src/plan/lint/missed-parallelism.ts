import type { Remark, Rule } from "./finding.ts";
import { called, type Place } from "./place.ts";

/**
 * Work that waits for nothing and waits all the same, as far as the data of a plan can tell. Seen are items and tasks that
 * are worked on one at a time, and a map right behind a map: its first item waits for the last one of the map before. Not
 * seen is whether a step of a chain, or a node of a graph, uses what it is given: that stands in functions.
 */
export const missedParallelism: Rule = {
  name: "missed-parallelism",
  check: (place) => [...oneAtATime(place), ...mapBehindMap(place)],
};

function oneAtATime({ spec }: Place): readonly Remark[] {
  const { course } = spec;
  if (course?.kind !== "map" && course?.kind !== "orchestrate") return [];
  if (course.shape.concurrency > 1) return [];
  const isAlone = course.kind === "map" ? course.shape.maxItems === 1 : course.shape.maxTasks === 1;
  if (isAlone) return [];
  return [
    {
      severity: "note",
      message: `${called(spec)} works on one ${course.kind === "map" ? "item" : "task"} at a time.`,
      remedy: "If they do not depend on one another, give it a larger concurrency, or leave that out for 256.",
    },
  ];
}

function mapBehindMap({ spec, up, at }: Place): readonly Remark[] {
  const before = up?.spec.kind === "chain" ? up.spec.children[at - 1]?.spec : undefined;
  if (spec.kind !== "map" || up === undefined || before?.kind !== "map") return [];
  const [first, second] = [before.children[0]?.segment, spec.children[0]?.segment];
  return [
    {
      severity: "note",
      message: `${called(spec)} begins when the last item of ${called(before)} is done.`,
      remedy: `If no item must wait for another, let each go on by itself: map("${before.name}", chain("each", [${first}, ${second}])).`,
    },
  ];
}
