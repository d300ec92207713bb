import type { Brief } from "../model/brief.ts";
import type { Failure } from "../model/failure.ts";
import { type Command, type Coordinator, type Done, finishWith, type Step, unresolved } from "./coordinator.ts";
import { readTasks, type TaskOrder } from "./tasks.ts";

/** Child 0 plans, child 1 synthesizes, the workers come behind. */
export interface OrchestrateShape {
  /** The workers' labels. */
  readonly labels: readonly string[];
  /** How often the planner is asked at most. */
  readonly rounds: number;
  /** How many tasks it may give in one round. */
  readonly maxTasks: number;
  /** How many of them are at work at once. */
  readonly concurrency: number;
}

/** What became of a task, as the planner and the synthesizer see it. */
export type Report = { readonly worker: string; readonly label: string } & (
  | { readonly status: "done" | "skipped"; readonly output: unknown }
  | { readonly status: "failed"; readonly failure: Failure }
);

interface Assigned extends TaskOrder {
  readonly slot: number | undefined;
  readonly report: Report | undefined;
}

export interface OrchestrateState {
  readonly goal: unknown;
  /** The round that is planned or worked on, from 1. */
  readonly round: number;
  /** Activations started so far. */
  readonly slots: number;
  /** How often each worker was started. */
  readonly starts: readonly number[];
  /** Reports of former rounds. */
  readonly reports: readonly Report[];
  /** The round's tasks in the planner's order. */
  readonly tasks: readonly Assigned[];
  readonly at: "planning" | "working" | "synthesizing";
}

const PLANNER = 0;
const SYNTHESIZER = 1;
const FIRST_WORKER = 2;

export const orchestrate: Coordinator<OrchestrateShape, OrchestrateState> = {
  initial: { goal: null, round: 0, slots: 0, starts: [], reports: [], tasks: [], at: "planning" },
  isPool: true,
  begin: (shape, input) => plan({ ...orchestrate.initial, goal: input, starts: shape.labels.map(() => 0) }),
  done(shape, state, end) {
    switch (state.at) {
      case "planning":
        return planned(shape, state, end);
      case "synthesizing":
        return finishWith(state, end);
      case "working": {
        const status = end.isSkipped === true ? "skipped" : "done";
        return reported(shape, state, { slot: end.slot, result: { status, output: end.output } });
      }
    }
  },
  declined(shape, state, { slot, name, reason }) {
    if (state.at !== "working") return unresolved(state, `${name} declined: ${reason}`);
    const failure: Failure = { kind: "unresolved", path: name, message: `${name} declined: ${reason}` };
    return reported(shape, state, { slot, result: { status: "failed", failure } });
  },
  toleratesFailure: (_shape, state) => state.at === "working",
  failed: (shape, state, { slot, failure }) => reported(shape, state, { slot, result: { status: "failed", failure } }),
};

/** What the planner and the synthesizer are shown. */
function progressOf({ goal, round, reports }: OrchestrateState): unknown {
  return Object.freeze({ goal, round, results: reports });
}

function plan(state: OrchestrateState): Step<OrchestrateState> {
  const next: OrchestrateState = { ...state, round: state.round + 1, at: "planning", tasks: [] };
  const again = state.round === 0 ? {} : { index: state.round, isConsumer: true as const };
  return start(next, { child: PLANNER, input: progressOf(next), ...again });
}

function planned(shape: OrchestrateShape, state: OrchestrateState, { name, output }: Done): Step<OrchestrateState> {
  const tasks = readTasks(output, shape);
  if (typeof tasks === "string") return unresolved(state, `${name} gave ${tasks}`);
  if (tasks.length === 0) return synthesize(state);
  const assigned = tasks.map((task) => ({ ...task, slot: undefined, report: undefined }));
  return work(shape, { ...state, at: "working", tasks: assigned });
}

/** Starts as many tasks as may be at work at once. */
function work(shape: OrchestrateShape, before: OrchestrateState): Step<OrchestrateState> {
  let state = before;
  const commands: Command[] = [];
  let room = shape.concurrency - state.tasks.filter(({ slot, report }) => slot !== undefined && !report).length;
  for (const [place, task] of state.tasks.entries()) {
    if (room === 0) break;
    if (task.slot !== undefined) continue;
    const worker = shape.labels.indexOf(task.worker);
    const { label, input, brief } = task;
    const index = state.starts[worker] ?? 0;
    const step = start(state, {
      child: FIRST_WORKER + worker,
      index,
      input,
      label,
      isConsumer: true,
      ...(brief === undefined ? {} : { brief }),
    });
    commands.push(...step.commands);
    const tasks = state.tasks.with(place, { ...task, slot: state.slots });
    state = { ...step.state, tasks, starts: state.starts.with(worker, index + 1) };
    room -= 1;
  }
  return { state, commands };
}

type Result = Report extends infer R ? (R extends Report ? Omit<R, "worker" | "label"> : never) : never;

/** One task is over: the next one begins; with the last one the round is over, too. */
function reported(
  shape: OrchestrateShape,
  state: OrchestrateState,
  { slot, result }: { readonly slot: number; readonly result: Result },
): Step<OrchestrateState> {
  const tasks = state.tasks.map(
    (task): Assigned =>
      task.slot === slot ? { ...task, report: { worker: task.worker, label: task.label, ...result } } : task,
  );
  const next = { ...state, tasks };
  if (tasks.some(({ report }) => report === undefined)) return work(shape, next);
  const reports = [...state.reports, ...tasks.flatMap(({ report }) => report ?? [])];
  const after = { ...next, reports: Object.freeze(reports), tasks: [] };
  return state.round < shape.rounds ? plan(after) : synthesize(after);
}

function synthesize(state: OrchestrateState): Step<OrchestrateState> {
  const input = progressOf(state);
  return start({ ...state, at: "synthesizing", tasks: [] }, { child: SYNTHESIZER, input, isConsumer: true });
}

type Starting = Omit<Extract<Command, { do: "start" }>, "do" | "slot"> & { readonly brief?: Brief };

function start(state: OrchestrateState, it: Starting): Step<OrchestrateState> {
  return {
    state: { ...state, slots: state.slots + 1 },
    commands: [{ do: "start", slot: state.slots, ...it }],
  };
}
