import { activation } from "../lives.ts";
import { PEERS } from "../scenario.ts";
import { type Move, type Oracles, UNRESOLVED } from "./oracle.ts";

interface Task {
  readonly worker: string;
  readonly label: string;
  readonly input: unknown;
}

/** The tasks in what a planner gave; undefined where they are none that could be worked on. */
function tasksIn(given: unknown, workers: readonly string[], maxTasks: number): readonly Task[] | undefined {
  if (!Array.isArray(given) || given.length > maxTasks) return undefined;
  const tasks: Task[] = [];
  for (const said of given as readonly unknown[]) {
    if (typeof said !== "object" || said === null || !("worker" in said) || !("label" in said)) return undefined;
    const { worker, label } = said;
    if (typeof worker !== "string" || typeof label !== "string" || !workers.includes(worker)) return undefined;
    if (tasks.some((task) => task.label === label) || ("brief" in said && !isBrief(said.brief))) return undefined;
    tasks.push({ worker, label, input: "input" in said ? said.input : null });
  }
  return tasks;
}

function isBrief(brief: unknown): boolean {
  return typeof brief === "object" && brief !== null && "goal" in brief && "definitionOfDone" in brief;
}

/** Rounds of a planner and its workers, so many at once, and a synthesizer at the end. */
export const orchestrateOracle: Oracles = ({ path, it, input: goal }) => {
  const { draft, children } = it;
  if (draft.kind !== "orchestrate") throw new Error("it is no orchestrate");
  const [planner = "", synthesizer = ""] = children.map(({ name }) => name);
  const workers: readonly string[] = PEERS.slice(0, draft.workers.length);
  const starts = new Map<string, number>();
  let at: "planning" | "working" | "synthesizing" = "planning";
  let round = 0;
  let results: readonly unknown[] = [];
  let waiting: readonly Task[] = [];
  let assigned: { readonly slot: string; readonly task: Task; result?: object }[] = [];

  const plan = (): readonly Move[] => {
    at = "planning";
    round += 1;
    return [{ start: activation(path, planner, round - 1), input: { goal, round, results } }];
  };
  const synthesize = (): readonly Move[] => {
    at = "synthesizing";
    return [{ start: `${path}/${synthesizer}`, input: { goal, round, results } }];
  };
  const work = (): readonly Move[] => {
    const moves: Move[] = [];
    while (waiting.length > 0 && assigned.filter(({ result }) => result === undefined).length < draft.concurrency) {
      const [task, ...rest] = waiting;
      if (task === undefined) break;
      waiting = rest;
      const index = starts.get(task.worker) ?? 0;
      starts.set(task.worker, index + 1);
      const slot = `${path}/${task.worker}[${index}]`;
      assigned.push({ slot, task });
      moves.push({ start: slot, input: task.input, label: task.label });
    }
    return moves;
  };
  const report = (slot: string, result: object): readonly Move[] => {
    const one = assigned.find((other) => other.slot === slot);
    if (one === undefined) return [];
    one.result = { worker: one.task.worker, label: one.task.label, ...result };
    if (waiting.length > 0) return work();
    if (assigned.some((other) => other.result === undefined)) return [];
    results = [...results, ...assigned.map((other) => other.result)];
    assigned = [];
    return round < draft.rounds ? plan() : synthesize();
  };
  return {
    begins: plan(),
    hears(event) {
      if (event.is !== "gave" && event.is !== "declined" && event.is !== "handed" && event.is !== "lost") return [];
      if (at === "working")
        return report(
          event.slot,
          event.is === "gave" ? { status: event.isSkipped ? "skipped" : "done", output: event.output } : FAILED,
        );
      if (event.is !== "gave") return UNRESOLVED;
      if (at === "synthesizing") return [{ done: event.output }];
      const tasks = tasksIn(event.output, workers, draft.maxTasks);
      if (tasks === undefined) return UNRESOLVED;
      if (tasks.length === 0) return synthesize();
      at = "working";
      waiting = tasks;
      return work();
    },
  };
};

/** What went wrong is told in the runtime's own words, which are not compared. */
const FAILED = { status: "failed" } as const;
