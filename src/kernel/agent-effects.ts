import type { AgentRequest } from "../../machines/agent-request.ts";
import type { Verdict } from "../../machines/events.ts";
import { isRefused, type Refused, release, reserve } from "../budget/book.ts";
import type { Supplied } from "../model/answer.ts";
import type { Failure } from "../model/failure.ts";
import { frozen } from "../model/frozen.ts";
import { attemptId } from "../model/path.ts";
import { addUsd } from "../model/usage.ts";
import { drainConsulting } from "./consulting.ts";
import { type Core, declare, forget, record, send } from "./core.ts";
import { openGate, withdrawGate } from "./gate-effects.ts";
import { end, endWords, keep, saidOf, voidBelow, voidsOf } from "./life.ts";
import type { AgentProcess } from "./process.ts";
import { budgetFailure, busy, isOverdue, spentWall } from "./wall.ts";

/** Performs what an agent's machine asks for. */
export function performAgent(core: Core, agent: AgentProcess, request: AgentRequest): void {
  switch (request.ask) {
    case "work":
      return beginWork(core, agent, request);
    case "abort":
      return abortWork(core, agent, request.why);
    case "openGate":
      return openGate(core, agent, request);
    case "drainGate":
      return drainConsulting(core, agent);
    case "withdrawGate":
      return withdrawGate(core, agent, request);
    case "tellDone":
      return done(core, agent, request);
    case "tellDeclined":
      end(core, agent, { how: "declined", disposition: `declined: ${request.reason}` });
      return tell(core, agent, { type: "CHILD_DECLINED", reason: request.reason });
    case "tellHanded": {
      const { to, context } = request;
      end(core, agent, { how: "handed", disposition: `handed off to ${to}` });
      return tell(core, agent, { type: "CHILD_HANDED", to, context });
    }
    case "tellFailed":
      return failed(core, agent, request);
    case "tellStopped":
      noteAbandoned(core, agent, request.isAbandoned);
      end(core, agent, {
        how: "stopped",
        disposition: request.isAbandoned ? `${request.why}, abandoned` : request.why,
      });
      return tell(core, agent, {
        type: "CHILD_STOPPED",
        ...(request.answers === undefined ? {} : { answers: request.answers }),
      });
  }
}

type Ask<N extends AgentRequest["ask"]> = Extract<AgentRequest, { ask: N }>;

/** Reserves the step on every ledger upward, and only then lets the work begin. */
function beginWork(core: Core, agent: AgentProcess, { attempt, input, feedback, answers }: Ask<"work">): void {
  if (isOverdue(core)) return refuseLate(core, agent, attempt);
  agent.attempt = attempt;
  agent.unattended = [];
  const usd = addUsd(agent.spec.agent?.expects?.costUsd ?? 0, 0);
  const reserved = spentWall(core, agent.ledgers) ?? reserve(core.book, agent.ledgers, { steps: 1, usd });
  if (isRefused(reserved)) {
    record(core, agent.path, { type: "ledger.refused", attempt, ...reserved });
    const verdict: Verdict = { owner: reserved.owner, does: "spent", isDrain: isPaidFor(reserved) };
    return send(core, {
      kind: "agent",
      to: agent,
      event: { type: "REFUSED", attempt, failure: budgetFailure(reserved), verdict },
    });
  }
  core.book = reserved;
  agent.reservedUsd = usd;
  const key = idempotencyKey(core, agent.path, input);
  agent.cause = record(core, agent.path, { type: "attempt.started", attempt, life: agent.incarnation });
  agent.disposition = `attempt ${attempt}`;
  const id = attemptId(agent.id, attempt);
  declare(
    core,
    {
      kind: "work",
      id,
      site: agent.site,
      path: agent.path,
      attempt,
      input,
      feedback: frozen(feedback),
      answers: frozen(answers),
      brief: agent.assignment,
      idempotencyKey: key,
    },
    agent,
  );
  agent.effect = id;
  busy(core, agent.ledgers, 1);
  setTimeoutFrom(core, agent, core.now);
}

/** The same for every try on the same input; work that was taken back, or left on another input, has other effects. */
function idempotencyKey(core: Core, path: string, input: unknown): string {
  if (core.harvest.hasBegunOther(path, input)) voidBelow(core, path);
  core.harvest.begin(path, input);
  const voids = voidsOf(core, path);
  return `${core.runId}/${path}${voids === 0 ? "" : `+${voids}`}`;
}

/** The run is over with its deadline, whatever the policies around this agent say. */
function refuseLate(core: Core, agent: AgentProcess, attempt: number): void {
  const { path } = agent;
  const failure: Failure = { kind: "timeout", path, message: "nothing begins after the deadline", code: "deadline" };
  const verdict: Verdict = { owner: core.layout.root.name, does: "spent" };
  send(core, { kind: "agent", to: agent, event: { type: "REFUSED", attempt, failure, verdict } });
}

/** The clock of an attempt stops when its timeout has passed since `from`. */
function setTimeoutFrom(core: Core, agent: AgentProcess, from: number): void {
  const { attempt, path } = agent;
  const timeoutMs = agent.spec.agent?.timeoutMs ?? Number.POSITIVE_INFINITY;
  const fire = () => {
    const failure: Failure = { kind: "timeout", path, message: `attempt ${attempt} took longer than ${timeoutMs} ms` };
    send(core, { kind: "agent", to: agent, event: { type: "TIMEOUT", attempt, failure } });
  };
  agent.timer = core.timers.set({ name: "timeout", path, at: from + timeoutMs, fire });
}

/** The work began only now: its timeout counts from here, unless it is being aborted already. */
export function timeAnew(core: Core, agent: AgentProcess, began: number): void {
  if (agent.timer?.name !== "timeout" || agent.timer.isCancelled) return;
  core.timers.cancel(agent.timer);
  setTimeoutFrom(core, agent, began);
}

/** Whether what is under way may go on: wherever no more is used than there is. */
function isPaidFor({ ledger, used, limit }: Refused): boolean {
  return ledger === "steps" || (ledger !== "wallMs" && used <= limit);
}

/** Fires the abort signal, and gives the work its grace to end. */
function abortWork(core: Core, agent: AgentProcess, why: string): void {
  const { effect, attempt } = agent;
  if (effect === undefined) return;
  record(core, agent.path, { type: "attempt.aborted", attempt, why });
  agent.disposition = `aborting: ${why}`;
  core.timers.cancel(agent.timer);
  core.withdraw(effect, why);
  const fire = () => {
    const message = `still at work ${core.graceMs} ms after its abort (${why})`;
    const failure: Failure = { kind: "unresponsive", path: agent.path, message };
    send(core, { kind: "agent", to: agent, event: { type: "GRACE_OVER", attempt, failure } });
  };
  agent.timer = core.timers.set({ name: "grace", path: agent.path, at: core.now + core.graceMs, fire });
}

/** An attempt's work is out no more: its clock stops, and what it has not reported of the money promised to it is free. */
export function workOver(core: Core, agent: AgentProcess): void {
  if (agent.effect === undefined) return;
  forget(core, agent.effect);
  agent.effect = undefined;
  core.timers.cancel(agent.timer);
  busy(core, agent.ledgers, -1);
  core.book = release(core.book, agent.ledgers, agent.reservedUsd);
  agent.reservedUsd = 0;
}

function noteAbandoned(core: Core, agent: AgentProcess, isAbandoned: boolean): void {
  if (!isAbandoned || agent.effect === undefined) return;
  core.abandoned.push(agent.effect);
  workOver(core, agent);
}

function done(core: Core, agent: AgentProcess, { output, about, skipped }: Ask<"tellDone">): void {
  keep(core, agent, { output, about, skipped });
  end(core, agent, { ...endWords({ skipped }), output });
  tell(core, agent, { type: "CHILD_DONE", output, ...saidOf(about, skipped) });
}

/** A decision about a node above goes through the agent, where a judge or whoever answers it was in it; then nothing is decided about the agent itself. */
function failed(core: Core, agent: AgentProcess, { failure, verdict, isAbandoned, answers }: Ask<"tellFailed">): void {
  noteAbandoned(core, agent, isAbandoned);
  agent.failure = failure;
  agent.disposition = "deciding";
  const isOwn = verdict === undefined || verdict.does === "spent";
  agent.cause = record(
    core,
    agent.path,
    isOwn
      ? { type: "node.failed", attempt: agent.attempt, failure, isAbandoned }
      : { type: "supervisor.turned", to: "failed" },
  );
  if (agent.parent === undefined) return;
  const event = {
    type: "CHILD_FAILED",
    slot: agent.slot,
    life: agent.life,
    failure,
    ...(verdict === undefined ? {} : { verdict }),
    ...(answers.length === 0 ? {} : { answers }),
  } as const;
  send(core, { kind: "failure", to: agent.parent, event, from: agent });
}

type Told =
  | { readonly type: "CHILD_DONE"; readonly output: unknown }
  | { readonly type: "CHILD_DECLINED"; readonly reason: string }
  | { readonly type: "CHILD_HANDED"; readonly to: string; readonly context: unknown }
  | { readonly type: "CHILD_STOPPED"; readonly answers?: readonly Supplied[] };

function tell(core: Core, agent: AgentProcess, told: Told): void {
  if (agent.parent === undefined) return;
  send(core, { kind: "supervisor", to: agent.parent, event: { ...told, slot: agent.slot, life: agent.life } });
}
