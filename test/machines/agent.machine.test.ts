import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AgentInput, AgentRequest } from "../../machines/agent-request.ts";
import type { AgentEvent, Verdict } from "../../machines/events.ts";
import type { Failure } from "../../src/model/failure.ts";
import { steppedAgent } from "./stepped.ts";

const failure: Failure = { kind: "transient", path: "support/draft", message: "no luck" };
const timeout: Failure = { ...failure, kind: "timeout", message: "took longer than 40 ms" };
const spent: Failure = { ...failure, kind: "budget", message: "the steps are spent" };
const verdict: Verdict = { owner: "support", does: "spent" };

const start: AgentEvent = { type: "START", input: "ticket", attempt: 1 };
const stop: AgentEvent = { type: "STOP", how: "abort", why: "cancelled" };
const drain: AgentEvent = { type: "STOP", how: "drain", why: "sibling-failed" };
const halt: AgentEvent = { type: "HALT", failure: spent, verdict };
const skip: AgentEvent = { type: "SKIP", value: [], failure };
const retry = (attempt: number): AgentEvent => ({ type: "RETRY", attempt });
const returned = (attempt = 1): AgentEvent => ({ type: "WORK_RETURNED", attempt, output: "a draft" });
const declined = (attempt = 1): AgentEvent => ({ type: "WORK_DECLINED", attempt, reason: "not mine" });
const handed = (attempt = 1): AgentEvent => ({ type: "WORK_HANDED", attempt, to: "billing", context: { id: 7 } });
const asksBack = (attempt = 1): AgentEvent => ({ type: "WORK_ASKED", attempt, question: "which one?" });
const failed = (attempt = 1): AgentEvent => ({ type: "WORK_FAILED", attempt, failure });
const refused = (attempt = 1): AgentEvent => ({ type: "REFUSED", attempt, failure: spent, verdict });
const timedOut = (attempt = 1): AgentEvent => ({ type: "TIMEOUT", attempt, failure: timeout });
const graceOver = (attempt = 1): AgentEvent => ({
  type: "GRACE_OVER",
  attempt,
  failure: { ...failure, kind: "unresponsive" },
});
const passed = (gate = 1): AgentEvent => ({ type: "GATE_PASSED", gate });
const answered = (gate: number, value: unknown): AgentEvent => ({ type: "GATE_PASSED", gate, edited: { value } });
const closed = (gate = 1): AgentEvent => ({ type: "GATE_CLOSED", gate });
const rejected = (gate = 1): AgentEvent => ({ type: "GATE_FAILED", gate, failure });

/** Where each state is reached, with one gate before the work and one after it where the state is a gate's. */
const STATES: Readonly<Record<string, { readonly input: Partial<AgentInput>; readonly road: readonly AgentEvent[] }>> =
  {
    idle: { input: {}, road: [] },
    running: { input: {}, road: [start] },
    aborting: { input: {}, road: [start, timedOut()] },
    "gate before": { input: { gatesBefore: 1 }, road: [start] },
    "gate after": { input: { gatesAfter: 1 }, road: [start, returned()] },
    asking: { input: { asks: 1 }, road: [start, asksBack()] },
    closing: { input: { gatesAfter: 1, judgesAfter: [0] }, road: [start, returned(), stop] },
    failed: { input: {}, road: [start, failed()] },
    done: { input: {}, road: [start, returned()] },
  };

/** Where every event leads from every state; `.` is a dead letter, `=` is heard and stays. */
const TABLE = `
                     idle     running    aborting   gate-before  gate-after  asking   closing  failed   done
  START              running  .          .          .            .           .        .        .        .
  STOP, abort        failed   aborting   =          failed       failed      closing  =        failed   .
  STOP, drain        failed   =          =          failed       =           closing  =        failed   .
  HALT               failed   aborting   =          failed       failed      closing  =        failed   .
  SKIP               .        .          .          .            .           .        .        done     .
  RETRY              .        .          .          .            .           .        .        running  .
  WORK_RETURNED      .        done       failed     .            .           .        .        .        .
  WORK_DECLINED      .        done       failed     .            .           .        .        .        .
  WORK_HANDED        .        done       failed     .            .           .        .        .        .
  WORK_ASKED         .        failed     failed     .            .           .        .        .        .
  WORK_FAILED        .        failed     failed     .            .           .        .        .        .
  REFUSED            .        failed     failed     .            .           .        .        .        .
  TIMEOUT            .        aborting   .          .            .           .        .        .        .
  GRACE_OVER         .        .          failed     .            .           .        .        .        .
  GATE_PASSED        .        .          .          running      done        running  failed   .        .
  GATE_FAILED        .        .          .          failed       failed      failed   failed   .        .
  GATE_CLOSED        .        .          .          .            .           .        failed   .        .
  stale return       .        .          .          .            .           .        .        .        .
  stale decline      .        .          .          .            .           .        .        .        .
  stale handoff      .        .          .          .            .           .        .        .        .
  stale question     .        .          .          .            .           .        .        .        .
  stale failure      .        .          .          .            .           .        .        .        .
  stale refusal      .        .          .          .            .           .        .        .        .
  stale timeout      .        .          .          .            .           .        .        .        .
  stale grace        .        .          .          .            .           .        .        .        .
  stale pass         .        .          .          .            .           .        .        .        .
  stale rejection    .        .          .          .            .           .        .        .        .
  stale close        .        .          .          .            .           .        .        .        .
`;
const EVENTS: Readonly<Record<string, AgentEvent>> = {
  START: start,
  "STOP, abort": stop,
  "STOP, drain": drain,
  HALT: halt,
  SKIP: skip,
  RETRY: retry(2),
  WORK_RETURNED: returned(),
  WORK_DECLINED: declined(),
  WORK_HANDED: handed(),
  WORK_ASKED: asksBack(),
  WORK_FAILED: failed(),
  REFUSED: refused(),
  TIMEOUT: timedOut(),
  GRACE_OVER: graceOver(),
  GATE_PASSED: passed(),
  GATE_FAILED: rejected(),
  GATE_CLOSED: closed(),
  "stale return": returned(0),
  "stale decline": declined(0),
  "stale handoff": handed(0),
  "stale question": asksBack(0),
  "stale failure": failed(0),
  "stale refusal": refused(0),
  "stale timeout": timedOut(0),
  "stale grace": graceOver(0),
  "stale pass": passed(0),
  "stale rejection": rejected(0),
  "stale close": closed(0),
};

const [header = "", ...rows] = TABLE.trim().split("\n");
const columns = header
  .trim()
  .split(/\s{2,}/)
  .map((name) => name.replace("-", " "));
const cells = rows.flatMap((row) => {
  const [event = "", ...leads] = row.trim().split(/\s{2,}/);
  return leads.map((lead, i) => [event, columns[i] ?? "", lead] as const);
});

describe("an agent, in every state, on every event", () => {
  it("has a row for every event and a column for every state", () => {
    expect(cells.length).toBe(Object.keys(EVENTS).length * Object.keys(STATES).length);
  });

  it.each(cells)("hears %s in %s: %s", (type, from, lead) => {
    const event = EVENTS[type] ?? start;
    const { input, road } = STATES[from] ?? { input: {}, road: [] };
    const agent = steppedAgent(input);
    agent.send(...road);
    const [before, isTaken] = [agent.state(), agent.takes(event)];
    agent.send(event);
    expect([isTaken, agent.state()]).toEqual([lead !== ".", /[.=]/.test(lead) ? before : lead]);
  });
});

describe("an agent at work", () => {
  it("asks for the work with its input, and tells its output", () => {
    expect(steppedAgent().send(start, returned())).toEqual([
      { ask: "work", attempt: 1, input: "ticket", feedback: undefined, answers: [] },
      { ask: "tellDone", output: "a draft", about: undefined, skipped: undefined },
    ]);
  });

  it("hands on what the answer says of itself", () => {
    const about = { confidence: 0.4 };
    const told = steppedAgent().send(start, { type: "WORK_RETURNED", attempt: 1, output: "?", about }).at(-1);
    expect(told).toMatchObject({ ask: "tellDone", about });
  });

  it("tells a refusal, and asks no gate about it", () => {
    expect(steppedAgent({ gatesAfter: 1 }).send(start, declined()).at(-1)).toEqual({
      ask: "tellDeclined",
      reason: "not mine",
    });
  });

  it("tells whom it hands control and context to, and asks no gate about it", () => {
    expect(steppedAgent({ gatesAfter: 1 }).send(start, handed()).at(-1)).toEqual({
      ask: "tellHanded",
      to: "billing",
      context: { id: 7 },
    });
  });

  it("tells a failure, and works again with the feedback when it is told to", () => {
    const feedback = { previous: "a draft", issues: [{ message: "too long" }] };
    const requests = steppedAgent().send(start, failed(), { type: "RETRY", attempt: 2, feedback }, returned(2));
    expect(requests.slice(1)).toEqual([
      { ask: "tellFailed", failure, verdict: undefined, isAbandoned: false, answers: [] },
      { ask: "work", attempt: 2, input: "ticket", feedback, answers: [] },
      { ask: "tellDone", output: "a draft", about: undefined, skipped: undefined },
    ]);
  });

  it("ends with the declared value when it is skipped, and remembers why", () => {
    expect(steppedAgent().send(start, failed(), skip).at(-1)).toEqual({
      ask: "tellDone",
      output: [],
      about: undefined,
      skipped: failure,
    });
  });

  it("tells which ledger refused its attempt", () => {
    expect(steppedAgent().send(start, refused()).at(-1)).toEqual({
      ask: "tellFailed",
      failure: spent,
      verdict,
      isAbandoned: false,
      answers: [],
    });
  });
});

describe("an agent that takes too long", () => {
  it("aborts its work, waits for its end, and fails with the timeout whatever that was", () => {
    expect(steppedAgent().send(start, timedOut(), returned()).slice(1)).toEqual([
      { ask: "abort", attempt: 1, why: "took longer than 40 ms" },
      { ask: "tellFailed", failure: timeout, verdict: undefined, isAbandoned: false, answers: [] },
    ]);
  });

  it("is abandoned as unresponsive where its work does not heed the abort", () => {
    expect(steppedAgent().send(start, timedOut(), graceOver()).at(-1)).toMatchObject({
      ask: "tellFailed",
      failure: { kind: "unresponsive" },
      isAbandoned: true,
    });
  });

  it("does not hear what the abandoned work says afterwards", () => {
    const agent = steppedAgent();
    agent.send(start, timedOut(), graceOver());
    expect(agent.send(returned(), failed())).toEqual([]);
  });
});

describe("an agent that is stopped", () => {
  it("aborts its work, and tells that it was stopped, not that it failed", () => {
    expect(steppedAgent().send(start, stop, failed()).slice(1)).toEqual([
      { ask: "abort", attempt: 1, why: "cancelled" },
      { ask: "tellStopped", why: "cancelled", isAbandoned: false },
    ]);
  });

  it("tells that it was abandoned where its work goes on", () => {
    expect(steppedAgent().send(start, stop, graceOver()).at(-1)).toEqual({
      ask: "tellStopped",
      why: "cancelled",
      isAbandoned: true,
    });
  });

  it("lets work that is paid for run to its end where it drains, and tells its output", () => {
    expect(steppedAgent().send(start, drain, returned()).slice(1)).toEqual([
      { ask: "tellDone", output: "a draft", about: undefined, skipped: undefined },
    ]);
  });

  it("fails for nobody where it drains", () => {
    expect(steppedAgent().send(start, drain, failed()).at(-1)).toMatchObject({ ask: "tellStopped" });
  });

  it("withdraws the gate that it waits for", () => {
    expect(steppedAgent({ gatesAfter: 1 }).send(start, returned(), stop).slice(-2)).toEqual([
      { ask: "withdrawGate", gate: 1, how: "abort", failure: undefined, isAwaited: false },
      { ask: "tellStopped", why: "cancelled", isAbandoned: false },
    ]);
  });

  it("never works where it had not begun", () => {
    expect(steppedAgent().send(stop, start)).toEqual([{ ask: "tellStopped", why: "cancelled", isAbandoned: false }]);
  });

  it("tells it once more where it had failed already: its decision is not wanted any more", () => {
    expect(steppedAgent().send(start, failed(), stop).at(-1)).toMatchObject({ ask: "tellStopped" });
  });
});

describe("an agent whose ledger is spent", () => {
  it("aborts its work at once, and fails with the ledger's failure and whose it is", () => {
    expect(steppedAgent().send(start, halt, returned()).slice(1)).toEqual([
      { ask: "abort", attempt: 1, why: "the steps are spent" },
      { ask: "tellFailed", failure: spent, verdict, isAbandoned: false, answers: [] },
    ]);
  });

  it("fails at once where it only waits for a gate", () => {
    expect(steppedAgent({ gatesBefore: 1 }).send(start, halt).slice(1)).toEqual([
      { ask: "withdrawGate", gate: 1, how: "halt", failure: spent, isAwaited: false },
      { ask: "tellFailed", failure: spent, verdict, isAbandoned: false, answers: [] },
    ]);
  });
});

describe("a gated agent", () => {
  const gates = { gatesBefore: 1, gatesAfter: 2 };

  it("shows its input to the gates before, works, and shows its output to the gates after, in order", () => {
    const requests = steppedAgent(gates).send(start, passed(1), returned(), passed(2), passed(3));
    expect(requests).toMatchObject([
      { ask: "openGate", gate: 1, place: { when: "before", index: 0 }, value: "ticket" },
      { ask: "work", input: "ticket" },
      { ask: "openGate", gate: 2, place: { when: "after", index: 0 }, value: "a draft", input: "ticket" },
      { ask: "openGate", gate: 3, place: { when: "after", index: 1 }, value: "a draft" },
      { ask: "tellDone", output: "a draft" },
    ]);
  });

  it("asks the schema of its input before the first of them, and before every attempt", () => {
    const agent = steppedAgent({ gatesBefore: 1, hasSchema: true });
    expect(agent.send(start, passed(1), passed(2), failed(), retry(2))).toMatchObject([
      { ask: "openGate", gate: 1, place: { when: "fit" }, value: "ticket" },
      { ask: "openGate", gate: 2, place: { when: "before", index: 0 }, value: "ticket" },
      { ask: "work", input: "ticket" },
      { ask: "tellFailed" },
      { ask: "openGate", gate: 3, place: { when: "fit" } },
    ]);
  });

  it("works on the input, and gives the output, that a person edited", () => {
    const edit = (gate: number, value: unknown): AgentEvent => ({ type: "GATE_PASSED", gate, edited: { value } });
    const requests = steppedAgent(gates).send(start, edit(1, "mended"), returned(), edit(2, "better"), passed(3));
    expect(requests.slice(1)).toMatchObject([
      { ask: "work", input: "mended" },
      { ask: "openGate", value: "a draft" },
      { ask: "openGate", value: "better" },
      { ask: "tellDone", output: "better" },
    ]);
  });

  it("passes all gates of its output again after a revision, from the first", () => {
    const requests = steppedAgent({ gatesAfter: 2 }).send(
      start,
      returned(),
      passed(1),
      rejected(2),
      retry(2),
      returned(2),
    );
    expect(requests.at(-1)).toMatchObject({ ask: "openGate", gate: 3, place: { when: "after", index: 0 } });
  });

  it("is asked before the work again where the gate before it was what failed", () => {
    expect(steppedAgent({ gatesBefore: 1 }).send(start, rejected(), retry(2)).at(-1)).toMatchObject({
      ask: "openGate",
      gate: 2,
      place: { when: "before", index: 0 },
    });
  });
});

describe("a person as the worker", () => {
  it("is asked instead of run, and what the person gives goes through the gates", () => {
    const requests = steppedAgent({ isPerson: true, gatesAfter: 1 }).send(
      start,
      { type: "GATE_PASSED", gate: 1, edited: { value: "by hand" } },
      passed(2),
    );
    expect(requests).toMatchObject([
      { ask: "openGate", place: { when: "person" }, value: "ticket" },
      { ask: "openGate", place: { when: "after" }, value: "by hand" },
      { ask: "tellDone", output: "by hand" },
    ]);
  });

  it("is asked again after a revision", () => {
    const requests = steppedAgent({ isPerson: true }).send(start, rejected(), retry(2));
    expect(requests.at(-1)).toMatchObject({ ask: "openGate", gate: 2, place: { when: "person" } });
  });
});

describe("an agent whose work asks back", () => {
  const supplied = [{ question: "which one?", answer: "the red one" }];

  it("opens a gate for the question, and works again as its next attempt with the answer", () => {
    expect(steppedAgent({ asks: 1 }).send(start, asksBack(), answered(1, "the red one"), returned(2))).toEqual([
      { ask: "work", attempt: 1, input: "ticket", feedback: undefined, answers: [] },
      {
        ask: "openGate",
        gate: 1,
        place: { when: "asking", index: 0 },
        value: "which one?",
        input: "ticket",
        about: undefined,
      },
      { ask: "work", attempt: 2, input: "ticket", feedback: undefined, answers: supplied },
      { ask: "tellDone", output: "a draft", about: undefined, skipped: undefined },
    ]);
  });

  it("is told nothing where the answer is nothing", () => {
    expect(steppedAgent({ asks: 1 }).send(start, asksBack(), passed()).at(-1)).toMatchObject({
      answers: [{ question: "which one?", answer: null }],
    });
  });

  it("passes the gates of its output afterwards, and those of its input not again", () => {
    const requests = steppedAgent({ gatesBefore: 1, gatesAfter: 1, asks: 1 }).send(
      start,
      passed(1),
      asksBack(),
      answered(2, 1),
      returned(2),
      passed(3),
    );
    expect(requests.map(({ ask }) => ask)).toEqual(["openGate", "work", "openGate", "work", "openGate", "tellDone"]);
    expect(requests[4]).toMatchObject({ place: { when: "after", index: 0 }, value: "a draft" });
  });

  it("fails where it asks more often than it may", () => {
    const [told] = steppedAgent({ asks: 1 }).send(start, asksBack(), answered(1, "red"), asksBack(2)).slice(-1);
    expect(told).toMatchObject({
      ask: "tellFailed",
      failure: { kind: "unresolved", path: "support/draft", code: "asks" },
      answers: [{ question: "which one?", answer: "red" }],
    });
    expect(steppedAgent().send(start, asksBack()).at(-1)).toMatchObject({ failure: { code: "asks" } });
  });

  it("fails with what the gate says where nobody answers", () => {
    expect(steppedAgent({ asks: 1 }).send(start, asksBack(), rejected()).at(-1)).toMatchObject({
      ask: "tellFailed",
      failure,
    });
  });

  it("keeps what it was told through a retry, and so the limit", () => {
    const agent = steppedAgent({ asks: 1 });
    const requests = agent.send(start, asksBack(), answered(1, "the red one"), failed(2), retry(3));
    expect(requests.at(-1)).toMatchObject({ ask: "work", attempt: 3, answers: supplied });
    expect(agent.send(asksBack(3)).at(-1)).toMatchObject({ failure: { code: "asks" } });
  });

  it("knows what it was told in a former life", () => {
    expect(steppedAgent({ asks: 1 }).send({ ...start, attempt: 2, answers: supplied })).toMatchObject([
      { ask: "work", attempt: 2, answers: supplied },
    ]);
  });

  it("asks nobody where it is to stop: it fails for nobody", () => {
    expect(steppedAgent({ asks: 1 }).send(start, drain, asksBack()).slice(1)).toEqual([
      { ask: "tellStopped", why: "sibling-failed", isAbandoned: false },
    ]);
  });
});

describe("an agent at a gate that a plan decides", () => {
  const judged = { gatesAfter: 1, judgesAfter: [0] };
  const withdrawn = { ask: "withdrawGate", gate: 1, how: "abort", failure: undefined, isAwaited: true } as const;
  const cancelled = { ask: "tellStopped", why: "cancelled", isAbandoned: false } as const;

  it("waits until that plan is over before it tells that it was stopped", () => {
    const agent = steppedAgent(judged);
    expect(agent.send(start, returned(), stop).slice(2)).toEqual([withdrawn]);
    expect(agent.state()).toBe("closing");
    expect(agent.send(closed())).toEqual([cancelled]);
  });

  it.each([
    ["passes", passed()],
    ["does not", rejected()],
  ])("is stopped all the same where the gate %s before the plan could be stopped", (_, said) => {
    expect(steppedAgent(judged).send(start, returned(), stop, said).at(-1)).toEqual(cancelled);
  });

  it("waits likewise where its ledger is spent, and fails with that", () => {
    const requests = steppedAgent(judged).send(start, returned(), halt, closed()).slice(2);
    expect(requests).toEqual([
      { ...withdrawn, how: "halt", failure: spent },
      { ask: "tellFailed", failure: spent, verdict, isAbandoned: false, answers: [] },
    ]);
  });

  it("hurries what it waits for when it is stopped more sternly meanwhile", () => {
    const requests = steppedAgent(judged).send(start, returned(), stop, halt).slice(2);
    expect(requests).toEqual([withdrawn, { ...withdrawn, how: "halt", failure: spent }]);
  });

  it("lets a judge of finished work come to its end under a drain", () => {
    const agent = steppedAgent(judged);
    expect(agent.send(start, returned(), drain).slice(2)).toEqual([{ ask: "drainGate", gate: 1 }]);
    expect(agent.send(passed())).toMatchObject([{ ask: "tellDone" }]);
  });

  it("lets none begin under a drain: what nobody has judged is not done", () => {
    expect(steppedAgent(judged).send(start, drain, returned()).at(-1)).toMatchObject({ ask: "tellStopped" });
    const second = steppedAgent({ gatesAfter: 2, judgesAfter: [1] });
    const requests = second.send(start, returned(), drain, passed()).slice(2);
    expect(requests).toMatchObject([{ ask: "tellStopped" }]);
    const first = steppedAgent({ gatesAfter: 2, judgesAfter: [0] });
    expect(first.send(start, returned(), drain, passed(1), passed(2)).at(-1)).toMatchObject({ ask: "tellDone" });
  });

  it("waits before the work as after it, and while it is asked back", () => {
    const before = steppedAgent({ gatesBefore: 1, judgesBefore: [0] });
    before.send(start, stop);
    const asking = steppedAgent({ asks: 1 });
    asking.send(start, asksBack(), stop);
    expect([before.state(), asking.state()]).toEqual(["closing", "closing"]);
  });

  it("does not wait at a gate beside it that no plan decides", () => {
    const agent = steppedAgent({ gatesAfter: 2, judgesAfter: [1] });
    expect(agent.send(start, returned(), stop).slice(2)).toEqual([{ ...withdrawn, isAwaited: false }, cancelled]);
  });
});

const STATE_NAMES = ["idle", "running", "aborting", "open", "closing", "failed", "done"];
const places = fc.subarray([0, 1]);
const inputs = fc.record({
  gatesBefore: fc.nat({ max: 2 }),
  gatesAfter: fc.nat({ max: 2 }),
  isPerson: fc.boolean(),
  judgesBefore: places,
  judgesAfter: places,
  asks: fc.nat({ max: 2 }),
});
const number = fc.integer({ min: 0, max: 4 });
const events: fc.Arbitrary<AgentEvent> = fc.oneof(
  fc.constantFrom(start, stop, drain, halt, skip),
  number.map(retry),
  fc
    .tuple(fc.constantFrom(returned, declined, handed, asksBack, failed, refused, timedOut, graceOver), number)
    .map(([make, n]) => make(n)),
  fc.tuple(fc.constantFrom(passed, rejected, closed), number).map(([make, n]) => make(n)),
);
const stories = fc.array(events, { maxLength: 40 });
const isTell = ({ ask }: AgentRequest) => ask.startsWith("tell");
const isGood = ({ ask }: AgentRequest) => ["tellDone", "tellDeclined", "tellHanded"].includes(ask);

describe("any agent, whatever it hears", () => {
  it("is in one of its states, and has told how it ended when it has", () => {
    fc.assert(
      fc.property(inputs, stories, (input, story) => {
        const agent = steppedAgent(input);
        const requests = agent.send(...story);
        expect(STATE_NAMES).toContain(agent.state());
        expect(requests.some(isGood)).toBe(agent.state() === "done");
        expect(requests.filter(isGood).length).toBeLessThanOrEqual(1);
        expect(agent.state() === "failed" ? requests.slice(-1).every(isTell) && requests.length > 0 : true).toBe(true);
      }),
    );
  });

  it("is inert to what a former attempt or a closed gate says", () => {
    fc.assert(
      fc.property(inputs, stories, events, (input, story, event) => {
        const agent = steppedAgent(input);
        const requests = agent.send(...story);
        const attempt = requests.reduce((last, asked) => (asked.ask === "work" ? asked.attempt : last), Number.NaN);
        const gate = requests.reduce((last, asked) => (asked.ask === "openGate" ? asked.gate : last), Number.NaN);
        const isOfAttempt = "attempt" in event && event.type !== "START" && event.type !== "RETRY";
        fc.pre((isOfAttempt && event.attempt !== attempt) || ("gate" in event && event.gate !== gate));
        expect(agent.takes(event)).toBe(false);
      }),
    );
  });

  it("has one effect out at a time: each work is over, or aborted and waited for, before the next is asked for", () => {
    fc.assert(
      fc.property(inputs, stories, (input, story) => {
        const agent = steppedAgent(input);
        let isOut = false;
        for (const event of story) {
          const isEnd: boolean = isOut && "attempt" in event && agent.takes(event) && event.type !== "TIMEOUT";
          const works = agent.send(event).filter(({ ask }) => ask === "work").length;
          expect(works).toBeLessThanOrEqual(isOut && !isEnd ? 0 : 1);
          isOut = works === 1 || (isOut && !isEnd);
        }
      }),
    );
  });

  it("opens gates by rising numbers, and withdraws only the one that is open", () => {
    fc.assert(
      fc.property(inputs, stories, (input, story) => {
        const requests = steppedAgent(input).send(...story);
        const opened = requests.flatMap((asked) => (asked.ask === "openGate" ? asked.gate : []));
        const withdrawn = requests.flatMap((asked) => (asked.ask === "withdrawGate" ? asked.gate : []));
        expect(opened).toEqual(opened.map((_, i) => i + 1));
        expect(withdrawn.every((gate) => opened.includes(gate))).toBe(true);
      }),
    );
  });

  it("never asks back more often than it may, and numbers each of its attempts higher than the last", () => {
    fc.assert(
      fc.property(inputs, fc.array(fc.constantFrom("asks", "fails", "returns"), { maxLength: 12 }), (input, story) => {
        const agent = steppedAgent(input);
        const requests = [...agent.send(start)];
        const now = () => requests.reduce((last, request) => (request.ask === "work" ? request.attempt : last), 0);
        for (const what of story) {
          const gate = requests.filter(({ ask }) => ask === "openGate").length;
          const event = what === "asks" ? asksBack(now()) : what === "fails" ? failed(now()) : returned(now());
          requests.push(...agent.send(passed(gate), event, retry(now() + 1)));
        }
        const works = requests.filter((request) => request.ask === "work");
        expect(works.every(({ answers }) => answers.length <= input.asks)).toBe(true);
        expect(works.every(({ attempt }, i) => attempt > (works[i - 1]?.attempt ?? 0))).toBe(true);
      }),
    );
  });
});
