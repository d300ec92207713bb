import type { Brief } from "../model/brief.ts";
import type { Failure } from "../model/failure.ts";
import { EMPTY, filled, put, toArray, type Vector } from "../model/vector.ts";
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
type Report = { readonly worker: string; readonly label: string } & (
  | { readonly status: "done" | "skipped"; readonly output: unknown }
  | { readonly status: "failed"; readonly failure: Failure }
);

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
  /** The round's tasks in the planner's order: the first `begun` of them have slots, in this order from `firstSlot` on. */
  readonly tasks: readonly TaskOrder[];
  readonly begun: number;
  readonly firstSlot: number;
  /** What became of them so far, and of how many that is not known. */
  readonly results: Vector<Report | null>;
  readonly missing: number;
  readonly at: "planning" | "working" | "synthesizing";
}

const NO_TASKS = { tasks: [], begun: 0, firstSlot: 0, results: EMPTY, missing: 0 } as const;

const PLANNER = 0;
const SYNTHESIZER = 1;
const FIRST_WORKER = 2;

export const orchestrate: Coordinator<OrchestrateShape, OrchestrateState> = {
  initial: { goal: null, round: 0, slots: 0, starts: [], reports: [], ...NO_TASKS, at: "planning" },
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
  declined: (shape, state, { name, reason, ...end }) =>
    useless(shape, state, { ...end, why: `${name} declined: ${reason}` }),
  handed: (shape, state, { name, to, ...end }) =>
    useless(shape, state, { ...end, why: `${name} hands off to ${JSON.stringify(to)}, and is in no handoff` }),
  toleratesFailure: (_shape, state) => state.at === "working",
  failed: (shape, state, { slot, failure }) => reported(shape, state, { slot, result: { status: "failed", failure } }),
};

/** A worker that gave no output has failed, and the others go on; without a planner or a synthesizer nothing does. */
function useless(
  shape: OrchestrateShape,
  state: OrchestrateState,
  { slot, path, why }: { readonly slot: number; readonly path: string; readonly why: string },
): Step<OrchestrateState> {
  if (state.at !== "working") return unresolved(state, why);
  const failure: Failure = { kind: "unresolved", path, message: why };
  return reported(shape, state, { slot, result: { status: "failed", failure } });
}

/** What the planner and the synthesizer are shown. */
function progressOf({ goal, round, reports }: OrchestrateState): unknown {
  return Object.freeze({ goal, round, results: reports });
}

function plan(state: OrchestrateState): Step<OrchestrateState> {
  const next: OrchestrateState = { ...state, round: state.round + 1, at: "planning" };
  const again = state.round === 0 ? {} : { index: state.round, isConsumer: true as const };
  return start(next, { child: PLANNER, input: progressOf(next), ...again });
}

function planned(shape: OrchestrateShape, state: OrchestrateState, { name, output }: Done): Step<OrchestrateState> {
  const tasks = readTasks(output, { ...shape, planner: name });
  if (typeof tasks === "string") return unresolved(state, tasks);
  if (tasks.length === 0) return synthesize(state);
  const results = filled<Report | null>(tasks.length, null);
  const round = { tasks, begun: 0, firstSlot: state.slots, results, missing: tasks.length };
  return work(shape, { ...state, ...round, at: "working" });
}

/** Starts as many tasks as may be at work at once. */
function work({ labels, concurrency }: OrchestrateShape, state: OrchestrateState): Step<OrchestrateState> {
  const { tasks, begun, missing, firstSlot } = state;
  const atWork = begun - (tasks.length - missing);
  const next = tasks.slice(begun, begun + concurrency - atWork);
  const starts = [...state.starts];
  const commands = next.map(({ worker, label, input, brief }, place): Command => {
    const number = labels.indexOf(worker);
    const index = starts[number] ?? 0;
    starts[number] = index + 1;
    const told = brief === undefined ? {} : { brief };
    const where = { slot: firstSlot + begun + place, child: FIRST_WORKER + number, index };
    return { do: "start", ...where, input, label, isConsumer: true, ...told };
  });
  const count = commands.length;
  return { state: { ...state, begun: begun + count, slots: state.slots + count, starts }, commands };
}

type Result = Report extends infer R ? (R extends Report ? Omit<R, "worker" | "label"> : never) : never;

/** One task is over: the next one begins; with the last one the round is over, too. */
function reported(
  shape: OrchestrateShape,
  state: OrchestrateState,
  { slot, result }: { readonly slot: number; readonly result: Result },
): Step<OrchestrateState> {
  const task = state.tasks[slot - state.firstSlot];
  if (task === undefined) return { state, commands: [] };
  const report: Report = { worker: task.worker, label: task.label, ...result };
  const results = put(state.results, slot - state.firstSlot, report);
  const next = { ...state, results, missing: state.missing - 1 };
  if (next.missing > 0) return work(shape, next);
  const reports = [...state.reports, ...toArray(results).filter((known) => known !== null)];
  const after = { ...next, reports: Object.freeze(reports), ...NO_TASKS };
  return state.round < shape.rounds ? plan(after) : synthesize(after);
}

function synthesize(state: OrchestrateState): Step<OrchestrateState> {
  const input = progressOf(state);
  return start({ ...state, at: "synthesizing" }, { child: SYNTHESIZER, input, isConsumer: true });
}

type Starting = Omit<Extract<Command, { do: "start" }>, "do" | "slot"> & { readonly brief?: Brief };

function start(state: OrchestrateState, it: Starting): Step<OrchestrateState> {
  return {
    state: { ...state, slots: state.slots + 1 },
    commands: [{ do: "start", slot: state.slots, ...it }],
  };
}
