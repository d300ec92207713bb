import type { NodeRecord } from "../../model/node-record.ts";

/** A node with what hangs below it, and how that stands. */
export interface TreeNode {
  /** The last part of its path. */
  readonly name: string;
  readonly record: NodeRecord;
  readonly children: readonly TreeNode[];
  /** Of its children, how many are in which condition. */
  readonly tally: Readonly<Record<Condition, number>>;
}

/** In which condition a node is, for those who look: its state, and what was decided about it. */
export type Condition =
  | "idle"
  | "working"
  | "stopping"
  | "asking"
  | "gate"
  | "retrying"
  | "done"
  | "skipped"
  | "declined"
  | "stopped"
  | "failed";

interface Growing {
  readonly record: NodeRecord;
  readonly children: Growing[];
}

/** The nodes as trees: one, as a rule. A node comes after those above it. */
export function treesOf(nodes: readonly NodeRecord[]): readonly TreeNode[] {
  const roots: Growing[] = [];
  const byPath = new Map<string, Growing>();
  for (const record of nodes) {
    const growing: Growing = { record, children: [] };
    byPath.set(record.path, growing);
    const above = byPath.get(record.path.slice(0, Math.max(0, record.path.lastIndexOf("/"))));
    (above?.children ?? roots).push(growing);
  }
  return roots.map(grown);
}

function grown({ record, children: growing }: Growing): TreeNode {
  const name = record.path.slice(record.path.lastIndexOf("/") + 1);
  const children = growing.map(grown);
  const [only] = children;
  if (record.kind === "given" && only !== undefined && children.length === 1) return unwrapped(name, record, only);
  return { name, record, children, tally: tallyOf(children) };
}

/** A wrapper that feeds its plan a slice is shown as that plan, unless something was decided about the wrapper itself. */
function unwrapped(name: string, wrapper: NodeRecord, inner: TreeNode): TreeNode {
  const isSame = wrapper.end === undefined || wrapper.end === inner.record.end;
  const kind = inner.record.kind;
  return {
    ...inner,
    name,
    record: isSame && inner.record.startedAt !== undefined ? inner.record : { ...wrapper, kind },
  };
}

function tallyOf(children: readonly TreeNode[]): TreeNode["tally"] {
  const tally = {
    idle: 0,
    working: 0,
    stopping: 0,
    asking: 0,
    gate: 0,
    retrying: 0,
    done: 0,
    skipped: 0,
    declined: 0,
    stopped: 0,
    failed: 0,
  };
  for (const { record } of children) tally[conditionOf(record)] += 1;
  return tally;
}

/** The condition that a node is in. */
export function conditionOf({ state, end, retryAt, disposition }: NodeRecord): Condition {
  switch (state) {
    case "idle":
      return "idle";
    case "awaiting-gate":
      return disposition.startsWith("waiting for a person") ? "asking" : "gate";
    case "working":
      return disposition === "stopping" || disposition.startsWith("aborting") ? "stopping" : "working";
    case "done":
      return end === "skipped" || end === "declined" ? end : "done";
    case "failed":
      if (end === "stopped") return "stopped";
      if (retryAt !== undefined) return "retrying";
      return end === undefined && disposition.startsWith("waiting for a person") ? "asking" : "failed";
  }
}
