import { expect, it } from "vitest";
import { type Row, rowsOf } from "../../../src/cli/terminal/folding.ts";
import { treesOf } from "../../../src/cli/terminal/node-tree.ts";
import { plannedRecord } from "../../../src/model/fold-node.ts";
import type { NodeRecord } from "../../../src/model/node-record.ts";

function node(path: string, changes: Partial<NodeRecord> = {}): NodeRecord {
  return { ...plannedRecord(path, "agent"), ...changes };
}

const text = (row: Row) =>
  row.kind === "more" ? `${row.guide}${row.text}` : `${row.guide}${row.node.name}${row.isFolded ? " +" : ""}`;
const done = { state: "done", end: "done", startedAt: 0 } as const;
const working = { state: "working", startedAt: 0 } as const;

const chain = [
  node("top", working),
  node("top/first", done),
  node("top/first/a", done),
  node("top/first/b", done),
  node("top/second", working),
  node("top/second/c", working),
  node("top/third"),
  node("top/third/d"),
];

it("shows everything where there is room", () => {
  expect(rowsOf(treesOf(chain), 8).map(text)).toEqual([
    "top",
    "├─ first",
    "│  ├─ a",
    "│  └─ b",
    "├─ second",
    "│  └─ c",
    "└─ third",
    "   └─ d",
  ]);
});

it("folds what is over, and then what has not begun", () => {
  expect(rowsOf(treesOf(chain), 6).map(text)).toEqual([
    "top",
    "├─ first +",
    "├─ second",
    "│  └─ c",
    "└─ third",
    "   └─ d",
  ]);
  expect(rowsOf(treesOf(chain), 5).map(text)).toEqual(["top", "├─ first +", "├─ second", "│  └─ c", "└─ third +"]);
});

it("leaves out what matters least, and says how much of what it is", () => {
  expect(rowsOf(treesOf(chain), 4).map(text)).toEqual(["top", "├─ second", "│  └─ c", "└─ … 1 more done, 1 to come"]);
  expect(rowsOf(treesOf(chain), 2).map(text)).toEqual(["top", "└─ … 1 working, 1 done, 1 to come"]);
  expect(rowsOf(treesOf(chain), 1).map(text)).toEqual(["top"]);
  expect(rowsOf(treesOf(chain), 0)).toHaveLength(1);
});

it("shows of a wide map what one looks at first, in its own order", () => {
  const items = Array.from({ length: 40 }, (_, i) => node(`m/i[${i}]`, i < 30 ? done : working));
  const odd = (at: number, changes: Partial<NodeRecord>) =>
    (items[at] = node(`m/i[${at}]`, { startedAt: 0, ...changes }));
  odd(5, { state: "failed", end: "failed" });
  odd(35, { state: "awaiting-gate", disposition: "waiting for a person: boss" });
  odd(37, { state: "failed", retryAt: 9 });
  const trees = treesOf([node("m", { ...working, kind: "map", items: 100 }), ...items]);
  expect(rowsOf(trees, 30).map(text)).toEqual([
    "m",
    ...[30, 31, 32, 33, 34, 35, 36, 37].map((i) => `├─ i[${i}]`),
    "└─ … 2 more working, 1 failed, 29 done, 60 to come",
  ]);
  expect(rowsOf(trees, 4).map(text)).toEqual([
    "m",
    "├─ i[35]",
    "├─ i[37]",
    "└─ … 8 more working, 1 failed, 29 done, 60 to come",
  ]);
});

it("shows of a wide map that is over what went wrong, and what took retries", () => {
  const items = Array.from({ length: 40 }, (_, i) => node(`m/i[${i}]`, done));
  items[7] = node("m/i[7]", { ...done, end: "skipped" });
  items[9] = node("m/i[9]", { ...done, retries: 2 });
  const trees = treesOf([node("m", { ...done, kind: "map", items: 40 }), ...items]);
  expect(rowsOf(trees, 30).map(text)).toEqual(["m", "├─ i[7]", "├─ i[9]", "└─ … 38 more done"]);
});

it("shows of many rounds what goes on, and the newest of those that are over", () => {
  const rounds = Array.from({ length: 20 }, (_, at) =>
    node(`l/body${at === 0 ? "" : `[${at}]`}`, at < 19 ? done : working),
  );
  for (const kind of ["loop", "refine", "handoff", "orchestrate"]) {
    expect(rowsOf(treesOf([node("l", { ...working, kind }), ...rounds]), 40).map(text)).toEqual([
      "l",
      ...Array.from({ length: 7 }, (_, at) => `├─ body[${at + 12}]`),
      "├─ body[19]",
      "└─ … 12 more done",
    ]);
  }
  const parallel = [node("l", { ...working, kind: "parallel" }), ...rounds];
  expect(rowsOf(treesOf(parallel), 40)).toHaveLength(21);
});

it("folds who has handed on like whoever is done, and counts it as that", () => {
  const handed = { state: "done", end: "handed", startedAt: 0 } as const;
  const desk = [
    node("h", { ...working, kind: "handoff" }),
    node("h/a", handed),
    node("h/a/fair", done),
    node("h/b", working),
  ];
  expect(rowsOf(treesOf(desk), 3).map(text)).toEqual(["h", "├─ a +", "└─ b"]);
  expect(rowsOf(treesOf(desk), 1).map(text)).toEqual(["h"]);
  const many = Array.from({ length: 12 }, (_, at) => node(`h/a[${at}]`, handed));
  expect(
    rowsOf(treesOf([node("h", { ...working, kind: "handoff" }), ...many]), 40)
      .map(text)
      .at(-1),
  ).toBe("└─ … 4 more handed on");
});
