import { expect, it } from "vitest";
import { deadlineText, detailOf } from "../../../src/cli/terminal/detail.ts";
import { type TreeNode, treesOf } from "../../../src/cli/terminal/node-tree.ts";
import { plannedRecord } from "../../../src/model/fold-node.ts";
import type { Failure } from "../../../src/model/failure.ts";
import type { Decided, NodeRecord } from "../../../src/model/node-record.ts";
import type { Question } from "../../../src/model/question.ts";

const failure: Failure = { kind: "transient", path: "a", message: "socket hang up" };
const decision: Decided = {
  at: 0,
  kind: "transient",
  directive: "skip",
  rule: { owner: "a", by: "policy", kind: "transient", position: 1 },
  delayMs: 0,
  refused: [{ position: 0, does: "retry", why: "attempts 3 of 3" }],
  attempts: 3,
  rounds: 0,
};
const question: Question = {
  id: "a!1",
  path: "a",
  kind: "approval",
  name: "refund",
  hash: "",
  isOfInput: false,
  shown: 1,
  deadline: 125_000,
  otherwise: "reject",
};

function tree(changes: Partial<NodeRecord>, ...below: readonly NodeRecord[]): TreeNode {
  const [grown] = treesOf([{ ...plannedRecord("a", "agent"), startedAt: 0, ...changes }, ...below]);
  if (grown === undefined) throw new Error("no tree");
  return grown;
}

function detail(node: TreeNode, isFolded = false) {
  return detailOf(node, isFolded, { now: 5_000, questions: [question] });
}

it("says how far work is, and what there is so far", () => {
  const progress = { fraction: 0.425, partial: "page 4" };
  expect(detail(tree({ state: "working", attempt: 2, progress }))).toEqual({
    fraction: 0.425,
    text: "42% · attempt 2 · page 4",
    tail: "",
  });
});

it("says why it is another attempt, and when the next one is", () => {
  expect(detail(tree({ state: "working", attempt: 2, failure })).text).toBe(
    "attempt 2 · after transient: socket hang up",
  );
  expect(detail(tree({ state: "failed", retryAt: 6_200, failure })).text).toBe("in 1.2s · transient: socket hang up");
});

it("says what is asked, and what is taken if nobody answers", () => {
  const disposition = "waiting for a person: refund";
  expect(detail(tree({ state: "awaiting-gate", disposition })).text).toBe("refund · 2m left, then reject");
  expect(deadlineText(question, 65_700)).toBe("1m left, then reject");
  expect(deadlineText(question, 66_300)).toBe("59s left, then reject");
  expect(deadlineText(question, 200_000)).toBe("0s left, then reject");
});

it("says why something was skipped, and what was passed over before", () => {
  const skipped = tree({ state: "done", end: "skipped", disposition: "skipped: socket hang up", failure, decision });
  expect(detail(skipped)).toMatchObject({ text: "transient: socket hang up", tail: "(retry: attempts 3 of 3)" });
  const unknown = tree({ state: "done", end: "skipped", disposition: "skipped: b gave up" });
  expect(detail(unknown)).toMatchObject({ text: "b gave up", tail: "" });
});

it("says what was decided about a failure", () => {
  const escalated = { ...decision, directive: "escalate" } as const;
  const failed = tree({ state: "failed", end: "failed", failure, decision: escalated });
  expect(detail(failed)).toMatchObject({
    text: "transient: socket hang up",
    tail: "→ escalate (retry: attempts 3 of 3)",
  });
});

it("says what it took, and of a folded node all that is in it", () => {
  const child = { ...plannedRecord("a/b", "agent"), state: "done", end: "skipped", retries: 2 } as const;
  const done = tree({ state: "done", end: "done", retries: 1 }, child);
  expect(detail(done).text).toBe("1 retry");
  expect(detail(done, true).text).toBe("3 retries, 1 skipped");
  const part = plannedRecord("a/b", "agent");
  expect(detail(tree({ kind: "chain", state: "done", end: "done" }, part), true).text).toBe("1 part");
  expect(detail(tree({ state: "done", end: "done" }, part), true).text).toBe("");
  expect(detail(tree({ state: "done", end: "done", unattended: "refund: nobody looked" })).text).toBe(
    "refund: nobody looked",
  );
});

it("names what is at work in a folded node", () => {
  const working = (path: string) => ({ ...plannedRecord(path, "agent"), state: "working", startedAt: 0 }) as const;
  const asking = { ...working("a/x"), state: "awaiting-gate", disposition: "waiting for a person: refund" } as const;
  const node = tree({ state: "working" }, asking, ...["a/b", "a/c", "a/d"].map(working));
  expect(detail(node, true).text).toBe("x waiting, b, c, 1 more");
  expect(detail(node).text).toBe("");
});

it("counts the items of a map", () => {
  const item = (at: number, changes: Partial<NodeRecord>) => ({
    ...plannedRecord(`a/i[${at}]`, "agent"),
    startedAt: 0,
    ...changes,
  });
  const items = [
    item(0, { state: "done", end: "done" }),
    item(1, { state: "failed", end: "failed" }),
    item(2, { state: "working" }),
  ];
  const open = tree({ kind: "map", items: 4, state: "working" }, ...items);
  expect(detail(open)).toEqual({ fraction: 0.5, text: "1/4 done, 1 failed", tail: "" });
  expect(detail(tree({ kind: "map", items: 4, state: "failed", end: "failed" }, ...items)).fraction).toBeUndefined();
});

it("says why something stopped or declined", () => {
  expect(detail(tree({ state: "done", end: "declined", disposition: "declined: not mine" })).text).toBe("not mine");
  expect(detail(tree({ state: "failed", end: "stopped", disposition: "not-needed" })).text).toBe("not-needed");
  expect(detail(tree({ state: "working", disposition: "aborting: cancelled" })).text).toBe("cancelled");
  expect(detail(tree({ state: "working", restarts: 2 })).text).toBe("group started anew 2 times");
});

it("says to whom it was handed on, and nothing more while it asks back", () => {
  expect(detail(tree({ state: "done", end: "handed", disposition: "handed off to back" })).text).toBe("to back");
  const asks = { state: "awaiting-gate", disposition: "asking back" } as const;
  const owner = { ...plannedRecord("a/owner", "agent"), state: "working", startedAt: 0 } as const;
  expect(detail(tree(asks, owner)).text).toBe("");
  expect(detail(tree(asks, owner), true).text).toBe("owner");
  expect(
    detail(tree({ state: "awaiting-gate", disposition: "gate fair" }, plannedRecord("a/fair", "agent"))).text,
  ).toBe("gate fair");
});

it("counts the rounds of what goes around, from the second on", () => {
  const part = (path: string, startedAt: number | undefined) =>
    ({ ...plannedRecord(path, "agent"), state: startedAt === undefined ? "idle" : "done", startedAt }) as const;
  const rounds = (...starts: readonly (number | undefined)[]) =>
    starts.flatMap((at, round) => {
      const index = round === 0 ? "" : `[${round}]`;
      return [part(`a/draft${index}`, at), part(`a/critic${index}`, at)];
    });
  const refine = (state: "working" | "done", ...starts: readonly (number | undefined)[]) =>
    detail(tree({ kind: "refine", state, ...(state === "done" ? { end: "done" } : {}) }, ...rounds(...starts))).text;
  expect([refine("working", undefined), refine("working", 1), refine("working", 1, 2)]).toEqual(["", "", "round 2"]);
  expect([refine("done", 1), refine("done", 1, 2, 3)]).toEqual(["", "3 rounds"]);
  const draftsman = part("a/draftsman", 1);
  expect(detail(tree({ kind: "loop", state: "working" }, part("a/draft", 1), draftsman)).text).toBe("");
});

it("says of a pattern that gave less than it should why that is", () => {
  const disposition = "degraded: not content after 3 rounds, and max is 3";
  expect(detail(tree({ kind: "loop", state: "done", end: "done", disposition })).text).toBe(
    "not content after 3 rounds, and max is 3",
  );
});
