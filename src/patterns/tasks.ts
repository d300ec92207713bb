import type { Brief } from "../model/brief.ts";
import { didYouMean } from "../model/near.ts";

/** One task of a planner's list. */
export interface TaskOrder {
  readonly worker: string;
  readonly label: string;
  readonly input: unknown;
  readonly brief?: Brief;
}

interface Limits {
  /** Who gave them, for the words of an error. */
  readonly planner: string;
  readonly labels: readonly string[];
  readonly maxTasks: number;
}

/** The tasks in what a planner gave; or, in a sentence, what is wrong with them. */
export function readTasks(given: unknown, { planner, labels, maxTasks }: Limits): readonly TaskOrder[] | string {
  if (!Array.isArray(given)) return `${planner} gave ${JSON.stringify(given)}, which is no list of tasks`;
  if (given.length > maxTasks) return `${planner} gave ${given.length} tasks, and maxTasks is ${maxTasks}`;
  const tasks: TaskOrder[] = [];
  const taken = new Set<string>();
  for (const [place, said] of given.entries()) {
    const task = readTask(said, labels);
    if (typeof task === "string") return `task ${place + 1} of ${planner} ${task}`;
    if (taken.size === taken.add(task.label).size)
      return `${planner} gave two tasks with the label ${JSON.stringify(task.label)}: results are told by their labels`;
    tasks.push(task);
  }
  return tasks;
}

interface Fields {
  readonly worker?: unknown;
  readonly label?: unknown;
  readonly input?: unknown;
  readonly brief?: unknown;
}

const FORM = '{ worker: "…", label: "…", input: … }';

function readTask(said: unknown, labels: readonly string[]): TaskOrder | string {
  if (typeof said !== "object" || said === null) return `is ${JSON.stringify(said)}; a task is ${FORM}`;
  const { worker, label, input, brief }: Fields = said;
  if (typeof worker !== "string" || typeof label !== "string") return `is ${JSON.stringify(said)}; a task is ${FORM}`;
  if (!labels.includes(worker))
    return `is for ${JSON.stringify(worker)}, who is no worker. ${didYouMean(worker, labels)}`;
  const task = { worker, label, input: input ?? null };
  if (brief === undefined) return task;
  return isBrief(brief) ? { ...task, brief } : "has a brief that lacks a goal or a definition of done";
}

function isBrief(brief: unknown): brief is Brief {
  if (typeof brief !== "object" || brief === null) return false;
  const { goal, definitionOfDone, context, format }: { readonly [K in keyof Brief]?: unknown } = brief;
  const isText = (text: unknown) => typeof text === "string";
  const mayBeText = (text: unknown) => text === undefined || isText(text);
  return isText(goal) && isText(definitionOfDone) && mayBeText(context) && mayBeText(format);
}
