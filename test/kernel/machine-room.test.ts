import { createActor } from "xstate";
import { describe, expect, it } from "vitest";
import { agents, gates, supervisors, take } from "../../src/kernel/machine-room.ts";
import { agentMachine, gateMachine, supervisorMachine } from "../../machines/index.ts";
import { atRest } from "../../src/patterns/catalogue.ts";

it("empties an outbox into the hands of the caller", () => {
  const out = { requests: [1, 2] };
  expect([take(out), take(out)]).toEqual([[1, 2], []]);
});

it("performs every effect of the machines, so that none is asked for in vain", () => {
  for (const { logic, machine } of [
    { logic: agents.logic, machine: agentMachine },
    { logic: supervisors.logic, machine: supervisorMachine },
    { logic: gates.logic, machine: gateMachine },
  ]) {
    const own: Readonly<Record<string, unknown>> = machine.implementations.actions;
    const provided: Readonly<Record<string, unknown>> = logic.implementations.actions;
    const effects = Object.keys(own).filter((name) => !String(own[name]).startsWith("function assign"));
    expect(effects.filter((name) => own[name] === provided[name])).toEqual([]);
  }
});

it("puts what an agent asks for into its outbox, in order", () => {
  const actor = createActor(agents.logic, {
    input: { path: "a", gatesBefore: 0, gatesAfter: 1, isPerson: false },
  }).start();
  actor.send({ type: "START", input: "in", attempt: 1 });
  actor.send({ type: "WORK_RETURNED", attempt: 1, output: "out" });
  expect(take(agents.out).map(({ ask }) => ask)).toEqual(["work", "openGate"]);
});

it("puts what a supervisor asks for into its outbox, in order, and no list twice", () => {
  const course = atRest("chain", { names: ["a"] });
  const children = [{ site: 1, name: "a", isAgent: true, isRepeatable: false, fallbacks: [] }];
  const input = { path: "p", children, lineage: undefined, course, isRoot: false, asksPerson: false };
  const actor = createActor(supervisors.logic, { input }).start();
  actor.send({ type: "START", input: "in", attempt: 1 });
  actor.send({ type: "CHILD_DONE", slot: 0, life: 0, output: "out" });
  expect(take(supervisors.out).map(({ ask }) => ask)).toEqual(["start", "tellDone"]);
});

it("puts what a gate asks for into its outbox, in order", () => {
  const input = {
    path: "a",
    kind: "check",
    name: "short",
    isBefore: false,
    hasWhen: false,
    value: "?",
    deadlineMs: 0,
    otherwise: { does: "reject" },
  } as const;
  const actor = createActor(gates.logic, { input }).start();
  actor.send({ type: "OPEN" });
  actor.send({ type: "EVALUATED", value: true });
  expect(take(gates.out)).toEqual([
    { ask: "evaluate", source: 0 },
    { ask: "tellVerdict", verdict: { pass: true } },
  ]);
});

describe("the short way into the first state", () => {
  it("leads an agent where XState's own way leads", () => {
    const input = { path: "a", gatesBefore: 1, gatesAfter: 2, isPerson: true };
    const [short, long] = [createActor(agents.logic, { input }), createActor(agentMachine, { input })];
    expect(short.getPersistedSnapshot()).toEqual(long.getPersistedSnapshot());
  });

  it("leads a supervisor there, too", () => {
    const course = atRest("chain", { names: ["a"] });
    const input = { path: "p", children: [], lineage: undefined, course, isRoot: true, asksPerson: true };
    const [short, long] = [createActor(supervisors.logic, { input }), createActor(supervisorMachine, { input })];
    expect(short.getPersistedSnapshot()).toEqual(long.getPersistedSnapshot());
  });
});
