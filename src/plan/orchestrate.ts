import { type Gate, gateSpecOf, makeGate } from "../gates/gate.ts";
import { acceptDistinct, acceptName } from "../model/accept-name.ts";
import { acceptKeys, acceptNumber } from "../model/accept.ts";
import type { About } from "../model/answer.ts";
import type { Brief } from "../model/brief.ts";
import type { Failure } from "../model/failure.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { atRest } from "../patterns/catalogue.ts";
import { readTasks } from "../patterns/tasks.ts";
import { gate } from "./gated.ts";
import { entriesOf, memberOf, namesOf } from "./members.ts";
import { acceptNeeded } from "./needs.ts";
import type { Plan, PlanInput, PlanOutput, Plans } from "./plan.ts";
import { toPlan } from "./planned.ts";
import type { Member, Spec } from "./spec.ts";
import { frozenCourse } from "./tree.ts";

/** One task that a planner gives: to whom, under which label its result is told, and on what. */
export type Task<W> = {
  [K in keyof W & string]: {
    readonly worker: K;
    readonly label: string;
    readonly input: TaskInput<W[K]>;
    readonly brief?: Brief;
  };
}[keyof W & string];

/** Of a worker that is not known yet, as where a gate is written in the options, it is anything, not nothing. */
type TaskInput<P> = [PlanInput<P>] extends [never] ? unknown : PlanInput<P>;

/** What became of a task. One whose worker declined, or handed off, has failed, as `unresolved`. */
export type TaskResult<W> = {
  [K in keyof W & string]: { readonly worker: K; readonly label: string } & (
    | { readonly status: "done" | "skipped"; readonly output: PlanOutput<W[K]> }
    | { readonly status: "failed"; readonly failure: Failure }
  );
}[keyof W & string];

/** What the planner and the synthesizer see: the goal, the round (from 1), and the results of all rounds before. */
export interface Progress<out I, W> {
  readonly goal: I;
  readonly round: number;
  readonly results: readonly TaskResult<W>[];
}

/** Who plans, who works, who puts it together, and how much of that there may be. */
export interface OrchestrateOptions<W extends Plans, I, O> {
  readonly workers: W;
  /** Gives the tasks of a round. An empty list says that enough is known. */
  readonly planner: Plan<Progress<I, W>, readonly Task<W>[]>;
  /** Makes the output from all results, when the planner has enough or the rounds are used up. */
  readonly synthesizer: Plan<Progress<I, W>, O>;
  /** How often the planner is asked at most, at least 1. */
  readonly rounds: number;
  /** How many tasks it may give in one round, at least 1; more leave it `unresolved` before any starts. The worst case grows with it, and beyond 2^53 steps there is none. */
  readonly maxTasks: number;
  /** How many tasks are at work at once, at least 1. Default 256. */
  readonly concurrency?: number;
  /** A gate for the tasks of each round, before they start: a person approves, edits, or strikes out some of them; a rejection ends the orchestration, or is heard by the planner (`onReject`). Nobody is asked about an empty list. The planner must be an agent. */
  readonly approve?: Gate<Progress<NoInfer<I>, NoInfer<W>>, readonly Task<NoInfer<W>>[]>;
}

const CONCURRENCY = 256;
const NEEDED = {
  workers: "who does the tasks, under their keys, as in workers: { search, extract }",
  planner: "the plan that gives the tasks, as in planner: plan",
  synthesizer: "the plan that puts the results together, as in synthesizer: write",
  rounds: "how often the planner is asked at most, as in rounds: 2",
  maxTasks: "how many tasks it may give in one round, as in maxTasks: 10",
};

/**
 * A planner gives tasks, workers do them side by side, the planner sees what became of them and may give more, and a
 * synthesizer puts it all together. Use it where nobody can say beforehand which tasks there are; where they are known,
 * `parallel`, `map` or `graph` cost no planner. A worker that fails for good is a result, which the planner and the
 * synthesizer see; their own failures are the orchestration's. A list that names an unknown worker, a label twice or too
 * many tasks leaves it `unresolved`: give the planner an output schema, so that it is told and tries again. In a run's
 * paths workers are `name/worker[0]`, `name/worker[1]` and so on.
 *
 * @throws TroupeError BAD_NAME for the name or a key, BAD_OPTION, NOT_A_PLAN, DUPLICATE_NAME
 */
export function orchestrate<const W extends Plans, I, O>(
  name: string,
  options: OrchestrateOptions<W, I, O>,
): Plan<I, O> {
  const called = acceptName(name, "an orchestrate");
  const where = `orchestrate "${called}"`;
  acceptKeys(options, {
    where,
    known: ["workers", "planner", "synthesizer", "rounds", "maxTasks", "concurrency", "approve"],
  });
  acceptNeeded(options, { where, options: NEEDED });
  const { workers, planner, synthesizer, rounds, maxTasks, concurrency = CONCURRENCY, approve } = options;
  const members = entriesOf(workers, `workers of ${where}`);
  const planning = approved(memberOf(planner, `planner of ${where}`), approve, where);
  const writing = memberOf(synthesizer, `synthesizer of ${where}`);
  acceptDistinct(namesOf([planning, writing, ...members]), {
    where,
    remedy:
      "The planner, the synthesizer and the keys of workers are places beside one another: give one another name.",
  });
  const atLeastOne = (value: unknown, option: string) =>
    acceptNumber(value, { where: `${option} of ${where}`, min: 1, isWhole: true });
  const limits = { labels: namesOf(members), maxTasks: atLeastOne(maxTasks, "maxTasks") };
  const course = frozenCourse(
    atRest("orchestrate", {
      ...limits,
      rounds: atLeastOne(rounds, "rounds"),
      concurrency: atLeastOne(concurrency, "concurrency"),
    }),
  );
  const wrongWith = (output: unknown) => {
    const tasks = readTasks(output, { ...limits, planner: "the answer" });
    return typeof tasks === "string" ? tasks : undefined;
  };
  const children = Object.freeze([
    Object.freeze({ ...planning, spec: giving(planning.spec, wrongWith) }),
    writing,
    ...members,
  ]);
  return toPlan(Object.freeze({ kind: "orchestrate", name: called, children, course }));
}

/** The planner behind the gate that its tasks must pass. */
function approved(planner: Member, approve: unknown, where: string): Member {
  if (approve === undefined) return planner;
  if (planner.spec.agent === undefined) {
    throw new TroupeError("BAD_OPTION", {
      what: `approve of ${where} is a gate for its planner, which is a ${planner.spec.kind}.`,
      remedy: "Hang it on the agent in the planner that gives the tasks: plan.gated(approval(…)).",
      facts: { where },
    });
  }
  return Object.freeze({ ...planner, spec: gate(planner.spec, { gates: [ofTasks(approve)], when: "after" }) });
}

/** The planner, whose tasks are looked at also where a person gives or edits them: of a chain, the last step gives them. */
function giving(spec: Spec, wrongWith: NonNullable<Spec["wrongWith"]>): Spec {
  if (spec.agent !== undefined) return Object.freeze({ ...spec, wrongWith });
  const last = spec.kind === "chain" || spec.kind === "given" ? spec.children.at(-1) : undefined;
  if (last === undefined) return spec;
  const children = [...spec.children.slice(0, -1), Object.freeze({ ...last, spec: giving(last.spec, wrongWith) })];
  return Object.freeze({ ...spec, children: Object.freeze(children) });
}

/** A person is asked about tasks, and not about the empty list that ends the planning. */
function ofTasks(approve: unknown): unknown {
  const spec = gateSpecOf(approve);
  if (spec?.kind !== "approval") return approve;
  const { test } = spec;
  const isAsked = (tasks: unknown, about: About): unknown =>
    Array.isArray(tasks) && tasks.length === 0 ? false : test === undefined || test(tasks, about);
  return makeGate({ ...spec, test: isAsked });
}
