import fc from "fast-check";
import { childPath } from "../../src/model/path.ts";
import {
  begin,
  childEnded,
  type Course,
  evaluated,
  type Progress,
  toleratesFailure,
} from "../../src/patterns/catalogue.ts";
import type { ChildEnd, Command } from "../../src/patterns/coordinator.ts";

export type Start = Extract<Command, { do: "start" }>;
export type Evaluation = Extract<Command, { do: "evaluate" }>;
export type Answer = ChildEnd extends infer E
  ? E extends ChildEnd
    ? Omit<E, "slot" | "name" | "path">
    : never
  : never;

/** What the children of a pattern and its function say, and which of what is out comes back next. */
export interface Cast {
  readonly input?: unknown;
  /** By default every child gives `<its number>(<its input>)`. */
  readonly says?: (start: Start) => Answer;
  /** What the pattern's own function gives; or, from what it is asked, what it gives then. */
  readonly gives?: unknown;
  readonly tells?: (evaluation: Evaluation) => unknown;
  /** Which of `count` comes back next; by default the function before a child, and the child that began first. */
  readonly pick?: (count: number) => number;
}

/** What came of it: all starts in their order, the most that were at work at once, and the last word. */
export interface Played {
  readonly starts: readonly Start[];
  readonly evaluations: readonly Command[];
  readonly atOnce: number;
  /** What came back, one thing after the other, and what the pattern asked for then. The first one is its beginning. */
  readonly steps: readonly Step[];
  /** Left out where a child was given up whose failure is the group's. */
  readonly lastWord: Command | undefined;
}

interface Step {
  readonly over: Start | Evaluation | undefined;
  readonly commands: readonly Command[];
}

/** Plays a pattern from its start to its last word, one thing after the other. */
export function play(course: Course, cast: Cast = {}): Played {
  const { input = "in", says = outputOf, gives, tells = () => gives, pick = () => 0 } = cast;
  const steps: Step[] = [];
  const out: (Start | Evaluation)[] = [];
  let atOnce = 0;
  let progress: Progress | undefined = begin(course, input);
  let over: Start | Evaluation | undefined;
  for (;;) {
    steps.push({ over, commands: progress?.commands ?? [] });
    const lastWord = progress?.commands.find(({ do: what }) => what === "finish" || what === "unresolved");
    if (progress === undefined || lastWord !== undefined) return played(steps, { atOnce, lastWord });
    out.unshift(...evaluationsIn(progress.commands));
    out.push(...startsIn(progress.commands));
    atOnce = Math.max(atOnce, startsIn(out).length);
    [over] = out.splice(pick(out.length), 1);
    if (over === undefined) return played(steps, { atOnce, lastWord });
    progress =
      over.do === "evaluate"
        ? evaluated(progress.course, { key: over.key ?? 0, value: tells(over) })
        : ended(progress.course, over, says(over));
  }
}

function played(steps: readonly Step[], end: Pick<Played, "atOnce" | "lastWord">): Played {
  const commands = steps.flatMap((step) => step.commands);
  return { ...end, steps, starts: startsIn(commands), evaluations: evaluationsIn(commands) };
}

/** A failure that is no answer to the pattern ends the group, and the pattern hears nothing of it. */
function ended(course: Course, start: Start, answer: Answer): Progress | undefined {
  if (answer.how === "failed" && !toleratesFailure(course, start.slot)) return undefined;
  return childEnded(course, {
    slot: start.slot,
    name: nameOf(course, start),
    path: `p/${nameOf(course, start)}`,
    ...answer,
  });
}

/** The starts among a pattern's commands. */
export function startsIn(commands: readonly Command[]): readonly Start[] {
  return commands.filter((command) => command.do === "start");
}

/** The questions to the pattern's own function among its commands. */
export function evaluationsIn(commands: readonly Command[]): readonly Evaluation[] {
  return commands.filter((command) => command.do === "evaluate");
}

/** The child's own name where the shape tells it, with the index of its activation, as its supervisor says it. */
function nameOf({ shape }: Course, { child, index }: Start): string {
  const names = "names" in shape ? shape.names : [];
  return childPath("", names?.[child] ?? `child-${child}`, index);
}

/** What a child gives unless the test says otherwise: its number around its input, so that outputs show their way. */
export function outputOf({ child, input }: Start): Answer {
  return { how: "done", output: `${child}(${JSON.stringify(input)})` };
}

/** An output. */
export function giving(output: unknown): Answer {
  return { how: "done", output };
}

/** A refusal. */
export function declining(reason: string): () => Answer {
  return () => ({ how: "declined", reason });
}

/** A child that was given up. */
export function failing(message = "no luck"): Answer {
  return { how: "failed", failure: { kind: "permanent", path: "p/a", message } };
}

/** Any order in which children can end. */
export const anyOrder: fc.Arbitrary<(count: number) => number> = fc
  .infiniteStream(fc.nat())
  .map((numbers) => (count) => numbers.next().value % Math.max(1, count));

/** Names of members, as many as asked for. */
export function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `name-${i}`);
}
