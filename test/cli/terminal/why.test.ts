import { expect, it } from "vitest";
import { causesOf, decisionText, failureOf, failureText } from "../../../src/cli/terminal/why.ts";
import { escalationOf, type Failure } from "../../../src/model/failure.ts";

const origin: Failure = { kind: "timeout", path: "a/b/c", message: "attempt 3 took\nlonger than 20 ms" };
const outer = escalationOf(escalationOf(origin, "a/b"), "a");

it("says what went wrong, on one line", () => {
  expect(failureText(origin)).toBe("timeout: attempt 3 took longer than 20 ms");
  expect(failureText({ ...origin, message: "" })).toBe("timeout");
});

it("says of a node whose parts failed who gave up, and why where that is not to be seen", () => {
  expect(failureOf("a/b/c", origin)).toBe("timeout: attempt 3 took longer than 20 ms");
  expect(failureOf("a", outer)).toBe("c gave up");
  expect(failureOf("a", outer, true)).toBe("c: timeout: attempt 3 took longer than 20 ms");
});

it("gives the causes from the outside in", () => {
  expect(causesOf(outer)).toEqual(["a: gave up", "a/b: gave up", "a/b/c: timeout: attempt 3 took longer than 20 ms"]);
});

it("says what was decided, about which plan, and what was passed over", () => {
  const rule = { owner: "a/b", by: "policy", kind: "timeout", position: 1 } as const;
  const decision = { at: 0, kind: "timeout", rule, delayMs: 0, refused: [], attempts: 3, rounds: 0 } as const;
  const refused = [
    { position: 0, does: "retry", why: "attempts 3 of 3" },
    { position: 1, does: "revise", why: "revise is not for timeout" },
  ];
  expect(decisionText("a/b/c", { ...decision, directive: "skip", refused })).toBe(
    "skip b (retry: attempts 3 of 3, revise is not for timeout)",
  );
  expect(decisionText("a/b", { ...decision, directive: "skip" })).toBe("skip");
  expect(decisionText("a/b/c", { ...decision, directive: "escalate" })).toBe("escalate");
});
