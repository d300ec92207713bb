import { expect, it } from "vitest";
import { acceptOptions } from "../../src/kernel/run-options.ts";

const refusal = (options: object): unknown => {
  try {
    acceptOptions(options);
    return "accepted";
  } catch (error) {
    return error;
  }
};

it.each<[object]>([
  [{}],
  [{ id: "2026-11-21T10:00:00.000_a-1", unattended: true, budget: { steps: 1 } }],
  [{ onEscalation: { ask: "person", deadlineMs: 5 } }],
])("accepts what there is: %o", (options) => {
  expect(refusal(options)).toBe("accepted");
});

it.each<[object, string]>([
  [{ bugdet: { steps: 1 } }, 'start() has no option "bugdet".'],
  [{ deadlineMS: 5 }, 'start() has no option "deadlineMS".'],
  [{ onEscalation: { ask: "robot", deadlineMs: 5 } }, 'ask in onEscalation of start() is "robot".'],
  [{ onEscalation: { ask: "person", deadline: 5 } }, 'onEscalation of start() has no option "deadline".'],
  [{ onEscalation: "person" }, 'The options of onEscalation of start() are "person", not an object.'],
  [{ unattended: "no" }, 'unattended of start() is "no".'],
])("refuses %o", (options, what) => {
  expect(refusal(options)).toMatchObject({ code: "BAD_OPTION", message: expect.stringContaining(what) });
});

it.each(["", "a/b", " a", "a\n", "-a", "ü", "a".repeat(129), 5, null, {}])(
  "refuses %o as the id of a run, and says what it may be",
  (id) => {
    expect(refusal({ id })).toMatchObject({ code: "BAD_OPTION", message: expect.stringContaining("1 to 128 letters") });
  },
);
