import type { SnapshotFrom } from "xstate";
import type { AgentInput, AgentRequest } from "../../machines/agent-request.ts";
import type { AgentEvent, StopHow } from "../../machines/events.ts";
import type { agentMachine } from "../../machines/agent.machine.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Closed, Happening } from "./explore.ts";
import { type Machines, roomOf, SCOPE } from "./shown-driver.ts";

/** An event that the agent may hear. */
export type Heard = Happening & { readonly label: string; readonly event: AgentEvent | "buried" };

/** The agent, and what of its requests is still open in the world around it. */
export interface AgentWorld {
  readonly snapshot: SnapshotFrom<typeof agentMachine>;
  readonly work: { readonly attempt: number; readonly isAborted: boolean } | undefined;
  readonly gate: number | undefined;
  /** A gate that was taken back while a plan decided there, which is not over yet. */
  readonly closing: number | undefined;
  readonly told: AgentRequest["ask"] | undefined;
  /** With what its work ended, where that is an end for the agent, too. */
  readonly said: AgentEvent["type"] | undefined;
  /** Gates that the newest output has passed. */
  readonly passed: number;
  /** What it was told from above, each at most once. */
  readonly orders: readonly string[];
  readonly isOver: boolean;
  readonly wrongs: readonly string[];
}

const ATTEMPTS = 2;

/** The agent machine between a supervisor that may say anything that supervisors say, and a world that may do anything. */
export function agentWorld(input: AgentInput, machines: Machines): Closed<AgentWorld, Heard> {
  const { agent: logic, fromAgents } = roomOf(machines);
  const snapshot = logic.getInitialSnapshot(SCOPE, input);
  const start: AgentWorld = {
    snapshot,
    work: undefined,
    gate: undefined,
    closing: undefined,
    told: undefined,
    said: undefined,
    passed: 0,
    orders: [],
    isOver: false,
    wrongs: [],
  };

  function next(before: AgentWorld, { event, label, isStale }: Heard): AgentWorld {
    if (event === "buried") return { ...before, isOver: true, wrongs: leftOf(before) };
    const after = logic.transition(before.snapshot, event, SCOPE);
    const requests = fromAgents.splice(0);
    if (after.status === "error") return { ...before, isOver: true, wrongs: [`it broke on ${label}`] };
    const isLost = after === before.snapshot && isStale !== true;
    const world: AgentWorld = {
      ...answered(before, event),
      snapshot: after,
      wrongs: isLost ? [`nobody took ${label} in ${JSON.stringify(after.value)}`] : [],
    };
    const performing = (open: AgentWorld, request: AgentRequest) => performed(open, request, input);
    const heard = requests.reduce(performing, isOrder(event) ? { ...world, told: undefined } : world);
    return isStale === true ? heard : deaf(heard, event);
  }

  return {
    start,
    next,
    events: (world) => (world.isOver ? [] : [...heardNext(world), ...heardTooLate(world)]),
    print: ({ snapshot: { value, context }, ...rest }) => JSON.stringify({ value, context, ...rest }),
    isOver: ({ isOver }) => isOver,
    wrongs: ({ wrongs }) => wrongs,
    shows: ({ snapshot: { value } }) => [typeof value === "string" ? value : Object.entries(value).flat().join(" ")],
  };
}

/** An order to end now is carried out now: what is out is aborted. */
function deaf(world: AgentWorld, event: AgentEvent): AgentWorld {
  const isNow =
    event.type === "HALT" ||
    event.type === "TIMEOUT" ||
    (event.type === "STOP" && ["abort", "halt"].includes(event.how));
  const isOut = world.work?.isAborted === false || world.gate !== undefined;
  return isNow && isOut ? { ...world, wrongs: [...world.wrongs, `it goes on in spite of ${event.type}`] } : world;
}

function isOrder({ type }: AgentEvent): boolean {
  return type === "RETRY" || type === "SKIP" || type === "STOP" || type === "HALT";
}

/** What the world has answered with an event is open no more. */
function answered(world: AgentWorld, event: AgentEvent): AgentWorld {
  const { work, gate, closing } = world;
  switch (event.type) {
    case "WORK_RETURNED":
    case "WORK_DECLINED":
    case "WORK_HANDED":
    case "WORK_ASKED":
    case "WORK_FAILED":
    case "REFUSED":
    case "GRACE_OVER":
      return event.attempt === work?.attempt ? { ...world, work: undefined, said: lastWord(event) } : world;
    case "GATE_PASSED":
    case "GATE_FAILED":
    case "GATE_CLOSED":
      if (event.gate === closing) return { ...world, closing: undefined };
      if (event.gate !== gate) return world;
      return { ...world, gate: undefined, passed: world.passed + (event.type === "GATE_PASSED" ? 1 : 0) };
    case "STOP":
      return { ...world, orders: [...world.orders, event.how] };
    case "HALT":
      return { ...world, orders: [...world.orders, "HALT"] };
    case "RETRY":
      return { ...world, passed: 0 };
    default:
      return world;
  }
}

/** What the agent asks for opens or closes something; what it may not ask is wrong. */
function performed(world: AgentWorld, request: AgentRequest, input: AgentInput): AgentWorld {
  const { work, gate, closing, told, orders } = world;
  const complain = (what: string, rest: Partial<AgentWorld> = {}) => ({
    ...world,
    ...rest,
    wrongs: [...world.wrongs, what],
  });
  const isStopped = orders.length > 0;
  switch (request.ask) {
    case "work": {
      const begun = { work: { attempt: request.attempt, isAborted: false }, passed: 0 };
      const isAnswered = request.answers.length > 0;
      if (!isAnswered && world.passed < askedBefore(input))
        return complain("work begins before its gates were passed", begun);
      if (request.answers.length > (input.asks ?? 0))
        return complain("work was answered more often than it may ask", begun);
      if (work !== undefined) return complain("a second attempt begins while one is out", begun);
      if (gate !== undefined || closing !== undefined) return complain("work begins while a gate is open", begun);
      return isStopped ? complain(`work begins after ${orders.join(", ")}`, begun) : { ...world, ...begun };
    }
    case "abort":
      if (work === undefined) return complain("it aborts work that is not out");
      if (work.isAborted) return complain("it aborts twice");
      return { ...world, work: { ...work, isAborted: true } };
    case "openGate":
      if (gate !== undefined || closing !== undefined || work !== undefined)
        return complain("a gate opens while something is out", { gate: request.gate });
      if (orders.some((order) => order !== "drain"))
        return complain("a gate opens after it was stopped", { gate: request.gate });
      if (isStopped && request.place.when === "after" && input.judgesAfter?.includes(request.place.index) === true)
        return complain("a judge begins though it drains", { gate: request.gate });
      return { ...world, gate: request.gate };
    case "drainGate":
      return request.gate === gate ? world : complain("it drains a gate that is not open");
    case "withdrawGate":
      if (gate !== request.gate && closing !== request.gate) return complain("it takes back a gate that is not open");
      return { ...world, gate: undefined, closing: request.isAwaited ? request.gate : undefined };
    case "tellFailed":
    case "tellStopped":
    case "tellDone":
    case "tellHanded":
    case "tellDeclined": {
      const isEnd = request.ask !== "tellFailed";
      const wrongs = [
        ...(told === undefined ? [] : [`it says ${request.ask} after ${told}`]),
        ...(request.ask === "tellFailed" && orders.some((order) => order !== "HALT")
          ? ["it fails though it was stopped"]
          : []),
        ...unsaid(world, request, input),
        ...(request.ask === "tellDone" && request.skipped === undefined && world.passed < input.gatesAfter
          ? ["it is done, and not all its gates were passed"]
          : []),
        ...leftOf(world),
      ];
      return { ...world, told: request.ask, said: undefined, isOver: isEnd, wrongs: [...world.wrongs, ...wrongs] };
    }
  }
}

function lastWord({ type }: AgentEvent): AgentEvent["type"] | undefined {
  return type === "WORK_RETURNED" || type === "WORK_HANDED" || type === "WORK_DECLINED" ? type : undefined;
}

/** What it tells of its work is what that has said. */
function unsaid({ said }: AgentWorld, request: AgentRequest, { isPerson }: AgentInput): readonly string[] {
  const due = { tellDone: "WORK_RETURNED", tellHanded: "WORK_HANDED", tellDeclined: "WORK_DECLINED" } as const;
  if (isPerson || !(request.ask in due) || (request.ask === "tellDone" && request.skipped !== undefined)) return [];
  const word = Object.entries(due).find(([ask]) => ask === request.ask)?.[1];
  return said === word ? [] : [`it says ${request.ask}, and its work said ${said ?? "nothing"}`];
}

/** How many gates work has to pass: those before it, and then the schema of its input as well. */
function askedBefore({ gatesBefore, hasSchema }: AgentInput): number {
  return gatesBefore > 0 && hasSchema === true ? gatesBefore + 1 : gatesBefore;
}

function leftOf({ work, gate, closing }: AgentWorld): readonly string[] {
  return [
    ...(work === undefined ? [] : ["work is left out at its end"]),
    ...(gate === undefined ? [] : ["a gate is left open at its end"]),
    ...(closing === undefined ? [] : ["a plan still decides for it at its end"]),
  ];
}

function failureOf(kind: Failure["kind"]): Failure {
  return { kind, path: "a", message: kind };
}

const STOPS: readonly StopHow[] = ["drain", "hold", "abort", "halt"];

/** All that can come now: answers to what is open, and orders from above. */
function heardNext({ snapshot, work, gate, closing, told, orders }: AgentWorld): readonly Heard[] {
  const heard: AgentEvent[] = [];
  const isIdle = snapshot.value === "idle";
  if (isIdle) heard.push({ type: "START", input: "input", attempt: 1 });
  if (work !== undefined) {
    const { attempt } = work;
    heard.push(
      { type: "WORK_RETURNED", attempt, output: "output" },
      { type: "WORK_DECLINED", attempt, reason: "not mine" },
      { type: "WORK_HANDED", attempt, to: "peer", context: "context" },
      { type: "WORK_ASKED", attempt, question: "which?" },
      { type: "WORK_FAILED", attempt, failure: failureOf("transient") },
    );
    if (work.isAborted) heard.push({ type: "GRACE_OVER", attempt, failure: failureOf("unresponsive") });
    else
      heard.push(
        { type: "TIMEOUT", attempt, failure: failureOf("timeout") },
        { type: "REFUSED", attempt, failure: failureOf("budget"), verdict: { owner: "p", does: "spent" } },
      );
  }
  if (gate !== undefined)
    heard.push(
      { type: "GATE_PASSED", gate },
      { type: "GATE_PASSED", gate, edited: { value: "edited" } },
      { type: "GATE_FAILED", gate, failure: failureOf("invalid-output") },
    );
  if (closing !== undefined)
    heard.push(
      { type: "GATE_CLOSED", gate: closing },
      { type: "GATE_PASSED", gate: closing },
      { type: "GATE_FAILED", gate: closing, failure: failureOf("rejected") },
    );
  const { attempt, asking } = snapshot.context;
  if (told === "tellFailed" && orders.length === 0) {
    if (attempt > 0 && attempt - asking.answers.length < ATTEMPTS) heard.push({ type: "RETRY", attempt: attempt + 1 });
    heard.push({ type: "SKIP", value: "skipped", failure: failureOf("transient") });
  }
  for (const how of STOPS) if (canStop(orders, how)) heard.push({ type: "STOP", how, why: "cancelled" });
  if (!orders.includes("HALT"))
    heard.push({ type: "HALT", failure: failureOf("budget"), verdict: { owner: "p", does: "spent" } });
  const buried: readonly Heard[] = told === "tellFailed" ? [{ type: "buried", label: "buried", event: "buried" }] : [];
  return [...heard.map((event) => labelled(event)), ...buried];
}

/** Orders only get stricter: a group that is held or drains may still be aborted, never the other way. */
function canStop(orders: readonly string[], how: StopHow): boolean {
  const sternest = Math.max(-1, ...orders.map((order) => STOPS.findIndex((stop) => stop === order)));
  return STOPS.indexOf(how) > sternest;
}

/** What answers a former attempt, a closed gate, or something that is over. */
function heardTooLate({ snapshot, work, gate, closing }: AgentWorld): readonly Heard[] {
  const { attempt, gate: newest } = snapshot.context;
  const attempts = [attempt - 1, attempt].filter((number) => number > 0 && number !== work?.attempt);
  const gates = [newest - 1, newest].filter((number) => number > 0 && number !== gate && number !== closing);
  const events: AgentEvent[] = [
    ...attempts.flatMap((number): AgentEvent[] => [
      { type: "WORK_RETURNED", attempt: number, output: "late" },
      { type: "WORK_DECLINED", attempt: number, reason: "late" },
      { type: "WORK_HANDED", attempt: number, to: "late", context: "late" },
      { type: "WORK_ASKED", attempt: number, question: "late" },
      { type: "WORK_FAILED", attempt: number, failure: failureOf("permanent") },
      { type: "TIMEOUT", attempt: number, failure: failureOf("timeout") },
      { type: "GRACE_OVER", attempt: number, failure: failureOf("unresponsive") },
      { type: "REFUSED", attempt: number, failure: failureOf("budget"), verdict: { owner: "p", does: "spent" } },
    ]),
    ...gates.flatMap((number): AgentEvent[] => [
      { type: "GATE_PASSED", gate: number, edited: { value: "late" } },
      { type: "GATE_FAILED", gate: number, failure: failureOf("rejected") },
      { type: "GATE_CLOSED", gate: number },
    ]),
  ];
  return events.map((event) => labelled(event, true));
}

function labelled(event: AgentEvent, isStale = false): Heard {
  const detail =
    "attempt" in event
      ? ` ${event.attempt}`
      : "gate" in event
        ? ` ${event.gate}`
        : "how" in event
          ? ` ${event.how}`
          : "";
  const edited = "edited" in event ? " edited" : "";
  const isOutside = event.type === "STOP" || event.type === "HALT";
  return { type: event.type, label: `${event.type}${detail}${edited}`, event, isStale, isOutside };
}
