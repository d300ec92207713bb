import { expect, it } from "vitest";
import {
  conditionOf,
  createForest,
  isActive,
  rankOf,
  type TreeNode,
  treesOf,
} from "../../../src/cli/terminal/node-tree.ts";
import { plannedRecord } from "../../../src/model/fold-node.ts";
import { nodesOf } from "../../../src/model/fold.ts";
import type { NodeRecord } from "../../../src/model/node-record.ts";
import { lettersRun } from "../../model/rounds-run.ts";
import { record as recordRun, recordDesk, viewAt } from "./recorded.ts";

function node(path: string, changes: Partial<NodeRecord> = {}): NodeRecord {
  return { ...plannedRecord(path, "agent"), ...changes };
}

const names = ({ name, children }: TreeNode): unknown =>
  children.length === 0 ? name : [name, ...children.map(names)];

it("hangs every node below the one that its path names", () => {
  const trees = treesOf(["a", "a/b", "a/b/c", "a/d"].map((path) => node(path)));
  expect(trees.map(names)).toEqual([["a", ["b", "c"], "d"]]);
});

it("shows a wrapper as the plan that it feeds, unless something was decided about the wrapper", () => {
  const inner = node("a/w/w", { state: "failed", end: "failed", startedAt: 1 });
  const wrapper = node("a/w", { kind: "given", startedAt: 1, state: "failed", end: "failed" });
  expect(treesOf([wrapper, inner]).map(({ name, record }) => [name, record])).toEqual([["w", inner]]);
  const skipped = node("a/w", { kind: "given", startedAt: 1, state: "done", end: "skipped" });
  expect(treesOf([skipped, inner])[0]).toMatchObject({
    name: "w",
    record: { kind: "agent", end: "skipped" },
    skips: 1,
  });
});

it("knows the conditions", () => {
  const condition = (changes: Partial<NodeRecord>) => conditionOf(node("a", changes));
  expect(condition({})).toBe("idle");
  expect(condition({ state: "working", disposition: "aborting: timeout" })).toBe("stopping");
  expect(condition({ state: "awaiting-gate", disposition: "gate check" })).toBe("gate");
  expect(condition({ state: "awaiting-gate", disposition: "waiting for a person: boss" })).toBe("asking");
  expect(condition({ state: "failed", retryAt: 5 })).toBe("retrying");
  expect(condition({ state: "failed", disposition: "waiting for a person: escalation" })).toBe("asking");
  expect(condition({ state: "failed", end: "failed", disposition: "replaced by b" })).toBe("replaced");
  expect(condition({ state: "failed", end: "stopped" })).toBe("stopped");
  expect(condition({ state: "done", end: "declined" })).toBe("declined");
});

it("counts a replaced child as what stands in for it", () => {
  const [tree] = treesOf([
    node("a", { state: "working" }),
    node("a/b", { state: "failed", end: "failed", disposition: "replaced by c" }),
    node("a/b/fallback:c", { state: "done", end: "done" }),
  ]);
  expect(tree?.tally).toMatchObject({ done: 1, failed: 0, replaced: 0 });
});

it("says of a node what one looks at first in it, and how many retries and skips are in it", async () => {
  const [support] = treesOf(nodesOf(viewAt(await recordDesk(), 1_200)));
  expect(support).toMatchObject({ foremost: "retrying", retries: 2, skips: 0 });
  expect(support !== undefined && isActive(support)).toBe(true);
  expect(rankOf("asking")).toBeLessThan(rankOf("working"));
  expect(rankOf("working")).toBeLessThan(rankOf("done"));
});

it("keeps the trees that have not changed", () => {
  const forest = createForest();
  const [a, b, c] = [node("a"), node("a/b"), node("a/c")];
  const [before] = forest([a, b, c]);
  const [after] = forest([a, b, { ...c, state: "working" }, node("a/d")]);
  expect(after?.children[0]).toBe(before?.children[0]);
  expect(after?.children.map(({ record }) => record.state)).toEqual(["idle", "working", "idle"]);
});

it("hangs judges and those who answer below the agent that they are there for", async () => {
  const [letters] = treesOf(nodesOf(viewAt(await recordRun(lettersRun), 10_000)));
  const [letter] = letters?.children ?? [];
  expect(letter?.children.slice(0, 3).map(names)).toEqual([
    ["draft", "polite", "owner"],
    "critic",
    ["draft[1]", "owner", "polite"],
  ]);
});

it("counts what was handed on by itself", () => {
  const handed = node("a/b", { state: "done", end: "handed", disposition: "handed off to c" });
  const [tree] = treesOf([node("a", { state: "working" }), handed, node("a/c", { state: "working" })]);
  expect([conditionOf(handed), tree?.tally]).toMatchObject(["handed", { handed: 1, working: 1, done: 0 }]);
  expect(conditionOf(node("a", { state: "awaiting-gate", disposition: "asking back" }))).toBe("gate");
});
