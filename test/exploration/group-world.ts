import type { SnapshotFrom } from "xstate";
import type { StopHow, SupervisorEvent, Verdict } from "../../machines/events.ts";
import type { SupervisorInput, SupervisorRequest } from "../../machines/supervisor-context.ts";
import type { supervisorMachine } from "../../machines/supervisor.machine.ts";
import type { Reply } from "../../src/model/question.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Closed, Happening } from "./explore.ts";
import { type Machines, roomOf, SCOPE } from "./shown-driver.ts";

/** A child as its supervisor's letters find it: at work, failed and waiting for a decision, or on its way out. */
interface Kid {
  readonly life: number;
  readonly is: "at work" | "failed" | "skipped" | "held" | "draining" | "stopping";
  /** Its last word crossed the order to stop: that it failed is said, and nobody minds. */
  readonly hasCrossed?: boolean;
}

const REPLIES: readonly Reply[] = [
  { verdict: "retry" },
  { verdict: "skip", value: "said" },
  { verdict: "reject", reason: "no" },
];

/** What the children of a group may do. */
export interface Kids {
  readonly outputs: readonly unknown[];
  readonly failures: readonly Failure["kind"][];
  readonly declines?: boolean;
  /** To whom a child may hand off. */
  readonly hands?: readonly string[];
  /** A child that is a supervisor hands on decisions about those above it. */
  readonly verdicts?: readonly Verdict[];
  /** What the pattern's own function can give; undefined: it throws. */
  readonly values?: readonly unknown[];
  /** What may come from above. Default: an abort. */
  readonly orders?: readonly (StopHow | "HALT")[];
}

export interface GroupWorld {
  readonly snapshot: SnapshotFrom<typeof supervisorMachine>;
  readonly kids: Readonly<Record<number, Kid>>;
  readonly waits: readonly number[];
  /** The keys of the pattern's evaluations that are out. */
  readonly evaluating: readonly number[];
  readonly asked: number | undefined;
  readonly told: SupervisorRequest["ask"] | undefined;
  readonly orders: readonly string[];
  readonly isOver: boolean;
  readonly wrongs: readonly string[];
}

export type GroupHeard = Happening & { readonly label: string; readonly event: SupervisorEvent | "buried" };

/** The supervisor machine with a real coordinator, among children that may do whatever children do, in any order. */
export function groupWorld(input: SupervisorInput, may: Kids, machines: Machines): Closed<GroupWorld, GroupHeard> {
  const { supervisor: logic, fromSupervisors } = roomOf(machines);
  const start: GroupWorld = {
    snapshot: logic.getInitialSnapshot(SCOPE, input),
    kids: {},
    waits: [],
    evaluating: [],
    asked: undefined,
    told: undefined,
    orders: [],
    isOver: false,
    wrongs: [],
  };

  function next(before: GroupWorld, { event, label, isStale }: GroupHeard): GroupWorld {
    if (event === "buried") return { ...before, isOver: true, wrongs: [] };
    const after = logic.transition(before.snapshot, event, SCOPE);
    const requests = fromSupervisors.splice(0);
    if (after.status === "error")
      return { ...before, isOver: true, wrongs: [`it broke on ${label}: ${String(after.error)}`] };
    const heard = { ...(isStale === true ? before : said(before, event)), snapshot: after, wrongs: [] };
    return requests.reduce(performed, isFromAbove(event) ? { ...heard, told: undefined } : heard);
  }

  return {
    start,
    next,
    events: (world) => (world.isOver ? [] : [...heardNext(world, may), ...heardTooLate(world)]),
    print: ({ snapshot: { value, context }, ...rest }) => JSON.stringify({ value, context, ...rest }, withoutConstants),
    isOver: ({ isOver }) => isOver,
    wrongs: ({ wrongs }) => wrongs,
    shows: ({ snapshot: { value } }) => [value],
  };
}

const CONSTANT = new Set(["children", "lineage", "table", "fallbacks", "requests", "shape"]);

function withoutConstants(key: string, value: unknown): unknown {
  return CONSTANT.has(key) ? undefined : value;
}

function isFromAbove({ type }: SupervisorEvent): boolean {
  return type === "SKIP" || type === "STOP" || type === "HALT";
}

function withKid(world: GroupWorld, slot: number, kid: Kid | undefined): GroupWorld {
  const others = Object.fromEntries(Object.entries(world.kids).filter(([key]) => key !== String(slot)));
  return { ...world, kids: kid === undefined ? others : { ...others, [slot]: kid } };
}

/** Who has said its last word is gone; who has failed waits for what is decided. */
function said(world: GroupWorld, event: SupervisorEvent): GroupWorld {
  switch (event.type) {
    case "CHILD_DONE":
    case "CHILD_DECLINED":
    case "CHILD_HANDED":
    case "CHILD_STOPPED":
      return world.kids[event.slot]?.life === event.life ? withKid(world, event.slot, undefined) : world;
    case "CHILD_FAILED": {
      const kid = world.kids[event.slot];
      if (kid?.life !== event.life) return world;
      return withKid(world, event.slot, kid.is === "at work" ? { ...kid, is: "failed" } : { ...kid, hasCrossed: true });
    }
    case "WAITED":
      return { ...world, waits: world.waits.filter((slot) => slot !== event.slot) };
    case "EVALUATED":
    case "NOT_EVALUATED":
      return { ...world, evaluating: world.evaluating.filter((key) => key !== event.key) };
    case "ANSWERED":
    case "DEADLINE":
      return { ...world, asked: undefined };
    case "STOP":
      return { ...world, orders: [...world.orders, event.how] };
    case "HALT":
      return { ...world, orders: [...world.orders, "HALT"] };
    default:
      return world;
  }
}

/** What the group asks for happens at once; what it may not ask is wrong. */
function performed(world: GroupWorld, request: SupervisorRequest): GroupWorld {
  const complain = (what: string): GroupWorld => ({ ...world, wrongs: [...world.wrongs, what] });
  switch (request.ask) {
    case "start": {
      const kid = world.kids[request.slot];
      const at = `slot ${request.slot}`;
      const wrongs = [
        ...(kid !== undefined && kid.is !== "failed" ? [`${at} gets a second life while one is ${kid.is}`] : []),
        ...(world.snapshot.value === "stopping" || world.snapshot.value === "failed"
          ? [`${at} is started while the group ends`]
          : []),
        ...(world.waits.includes(request.slot) ? [`${at} is started while it waits`] : []),
      ];
      const started = withKid(world, request.slot, { life: request.life, is: "at work" });
      return { ...started, wrongs: [...world.wrongs, ...wrongs] };
    }
    case "retry":
    case "skip":
    case "conclude": {
      const kid = world.kids[request.slot];
      if (kid?.is !== "failed")
        return complain(`${request.ask} of slot ${request.slot}, which is ${kid?.is ?? "gone"}`);
      if (request.ask === "conclude") return withKid(world, request.slot, undefined);
      return withKid(world, request.slot, { life: kid.life, is: request.ask === "retry" ? "at work" : "skipped" });
    }
    case "stop": {
      const kid = world.kids[request.slot];
      if (kid === undefined) return complain(`slot ${request.slot} is asked to stop, and nobody is there`);
      if (kid.is === "skipped") return world;
      const is = STOPPED_AS[request.how];
      const stopped = withKid(
        world,
        request.slot,
        kid.is === "failed" ? { ...kid, is, hasCrossed: true } : { ...kid, is },
      );
      return { ...stopped, wrongs: [...world.wrongs, ...outOfTurn(world, request)] };
    }
    case "wait":
      if (world.waits.includes(request.slot)) return complain(`slot ${request.slot} waits twice`);
      return { ...world, waits: [...world.waits, request.slot] };
    case "unwait":
      return { ...world, waits: world.waits.filter((slot) => slot !== request.slot), asked: undefined };
    case "evaluate":
      if (world.evaluating.includes(request.key))
        return complain(`it asks its function twice at once under ${request.key}`);
      return { ...world, evaluating: [...world.evaluating, request.key] };
    case "question":
      return { ...world, asked: request.slot };
    case "tellDone":
    case "tellFailed":
    case "tellStopped":
      return toldAbove(world, request.ask);
    default:
      return world;
  }
}

/** One after the other, the last one started first, and each fully over before the next is asked. */
function outOfTurn(
  { kids, snapshot }: GroupWorld,
  { slot, how }: { readonly slot: number; readonly how: StopHow },
): readonly string[] {
  const { isPool, slots } = snapshot.context.group;
  if (isPool || how !== "abort") return [];
  const orderOf = (number: number) => slots.chunks.flat()[number]?.order ?? -1;
  return Object.entries(kids).flatMap(([key, { is }]) => {
    const other = Number(key);
    if (other === slot || is === "failed" || is === "skipped") return [];
    if (is === "stopping") return [`slot ${slot} is asked to stop while slot ${other} still stops`];
    return orderOf(other) > orderOf(slot)
      ? [`slot ${slot} is asked to stop before slot ${other}, which started later`]
      : [];
  });
}

const STOPPED_AS = { abort: "stopping", halt: "stopping", drain: "draining", hold: "held" } as const;

function toldAbove(world: GroupWorld, ask: "tellDone" | "tellFailed" | "tellStopped"): GroupWorld {
  const { kids, waits, asked, told } = world;
  const left = Object.entries(kids).map(([slot, { is }]) => `slot ${slot} is left ${is}`);
  const wrongs = [
    ...(told === undefined ? [] : [`it says ${ask} after ${told}`]),
    ...left,
    ...waits.map((slot) => `slot ${slot} is left waiting`),
    ...(asked === undefined ? [] : ["a person is left asked"]),
  ];
  return { ...world, told: ask, isOver: ask !== "tellFailed", wrongs: [...world.wrongs, ...wrongs] };
}

function failureOf(kind: Failure["kind"], slot: number): Failure {
  return { kind, path: `g/${slot}`, message: kind };
}

const STAMP = { now: 0, draw: 0 } as const;

/** Whatever can be said to the group now. */
function heardNext(world: GroupWorld, may: Kids): readonly GroupHeard[] {
  const { snapshot, waits, evaluating, asked, told, kids } = world;
  const heard: SupervisorEvent[] = [];
  if (snapshot.value === "idle") heard.push({ type: "START", input: START_INPUT, attempt: 1 });
  if (snapshot.value !== "failed")
    for (const [slot, kid] of Object.entries(kids)) heard.push(...wordsOf({ slot: Number(slot), kid, may, world }));
  for (const slot of waits) heard.push({ type: "WAITED", slot, life: lifeOf(world, slot) });
  const failure = { kind: "defect", path: "g", message: "threw" } as const;
  for (const value of may.values ?? [])
    for (const key of evaluating)
      heard.push(value === undefined ? { type: "NOT_EVALUATED", key, failure } : { type: "EVALUATED", key, value });
  if (asked !== undefined) {
    for (const reply of REPLIES) heard.push({ type: "ANSWERED", slot: asked, reply });
    heard.push({ type: "DEADLINE", slot: asked });
  }
  const buried: readonly GroupHeard[] =
    told === "tellFailed" ? [{ type: "buried", label: "buried", event: "buried" }] : [];
  const skip: readonly SupervisorEvent[] =
    told === "tellFailed" && world.orders.length === 0
      ? [{ type: "SKIP", value: "skipped", failure: failureOf("escalated", 0) }]
      : [];
  return [...[...heard, ...ordersFor(world, may), ...skip].map((event) => labelled(event)), ...buried];
}

const START_INPUT = ["x", "y"];

function lifeOf({ snapshot }: GroupWorld, slot: number): number {
  return snapshot.context.group.slots.chunks.flat()[slot]?.life ?? -1;
}

interface Speaking {
  readonly slot: number;
  readonly kid: Kid;
  readonly may: Kids;
  readonly world: GroupWorld;
}

/** What a child can say in its condition. On its way out, its last word may have crossed the order. */
function wordsOf({ slot, kid, may, world }: Speaking): readonly SupervisorEvent[] {
  const { life } = kid;
  const done = may.outputs.map((output): SupervisorEvent => ({ type: "CHILD_DONE", slot, life, output }));
  const declined: readonly SupervisorEvent[] = [
    ...(may.declines === true ? [{ type: "CHILD_DECLINED", slot, life, reason: "no" } as const] : []),
    ...(may.hands ?? []).map((to): SupervisorEvent => ({ type: "CHILD_HANDED", slot, life, to, context: "context" })),
  ];
  const failed = may.failures.map(
    (kind): SupervisorEvent => ({ type: "CHILD_FAILED", slot, life, failure: failureOf(kind, slot), stamp: STAMP }),
  );
  const handedOn = (may.verdicts ?? []).map(
    (verdict): SupervisorEvent => ({
      type: "CHILD_FAILED",
      slot,
      life,
      failure: failureOf("escalated", slot),
      verdict,
      stamp: STAMP,
    }),
  );
  const stopped: SupervisorEvent = { type: "CHILD_STOPPED", slot, life };
  switch (kid.is) {
    case "at work":
      return [...done, ...declined, ...failed, ...handedOn];
    case "skipped":
      return [{ type: "CHILD_DONE", slot, life, output: "skipped" }];
    case "failed":
      return [];
    case "held":
      return world.snapshot.context.group.toStop.includes(slot) ? [...done.slice(0, 1), stopped] : [stopped];
    case "draining":
      return [...done.slice(0, 1), stopped];
    case "stopping":
      return kid.hasCrossed === true ? [stopped] : [stopped, ...done.slice(0, 1), ...declined, ...failed.slice(0, 1)];
  }
}

const STOPS: readonly StopHow[] = ["drain", "hold", "abort", "halt"];

/** Orders from above: each at most once, and only ever stricter. */
function ordersFor({ orders }: GroupWorld, { orders: some = ["abort"] }: Kids): readonly SupervisorEvent[] {
  const sternest = Math.max(-1, ...orders.map((order) => STOPS.findIndex((stop) => stop === order)));
  const stops = STOPS.slice(sternest + 1).filter((how) => some.includes(how));
  const halt: SupervisorEvent = {
    type: "HALT",
    failure: { kind: "budget", path: "g", message: "spent" },
    verdict: { owner: "g", does: "spent" },
  };
  return [
    ...stops.map((how): SupervisorEvent => ({ type: "STOP", how, why: "cancelled" })),
    ...(some.includes("HALT") && !orders.includes("HALT") ? [halt] : []),
  ];
}

/** Former lives speak again, and delays end that are not waited for. */
function heardTooLate({ snapshot }: GroupWorld): readonly GroupHeard[] {
  const slots = snapshot.context.group.slots.chunks.flat();
  return slots.flatMap(({ slot, life }) => {
    const former = life - 1;
    const events: readonly SupervisorEvent[] = [
      { type: "CHILD_DONE", slot, life: former, output: "late" },
      { type: "CHILD_DECLINED", slot, life: former, reason: "late" },
      { type: "CHILD_HANDED", slot, life: former, to: "a", context: "late" },
      { type: "CHILD_FAILED", slot, life: former, failure: failureOf("permanent", slot), stamp: STAMP },
      { type: "CHILD_STOPPED", slot, life: former },
      { type: "WAITED", slot, life: former },
    ];
    return events.map((event) => labelled(event, true));
  });
}

function labelled(event: SupervisorEvent, isStale = false): GroupHeard {
  const of = "slot" in event ? ` ${event.slot}` : "";
  const what = "failure" in event && event.type === "CHILD_FAILED" ? ` ${event.failure.kind}` : "";
  const how = "how" in event ? ` ${event.how}` : "value" in event ? ` ${JSON.stringify(event.value)}` : "";
  const verdict =
    "verdict" in event
      ? ` ${typeof event.verdict === "string" ? event.verdict : `(${event.verdict?.does} ${event.verdict?.owner})`}`
      : "";
  const key = "key" in event ? ` ${event.key}` : "";
  const to = "to" in event ? ` to ${event.to}` : "";
  const output = "output" in event ? ` ${JSON.stringify(event.output)}` : "";
  const isOutside = event.type === "STOP" || event.type === "HALT";
  return {
    type: event.type,
    label: `${event.type}${of}${key}${to}${what}${how}${verdict}${output}`,
    event,
    isStale,
    isOutside,
  };
}
