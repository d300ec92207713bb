import { expect, it } from "vitest";
import type { Driver } from "../../src/kernel/driver.ts";
import { atRest } from "../../src/patterns/catalogue.ts";

const agentInput = { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: false };
const start = { type: "START", input: "in", attempt: 1 } as const;
const returned = { type: "WORK_RETURNED", attempt: 1, output: "out" } as const;

/** What every driver must do, whatever it steps machines with. */
export function expectDriver(makeDriver: () => Driver): void {
  it("gives what a machine asks for, event by event", () => {
    const agent = makeDriver().agent("a", agentInput);
    expect([agent.send(start), agent.send(returned)]).toMatchObject([
      [{ ask: "work", attempt: 1, input: "in" }],
      [{ ask: "tellDone", output: "out" }],
    ]);
  });

  it("says undefined where no transition took the event, and an empty list where one did and asked for nothing", () => {
    const agent = makeDriver().agent("a", agentInput);
    expect(agent.send(returned)).toBeUndefined();
    agent.send(start);
    expect(agent.send({ type: "STOP", how: "drain", why: "cancelled" })).toEqual([]);
  });

  it("shows the outermost state", () => {
    const agent = makeDriver().agent("a", agentInput);
    const states = [agent.state()];
    for (const event of [start, { type: "TIMEOUT", attempt: 1, failure: failure() } as const]) {
      agent.send(event);
      states.push(agent.state());
    }
    expect(states).toEqual(["idle", "working", "working"]);
  });

  it("hears nothing for a machine that is done, or that was let go", () => {
    const driver = makeDriver();
    const [done, stopped] = [driver.agent("done", agentInput), driver.agent("stopped", agentInput)];
    done.send(start);
    done.send(returned);
    stopped.stop();
    expect([done.send({ type: "SKIP", value: 1, failure: failure() }), stopped.send(start)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("keeps machines of one kind apart", () => {
    const driver = makeDriver();
    const [one, other] = [driver.agent("one", agentInput), driver.agent("other", agentInput)];
    one.send(start);
    expect([one.state(), other.state()]).toEqual(["working", "idle"]);
    expect(other.send(start)).toMatchObject([{ ask: "work" }]);
  });

  it("steps supervisors and gates as well", () => {
    const driver = makeDriver();
    const course = atRest("pass", {});
    const group = driver.supervisor("p", {
      path: "p",
      children: [],
      lineage: undefined,
      course,
      isRoot: false,
      asksPerson: false,
    });
    const gate = driver.gate("a!1", {
      path: "a",
      kind: "person",
      name: "x",
      isBefore: false,
      hasWhen: false,
      value: 1,
      deadlineMs: 1,
      otherwise: { does: "reject" },
    });
    expect(group.send(start)).toEqual([{ ask: "tellDone", output: "in", skipped: undefined }]);
    expect(gate.send({ type: "OPEN" })).toEqual([{ ask: "question", value: 1, approvals: [] }]);
  });

  it("crashes loudly where a machine breaks, for that is a mistake of ours", () => {
    const agent = makeDriver().agent("a", agentInput);
    const broken: typeof start = {
      type: "START",
      attempt: 1,
      get input(): "in" {
        throw new Error("an invariant");
      },
    };
    expect(() => agent.send(broken)).toThrow(/an invariant|broke on START/);
  });

  it("lets go of everything when it is closed", () => {
    const driver = makeDriver();
    driver.agent("a", agentInput).send(start);
    driver.close();
    expect(() => driver.close()).not.toThrow();
  });
}

function failure() {
  return { kind: "timeout", path: "a", message: "too slow" } as const;
}
