import fc from "fast-check";
import { agentMachine, gateMachine, supervisorMachine } from "troupe/machines";
import { expect, it } from "vitest";
import { and, createMachine, not, or } from "xstate";
import { isStatechart, type Statechart, stateDiagram } from "../../../src/plan/draw/state-diagram.ts";
import { step } from "../plans.ts";

const linesOf = (machine: Statechart) => stateDiagram(machine).split("\n");

it("draws states in states, what begins, what ends, and an arrow for each transition with its guard", () => {
  const machine = createMachine({
    id: "job",
    initial: "idle",
    states: {
      idle: { on: { START: { target: "busy", guard: "isReady" } } },
      busy: { initial: "first", states: { first: {} }, on: { END: "over", NOTE: { actions: "write" } } },
      over: { type: "final" },
    },
  });
  expect(linesOf(machine)).toEqual([
    "stateDiagram-v2",
    '  state "job" as s0 {',
    "    [*] --> s1",
    '    state "idle" as s1',
    '    state "busy" as s2 {',
    "      [*] --> s3",
    '      state "first" as s3',
    "    }",
    '    state "over" as s4',
    "    s4 --> [*]",
    "  }",
    "  s1 --> s2 : START #91;isReady#93;",
    "  s2 --> s4 : END",
    "  s2 --> s2 : NOTE",
  ]);
});

it("tells regions apart that are active together, and names a history", () => {
  const machine = createMachine({
    id: "m",
    type: "parallel",
    states: { left: { initial: "a", states: { a: {}, h: { type: "history", target: "a" } } }, right: {} },
  });
  expect(linesOf(machine)).toEqual([
    "stateDiagram-v2",
    '  state "m" as s0 {',
    '    state "left" as s1 {',
    "      [*] --> s2",
    '      state "a" as s2',
    '      state "h #40;history#41;" as s3',
    "    }",
    "    --",
    '    state "right" as s4',
    "  }",
  ]);
});

it("says XState's own events in words", () => {
  const machine = createMachine({
    id: "m",
    initial: "a",
    states: {
      a: {
        initial: "b",
        states: { b: { always: { target: "c", guard: "isDue" } }, c: { type: "final" } },
        after: { 500: "a", patience: "a" },
        invoke: [
          { src: "work", onDone: "a" },
          { src: "work", id: "second", onError: "a" },
        ],
        on: { "*": "a" },
        onDone: "a",
      },
    },
  });
  const said = linesOf(machine).flatMap((line) => / : (.*)$/.exec(line)?.[1] ?? []);
  expect(said.toSorted()).toEqual([
    "after 500 ms",
    "after patience",
    "always #91;isDue#93;",
    "any event",
    "done",
    "done",
    "error second",
  ]);
});

it("names guards by their names, and what they are made of", () => {
  const isEven = () => true;
  const machine = createMachine({
    initial: "a",
    states: {
      a: {
        on: {
          A: { guard: isEven },
          B: { guard: () => true },
          C: { guard: and(["x", not("y")]) },
          D: { guard: or(["x", { type: "z" }]) },
        },
      },
    },
  });
  const said = linesOf(machine).flatMap((line) => /#91;(.*)#93;$/.exec(line)?.[1] ?? []);
  expect(said).toEqual(["isEven", "guard", "x and not y", "x or z"]);
});

it("draws the machines that run, every state of them once", () => {
  const states: Readonly<Record<string, number>> = { agent: 10, supervisor: 7, gate: 7 };
  for (const machine of [agentMachine, supervisorMachine, gateMachine]) {
    const drawn = linesOf(machine).filter((line) => /^ +state "[^"]+" as s\d+/.test(line));
    expect(drawn).toHaveLength(states[machine.id] ?? 0);
  }
});

it("lets no event, guard or state become syntax", () => {
  const hostile = fc.string({ unit: "binary", minLength: 1 }).map((text) => text.replaceAll(".", "_"));
  fc.assert(
    fc.property(hostile, hostile, hostile, (state, event, guard) => {
      const machine = createMachine({
        initial: "a",
        states: { a: { on: { [event]: { target: "b", guard } } }, b: { initial: state, states: { [state]: {} } } },
      });
      const lines = linesOf(machine);
      expect(lines).toHaveLength(10);
      expect(lines[6]).toMatch(/^ {6}state "[^"#:;]*(?:#\d+;[^"#:;]*)*" as s3$/);
      expect(lines[9]).toMatch(/^ {2}s1 --> s2 : (?:[^"#:;]|#\d+;)*$/);
    }),
  );
});

it("knows a machine from a plan and from anything else", () => {
  expect(isStatechart(agentMachine)).toBe(true);
  for (const other of [step("a"), undefined, null, 1, {}, { root: null }, { root: {} }, () => 1])
    expect(isStatechart(other)).toBe(false);
});
