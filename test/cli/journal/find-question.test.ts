import { expect, it } from "vitest";
import { findQuestion } from "../../../src/cli/journal/find-question.ts";
import { asked, asking } from "./samples.ts";

const other = { ...asked, id: "refund/check!1", path: "refund/check", name: "fraud" };

it("finds a question by its id, its name, its path, its run, or the beginning of one", () => {
  const runs = [asking("run-1", asked), asking("other-1", other)];
  for (const meant of ["refund/pay!1", "large-sum", "refund/pay", "run-1", "run-", "refund/p"])
    expect(findQuestion(runs, meant)).toEqual({ runId: "run-1", plan: "refund", question: asked });
});

it("asks which one where several are meant, with what tells them apart", () => {
  expect(() => findQuestion([asking("r1", asked), asking("r2", asked)], "large-sum")).toThrow(
    "USAGE: 2 open questions are meant by \"large-sum\". Say which one: 'refund/pay!1' --run r1 or 'refund/pay!1' --run r2.",
  );
  expect(() => findQuestion([asking("r1", asked, other)], "r1")).toThrow(
    "USAGE: 2 open questions are meant by \"r1\". Say which one: 'refund/pay!1' or 'refund/check!1'.",
  );
  const many = Array.from({ length: 7 }, (_, place) => asking(`r${place}`, asked));
  expect(() => findQuestion(many, "large-sum")).toThrow(/^USAGE: 7 open .* --run r4, and 2 more\.$/);
});

it("says what is near, or what is open, where there is no such question", () => {
  expect(() => findQuestion([asking("r1", asked)], "lrge-sum")).toThrow(
    'UNKNOWN_QUESTION: There is no open question "lrge-sum". Did you mean "large-sum"?',
  );
  expect(() => findQuestion([asking("r1", asked)], "tax")).toThrow(
    'UNKNOWN_QUESTION: There is no open question "tax". Open are: refund/pay!1.',
  );
  expect(() => findQuestion([asking("r1")], "tax")).toThrow("Nobody is asked anything there now.");
});
