import fc from "fast-check";
import { begin, childEnded, type Course, evaluated } from "../../src/patterns/catalogue.ts";
import type { ChildEnd, Command } from "../../src/patterns/coordinator.ts";
import { childPath } from "../../src/model/path.ts";

export type Start = Extract<Command, { do: "start" }>;
type Answer = ChildEnd extends infer E ? (E extends ChildEnd ? Omit<E, "slot" | "name"> : never) : never;

/** What the children of a pattern and its function say, and which of those at work ends next. */
export interface Cast {
  readonly input?: unknown;
  /** By default every child gives `<its number>(<its input>)`. */
  readonly says?: (start: Start) => Answer;
  /** What the pattern's own function gives. */
  readonly gives?: unknown;
  /** Which of `count` children at work ends next; by default the one that began first. */
  readonly pick?: (count: number) => number;
}

/** What came of it: all starts in their order, the most that were at work at once, and the last word. */
export interface Played {
  readonly starts: readonly Start[];
  readonly evaluations: readonly Command[];
  readonly atOnce: number;
  readonly lastWord: Command | undefined;
}

/** Plays a pattern from its start to its last word, child by child. */
export function play(course: Course, cast: Cast = {}): Played {
  const { input = "in", says = outputOf, gives, pick = () => 0 } = cast;
  const starts: Start[] = [];
  const evaluations: Command[] = [];
  const atWork: Start[] = [];
  let atOnce = 0;
  let progress = begin(course, input);
  for (;;) {
    const lastWord = progress.commands.find((command) => command.do === "finish" || command.do === "unresolved");
    if (lastWord !== undefined) return { starts, evaluations, atOnce, lastWord };
    const fresh = progress.commands.filter((command) => command.do === "start");
    starts.push(...fresh);
    atWork.push(...fresh);
    atOnce = Math.max(atOnce, atWork.length);
    const evaluation = progress.commands.find((command) => command.do === "evaluate");
    if (evaluation !== undefined) {
      evaluations.push(evaluation);
      progress = evaluated(progress.course, { key: evaluation.key ?? 0, value: gives });
      continue;
    }
    const [next] = atWork.splice(pick(atWork.length), 1);
    if (next === undefined) return { starts, evaluations, atOnce, lastWord: undefined };
    progress = childEnded(progress.course, { slot: next.slot, name: nameOf(course, next), ...says(next) });
  }
}

/** The child's own name where the shape tells it, with the index of its activation, as its supervisor says it. */
export function nameOf({ shape }: Course, { child, index }: Start): string {
  const names = "names" in shape ? shape.names : [];
  return childPath("", names?.[child] ?? `child-${child}`, index);
}

/** What a child gives unless the test says otherwise: its number around its input, so that outputs show their way. */
export function outputOf({ child, input }: Start): Answer {
  return { how: "done", output: `${child}(${JSON.stringify(input)})` };
}

/** A refusal. */
export function declining(reason: string): () => Answer {
  return () => ({ how: "declined", reason });
}

/** Any order in which children can end. */
export const anyOrder: fc.Arbitrary<(count: number) => number> = fc
  .infiniteStream(fc.nat())
  .map((numbers) => (count) => numbers.next().value % Math.max(1, count));

/** Names of members, as many as asked for. */
export function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `name-${i}`);
}
