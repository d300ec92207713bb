import { expect, it } from "vitest";
import { z } from "zod";
import { check } from "../../src/gates/check.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";

const output = z.object({ ok: z.boolean() });

it("is a person with a deadline, and fails there when told to", () => {
  const { kind, agent } = specOf(human("desk", { input: z.string(), output, deadlineMs: 1_000, otherwise: "fail" }));
  expect(kind).toBe("human");
  expect(agent).toMatchObject({
    person: { deadlineMs: 1_000, otherwise: { does: "reject" } },
    input: expect.any(Function),
    output: expect.any(Function),
  });
  expect(agent).not.toHaveProperty("work");
});

it("keeps what the person is asked for, in words", () => {
  const options = { output, deadlineMs: 1, otherwise: "fail" } as const;
  expect(specOf(human("desk", { ...options, asks: "Is it ok?" })).agent?.person).toMatchObject({ asks: "Is it ok?" });
  expect(specOf(human("desk", options)).agent?.person).not.toHaveProperty("asks");
});

it("keeps a frozen copy of the value that is taken at the deadline", () => {
  const value = { ok: false };
  const { agent } = specOf(human("desk", { output, deadlineMs: 1, otherwise: { value } }));
  value.ok = true;
  expect(agent?.person?.otherwise).toEqual({ does: "answer", value: { ok: false } });
});

it("can be gated like an agent", () => {
  const plan = human("desk", { output, deadlineMs: 1, otherwise: "fail" }).gated(check("ok", ({ ok }) => ok));
  expect([plan.kind, specOf(plan).agent?.gatesAfter.length]).toEqual(["human", 1]);
});

it.each([
  ["BAD_NAME", "", { output, deadlineMs: 1, otherwise: "fail" }],
  ["NOT_A_SCHEMA", "desk", { deadlineMs: 1, otherwise: "fail" }],
  ["NOT_A_SCHEMA", "desk", { input: {}, output, deadlineMs: 1, otherwise: "fail" }],
  ["BAD_OPTION", "desk", { output, otherwise: "fail" }],
  ["BAD_OPTION", "desk", { output, deadlineMs: -1, otherwise: "fail" }],
  ["BAD_OPTION", "desk", { output, deadlineMs: 1 }],
  ["BAD_OPTION", "desk", { output, deadlineMs: 1, otherwise: { ok: true } }],
  ["BAD_OPTION", "desk", { output, deadlineMs: 1, otherwise: "fail", work: () => 1 }],
  ["BAD_OPTION", "desk", { output, deadlineMs: 1, otherwise: "fail", asks: "" }],
  ["BAD_OPTION", "desk", { output, deadlineMs: 1, otherwise: "fail", asks: "x".repeat(501) }],
  ["NOT_JSON", "desk", { output, deadlineMs: 1, otherwise: { value: new Date(0) } }],
])("refuses with %s: %j %j", (code, name, options) => {
  expect(() => fromJavaScript(human, name, options)).toThrow(expect.objectContaining({ code }));
});
