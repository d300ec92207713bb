import { expect, it } from "vitest";
import { z } from "zod";
import { fit } from "../../src/hosts/fit.ts";
import { human } from "../../src/index.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { Question } from "../../src/model/question.ts";

const question: Question = {
  id: "a!1",
  path: "a",
  kind: "human",
  name: "a",
  hash: "",
  isOfInput: false,
  shown: null,
  deadline: 0,
  otherwise: "reject",
};
const person = specOf(human("a", { output: z.object({ n: z.coerce.number() }), deadlineMs: 1, otherwise: "fail" }));

it("gives what the schema makes of a person's value", async () => {
  expect(await fit(person, question, { n: "7" })).toEqual({ fits: true, value: { n: 7 } });
});

it("says what does not fit", async () => {
  expect(await fit(person, question, { n: "x" })).toMatchObject({
    fits: false,
    why: expect.stringContaining("number"),
  });
});

it("takes an edited input as it is: the work's own schema sees it", async () => {
  expect(await fit(person, { ...question, isOfInput: true }, "anything")).toEqual({ fits: true, value: "anything" });
});

it("takes anything where there is no agent to answer for", async () => {
  expect(await fit(undefined, question, "anything")).toEqual({ fits: true, value: "anything" });
});
