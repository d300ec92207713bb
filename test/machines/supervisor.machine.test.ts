import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SupervisorEvent } from "../../machines/events.ts";
import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import { atRest, type Course } from "../../src/patterns/catalogue.ts";
import {
  aGroup,
  type AGroup,
  child,
  decisions,
  declined,
  done,
  failureOf,
  fails,
  handed,
  inShort,
  retry,
  stop,
  stopped,
  waited,
} from "./supervision/a-group.ts";

const start: SupervisorEvent = { type: "START", input: "in", attempt: 1 };
const skip: SupervisorEvent = { type: "SKIP", value: "none", failure: failureOf(0) };
const halt: SupervisorEvent = {
  type: "HALT",
  failure: { kind: "timeout", path: "p", message: "the deadline is over" },
};
const gave: SupervisorEvent = { type: "EVALUATED", key: 0, value: "x" };
const threw: SupervisorEvent = {
  type: "NOT_EVALUATED",
  key: 0,
  failure: { kind: "defect", path: "p", message: "threw" },
};
const person: SupervisorEvent = { type: "ANSWERED", slot: 0, reply: { verdict: "reject", reason: "no" } };
const nobody: SupervisorEvent = { type: "DEADLINE", slot: 0 };

/** Two agents side by side; a transient failure is tried again after a while. */
const pair = () => aGroup({ children: [child("a"), child("b")], table: { transient: [retry({ delayMs: 50 })] } });

const ROADS: Readonly<Record<string, readonly SupervisorEvent[]>> = {
  idle: [],
  running: [start],
  recovering: [start, fails(0)],
  stopping: [start, stop],
  failed: [stop],
  done: [start, done(0), done(1)],
};

/** Where every event leads from every state; `.` is a dead letter, `=` is heard and stays. */
const TABLE = `
                        idle      running     recovering   stopping   failed   done
  START                 running   .           .            .          .        .
  STOP                  failed    stopping    stopping     =          =        .
  HALT                  failed    stopping    stopping     =          =        .
  SKIP                  .         .           .            .          done     .
  CHILD_DONE a          .         =           running      =          .        .
  CHILD_DONE b          .         =           =            =          .        .
  CHILD_DECLINED b      .         stopping    stopping     =          .        .
  CHILD_HANDED b        .         stopping    stopping     =          .        .
  CHILD_FAILED b        .         recovering  =            .          .        .
  CHILD_STOPPED b       .         .           =            =          .        .
  WAITED a              .         .           running      .          .        .
  EVALUATED             .         =           =            .          .        .
  NOT_EVALUATED         .         stopping    stopping     .          .        .
  ANSWERED              .         .           =            .          .        .
  DEADLINE              .         .           =            .          .        .
  stale CHILD_DONE      .         .           .            .          .        .
  stale CHILD_FAILED    .         .           .            .          .        .
  stale CHILD_STOPPED   .         .           .            .          .        .
  stale WAITED          .         .           .            .          .        .
`;
const EVENTS: Readonly<Record<string, SupervisorEvent>> = {
  START: start,
  STOP: stop,
  HALT: halt,
  SKIP: skip,
  "CHILD_DONE a": done(0),
  "CHILD_DONE b": done(1),
  "CHILD_DECLINED b": declined(1),
  "CHILD_HANDED b": handed(1, "a"),
  "CHILD_FAILED b": fails(1),
  "CHILD_STOPPED b": stopped(1),
  "WAITED a": waited(0),
  EVALUATED: gave,
  NOT_EVALUATED: threw,
  ANSWERED: person,
  DEADLINE: nobody,
  "stale CHILD_DONE": done(0, 7),
  "stale CHILD_FAILED": fails(0, "transient", { life: 7 }),
  "stale CHILD_STOPPED": stopped(0, 7),
  "stale WAITED": waited(0, 7),
};

const [header = "", ...rows] = TABLE.trim().split("\n");
const columns = header.trim().split(/\s{2,}/);
const cells = rows.flatMap((row) => {
  const [event = "", ...leads] = row.trim().split(/\s{2,}/);
  return leads.map((lead, i) => [event, columns[i] ?? "", lead] as const);
});

describe("a supervisor, in every state, on every event", () => {
  it("has a row for every event and a column for every state", () => {
    expect(cells.length).toBe(Object.keys(EVENTS).length * Object.keys(ROADS).length);
  });

  it.each(cells)("hears %s in %s: %s", (type, from, lead) => {
    const event = EVENTS[type] ?? start;
    const group = pair();
    group.send(...(ROADS[from] ?? []));
    expect(group.state()).toBe(from);
    const isTaken = group.takes(event);
    group.send(event);
    expect([isTaken, group.state()]).toEqual([lead !== ".", /[.=]/.test(lead) ? from : lead]);
  });
});

describe("a supervisor", () => {
  it("is over at once where its pattern needs nobody", () => {
    expect(aGroup({ children: [], course: atRest("pass", {}) }).send(start)).toEqual([
      { ask: "tellDone", output: "in", skipped: undefined },
    ]);
  });

  it("fails with what a halt says, also where it had not begun", () => {
    expect(pair().send(halt)).toEqual([
      {
        ask: "tellFailed",
        failure: { kind: "timeout", path: "p", message: "the deadline is over" },
        verdict: undefined,
      },
    ]);
  });

  it("ends with the declared value when it is skipped, and remembers why", () => {
    const group = aGroup({ children: [child("a")] });
    expect(group.send(start, fails(0, "permanent"), skip).at(-1)).toEqual({
      ask: "tellDone",
      output: "none",
      skipped: failureOf(0),
    });
  });

  it("tells what its output lacks, in words of its own, and that nothing was skipped for it", () => {
    const group = aGroup({
      children: [child("a")],
      course: atRest("loop", { names: ["a"], max: 1, exhausted: "last" }),
    });
    const about = { confidence: 0.4 };
    group.send(start, { type: "CHILD_DONE", slot: 0, life: 0, output: "draft", about });
    expect(group.send({ type: "EVALUATED", key: 1, value: false })).toEqual([
      {
        ask: "tellDone",
        output: "draft",
        about,
        skipped: undefined,
        lacking: { kind: "unresolved", path: "p", message: "not content after 1 round, and max is 1" },
      },
    ]);
  });

  it("tells that it was stopped where it had failed before, for then nobody decides about it", () => {
    const group = aGroup({ children: [child("a")] });
    expect(group.send(start, fails(0, "permanent"), stop).at(-1)).toEqual({ ask: "tellStopped", why: "cancelled" });
  });

  it("goes on with its siblings while one of them backs off, and with all when that is over", () => {
    const group = pair();
    group.send(start, fails(0));
    expect([group.state(), inShort(group.send(done(1))), group.state()]).toEqual(["recovering", [], "recovering"]);
    expect(inShort(group.send(waited(0), done(0)))).toEqual(["retry a", "tellDone"]);
  });
});

const NEEDS_A = [{ node: 0, isConditional: false }] as const;
const courses: fc.Arbitrary<Course> = fc.constantFrom<Course[]>(
  atRest("chain", { names: ["a", "b", "c"] }),
  atRest("parallel", { names: ["a", "b", "c"] }),
  atRest("map", { names: ["a"], concurrency: 2 }),
  atRest("branch", { names: ["a", "b", "c"] }),
  atRest("route", { labels: ["b"], reroutes: 1 }),
  atRest("given", { names: ["a"] }),
  atRest("vote", { names: ["a", "b"], rule: { by: "best" }, hasBallot: false }),
  atRest("vote", { names: ["a", "b", "c"], rule: { by: "quorum", k: 2 }, hasBallot: false }),
  atRest("loop", { names: ["a"], max: 3, exhausted: "last" }),
  atRest("refine", { names: ["a", "b"], rounds: 2, unapproved: "best" }),
  atRest("handoff", { names: ["a", "b", "c"], start: 0, max: 3 }),
  atRest("graph", {
    names: ["a", "b", "c"],
    after: [[], NEEDS_A, [...NEEDS_A, { node: 1, isConditional: true }]],
    output: 2,
  }),
  atRest("orchestrate", { labels: ["c"], rounds: 2, maxTasks: 2, concurrency: 2 }),
);
const slot = fc.nat({ max: 3 });
const life = fc.nat({ max: 2 });
/** What the newer patterns can use of their children and of their functions. */
const answers = fc.constantFrom<unknown>(0, { verdict: "revise", feedback: "more" }, [
  { worker: "c", label: "x", input: 1 },
]);
const values = fc.constantFrom<unknown>(true, false, { c: true });
const kinds = fc.constantFrom("transient", "timeout", "invalid-output", "permanent", "unresolved", "escalated");
const events: fc.Arbitrary<SupervisorEvent> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(start, stop, halt, skip, gave, threw, person) },
  { weight: 4, arbitrary: fc.tuple(slot, life).map(([number, of]) => done(number, of)) },
  { weight: 4, arbitrary: fc.tuple(slot, life, kinds).map(([number, of, kind]) => fails(number, kind, { life: of })) },
  { weight: 2, arbitrary: fc.tuple(slot, life).map(([number, of]) => waited(number, of)) },
  { weight: 2, arbitrary: fc.tuple(slot, life).map(([number, of]) => stopped(number, of)) },
  { weight: 1, arbitrary: slot.map(declined) },
  { weight: 1, arbitrary: slot.map((number) => handed(number, "b", number)) },
  { weight: 2, arbitrary: fc.tuple(slot, answers).map(([number, output]) => done(number, 0, output)) },
  { weight: 1, arbitrary: values.map((value) => ({ type: "EVALUATED", key: 1, value }) as const) },
);
const scenes = fc.record({
  course: courses,
  story: fc.array(events, { maxLength: 40 }),
  delayMs: fc.constantFrom(0, 50),
});
const isTell = ({ ask }: SupervisorRequest) => ask.startsWith("tell");

function supervise(course: Course, delayMs: number): AGroup {
  const table = {
    transient: [retry({ delayMs, attempts: 3 })],
    timeout: [retry({ scope: "all", delayMs, restarts: 2 })],
    "invalid-output": [{ does: "revise", rounds: 2 } as const],
    unresolved: [retry({ from: "a", restarts: 2 })],
  };
  return aGroup({ course, table });
}

describe("any supervisor, whatever it hears", () => {
  const STATES = Object.keys(ROADS);

  it("is in one of its six states, tells when it has ended, and nothing more once it is done", () => {
    fc.assert(
      fc.property(scenes, ({ course, story, delayMs }) => {
        const group = supervise(course, delayMs);
        const requests = group.send({ ...start, input: ["x", "y"] }, ...story);
        expect(STATES).toContain(group.state());
        expect(requests.some(isTell)).toBe(["failed", "done"].includes(group.state()));
        expect(requests.filter(({ ask }) => ask === "tellDone").length).toBe(group.state() === "done" ? 1 : 0);
      }),
    );
  });

  it("starts the lives of a slot in order, each once", () => {
    fc.assert(
      fc.property(scenes, ({ course, story, delayMs }) => {
        const requests = supervise(course, delayMs).send({ ...start, input: ["x", "y"] }, ...story);
        const lives = new Map<number, number[]>();
        for (const request of requests)
          if (request.ask === "start") lives.set(request.slot, [...(lives.get(request.slot) ?? []), request.life]);
        expect([...lives.values()]).toEqual([...lives.values()].map((all) => all.map((_, i) => i)));
      }),
    );
  });

  it("starts, retries and skips nothing once it is being stopped", () => {
    fc.assert(
      fc.property(scenes, ({ course, story, delayMs }) => {
        const group = supervise(course, delayMs);
        group.send({ ...start, input: ["x", "y"] }, ...story, stop);
        const later = group.send(...story.filter(({ type }) => type !== "SKIP"));
        expect(later.filter(({ ask }) => ["start", "retry", "skip", "wait", "note"].includes(ask))).toEqual([]);
      }),
    );
  });

  it("decides about each failure that it hears once", () => {
    fc.assert(
      fc.property(scenes, ({ course, story, delayMs }) => {
        const group = aGroup({ course, table: { "*": [retry({ delayMs, attempts: 3 })] } });
        group.send({ ...start, input: ["x", "y"] });
        for (const event of story) {
          const isFailure = event.type === "CHILD_FAILED" && event.failure.kind !== "escalated";
          fc.pre(event.type !== "CHILD_FAILED" || isFailure);
          const isHeard = isFailure && group.takes(event);
          const decided = decisions(group.send(event)).map(({ failure }) => failure);
          expect(decided.filter((failure) => isFailure && failure === event.failure).length).toBe(isHeard ? 1 : 0);
          expect(decided.slice(1).every(({ cause }) => cause !== undefined)).toBe(true);
        }
      }),
    );
  });
});
