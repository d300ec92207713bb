import { expect, it } from "vitest";
import { rowsOf } from "../../../src/cli/terminal/folding.ts";
import { treesOf } from "../../../src/cli/terminal/node-tree.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { rowLines, timeText } from "../../../src/cli/terminal/row.ts";
import { plannedRecord } from "../../../src/model/fold-node.ts";
import type { NodeRecord } from "../../../src/model/node-record.ts";

const node = (path: string, changes: Partial<NodeRecord> = {}): NodeRecord => ({
  ...plannedRecord(path, "agent"),
  ...changes,
});
const moment = { now: 5_000, questions: [] };

function lines(nodes: readonly NodeRecord[], width: number): readonly string[] {
  return rowLines(rowsOf(treesOf(nodes), 20), { width, paint: plain, moment });
}

const running = [
  node("desk", { kind: "chain", state: "working", startedAt: 0 }),
  node("desk/a", {
    state: "working",
    startedAt: 3_000,
    busySince: 4_500,
    busyMs: 300,
    progress: { fraction: 0.5, partial: undefined },
  }),
  node("desk/fallback:b"),
];

it("puts what, its state, its time and what there is to say in columns", () => {
  expect(lines(running, 60)).toEqual([
    "● desk chain     working       5.0s",
    "├─ ● a           working       0.8s  ━━━━━───── 50%",
    "└─ ○ fallback b  idle",
  ]);
});

it("drops columns from the right where there is no room", () => {
  expect(lines(running, 40)[1]).toBe("├─ ● a           working       0.8s  50%");
  expect(lines(running, 28)[1]).toBe("├─ ● a        working");
  expect(lines(running, 14)[1]).toBe("├─ ● a");
});

it("takes an agent's time from its work, and any other's from its start to its end", () => {
  expect(timeText(node("a", { state: "done", startedAt: 0, endedAt: 9_000, busyMs: 1_500 }), 20_000)).toBe("1.5s");
  expect(timeText(node("a", { kind: "chain", state: "done", startedAt: 0, endedAt: 9_000 }), 20_000)).toBe("9s");
  const asking = node("a", {
    state: "awaiting-gate",
    startedAt: 0,
    since: 2_000,
    disposition: "waiting for a person: x",
  });
  expect(timeText(asking, 5_000)).toBe("3.0s");
  expect(timeText(node("a"), 5_000)).toBe("");
});

it("puts what a planner calls a task behind its name, and nothing in it that breaks the line", () => {
  const task = { state: "done", end: "done", startedAt: 0, busyMs: 300 } as const;
  const nodes = [
    node("research", { kind: "orchestrate", state: "working", startedAt: 0 }),
    node("research/search[2]", { ...task, label: "licences" }),
    node("research/dig[0]", { ...task, kind: "chain", label: "prices\u001b[2J\nand more", endedAt: 300 }),
  ];
  expect(lines(nodes, 80)).toEqual(
    [
      "● research orchestrate                working       5.0s",
      "├─ ✓ search[2] · licences             done         300ms",
      "└─ ✓ dig[0] · prices and more chain   done         300ms",
    ].map((line) =>
      expect.stringMatching(new RegExp(`^${line.replace(/[[\]().*]/g, "\\$&").replace(/ {2,}/g, " +")}$`)),
    ),
  );
});
