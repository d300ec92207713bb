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

it("does not say twice what kind it was, nor who said no", () => {
  const rejected: Failure = { kind: "rejected", path: "desk/lead", message: "lead: rejected: no idea" };
  expect(failureText(rejected)).toBe("rejected: no idea");
  expect(failureText({ ...rejected, message: "lead: nobody was there to be asked" })).toBe(
    "rejected: nobody was there to be asked",
  );
  expect(failureText({ ...rejected, message: "large-sum: rejected: too dear" })).toBe("large-sum: rejected: too dear");
  expect(failureText({ ...rejected, message: "rejected: too dear" })).toBe("rejected: too dear");
  expect(failureText({ ...rejected, kind: "permanent", message: "it was rejected: no" })).toBe(
    "permanent: it was rejected: no",
  );
});

it("says where in the code a defect is, where that is known", () => {
  const defect: Failure = { kind: "defect", path: "a", message: "x is null" };
  const at = (place: unknown) => failureText({ ...defect, thrown: { name: "TypeError", at: place } });
  expect(at(`${process.cwd()}/desk/mails.ts:3:21`)).toBe("defect: x is null (desk/mails.ts:3:21)");
  expect(at(`file://${process.cwd()}/a%20desk.ts:3:21`)).toBe("defect: x is null (a desk.ts:3:21)");
  expect(at("/elsewhere/mails.ts:3:21")).toBe("defect: x is null (/elsewhere/mails.ts:3:21)");
  expect(at("mails.ts:3:21")).toBe("defect: x is null (mails.ts:3:21)");
  for (const place of [undefined, 7, ""]) expect(at(place)).toBe("defect: x is null");
  expect(failureText({ ...defect, kind: "transient", thrown: { at: "mails.ts:3:21" } })).toBe("transient: x is null");
  expect(failureText({ ...defect, thrown: "a text" })).toBe("defect: x is null");
});

it("gives the causes from the outside in, without those that only passed it on", () => {
  const unresolved: Failure = { kind: "unresolved", path: "a", message: "nobody wants it", cause: outer };
  expect(causesOf(outer)).toEqual(["a/b/c: timeout: attempt 3 took longer than 20 ms"]);
  expect(causesOf(unresolved)).toEqual([
    "a: unresolved: nobody wants it",
    "a/b/c: timeout: attempt 3 took longer than 20 ms",
  ]);
  expect(causesOf({ kind: "escalated", path: "a", message: "b gave up" })).toEqual(["a: escalated: b gave up"]);
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
