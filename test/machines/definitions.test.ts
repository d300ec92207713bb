import { describe, expect, it } from "vitest";
import { agentMachine } from "../../machines/agent.machine.ts";
import { gateMachine } from "../../machines/gate.machine.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";

/** Every type of event there is. Ids are payload, so that no run adds one: XState keeps what it learns of a type for ever. */
const AGENT_EVENTS =
  "GATE_CLOSED GATE_FAILED GATE_PASSED GRACE_OVER HALT REFUSED RETRY SKIP START STOP TIMEOUT WORK_ASKED WORK_DECLINED WORK_FAILED WORK_HANDED WORK_RETURNED";
const GATE_EVENTS = "ANSWERED CONSULTED DEADLINE EVALUATED NOT_CONSULTED NOT_EVALUATED OPEN";
const SUPERVISOR_EVENTS =
  "ANSWERED CHILD_DECLINED CHILD_DONE CHILD_FAILED CHILD_HANDED CHILD_STOPPED DEADLINE EVALUATED HALT NOT_EVALUATED SKIP START STOP WAITED";

const machines = [
  ["agent", agentMachine, AGENT_EVENTS, "idle working awaiting-gate failed done"],
  ["gate", gateMachine, GATE_EVENTS, "closed checking consulting passing-on asking decided"],
  ["supervisor", supervisorMachine, SUPERVISOR_EVENTS, "idle running recovering stopping failed done"],
] as const;

/** Every object within a value, itself included, with the key that it has. */
function* parts(value: unknown, key = ""): Generator<{ readonly key: string; readonly value: unknown }> {
  yield { key, value };
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) yield* parts(part, Array.isArray(value) ? key : name);
}

function namesAt(config: unknown, keys: readonly string[]): readonly unknown[] {
  const found = [...parts(config)].filter(({ key, value }) => keys.includes(key) && !Array.isArray(value));
  return found.map(({ value }) =>
    typeof value === "object" && value !== null && "type" in value ? value.type : value,
  );
}

describe.each(machines)("the %s machine", (_, machine, events, states) => {
  const config: unknown = machine.config;

  it("has its states, and no others", () => {
    expect(Object.keys(machine.states).join(" ")).toBe(states);
  });

  it("hears a closed list of event types, none of them a wildcard", () => {
    expect(machine.events.toSorted((a, b) => (a < b ? -1 : 1)).join(" ")).toBe(events);
  });

  it("holds no invoke, no after and no spawn: what it wants done it asks for", () => {
    const found = [...parts(config)].filter(
      ({ key, value }) =>
        (key === "invoke" && Array.isArray(value) && value.length > 0) ||
        key === "after" ||
        (typeof value === "string" && /spawn|sendTo|xstate\.(?:after|raise|cancel|send)/.test(value)),
    );
    expect(found).toEqual([]);
  });

  it("names every action, and each name is provided", () => {
    const names = namesAt(config, ["actions", "entry", "exit"]).filter((name) => name !== undefined);
    const provided = Object.keys(machine.implementations.actions);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => typeof name !== "string" || !provided.includes(name))).toEqual([]);
    expect(provided.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("names every guard, and each name is provided", () => {
    const names = namesAt(config, ["guard"]).filter((name) => name !== undefined);
    const provided = Object.keys(machine.implementations.guards);
    expect(names.filter((name) => typeof name !== "string" || !provided.includes(name))).toEqual([]);
    expect(provided.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("hides no function in its transitions: a drawing shows all of them", () => {
    const inline = [...parts(config)].filter(
      ({ key, value }) => typeof value === "function" && !["params", "context"].includes(key),
    );
    expect(inline).toEqual([]);
  });
});
