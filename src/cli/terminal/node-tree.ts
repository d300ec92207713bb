import type { NodeRecord } from "../../model/node-record.ts";

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
  | "handed"
  | "stopped"
  | "failed"
  | "replaced";

/** A node with what hangs below it, and how all that stands. */
export interface TreeNode {
  /** The last part of its path. */
  readonly name: string;
  readonly record: NodeRecord;
  readonly children: readonly TreeNode[];
  /** Of its children, how many are in which condition; one that was replaced counts as what stands in for it. */
  readonly tally: Readonly<Record<Condition, number>>;
  /** What one looks at first, in it or anywhere below it. */
  readonly foremost: Condition;
  /** Retries, and values that stand in, in it and below it. */
  readonly retries: number;
  readonly skips: number;
}

/** What one looks at first, the first first. */
const FOREMOST: readonly Condition[] = ["asking", "retrying", "stopping", "gate", "working"];

/** How soon one looks at a node; those that are over or have not begun come last. */
export function rankOf(condition: Condition): number {
  const rank = FOREMOST.indexOf(condition);
  return rank < 0 ? FOREMOST.length : rank;
}

/** Whether a node goes on, or something below it. */
export function isActive({ foremost }: TreeNode): boolean {
  return FOREMOST.includes(foremost);
}

/** Makes trees of a run's nodes, again and again as they change: what has not changed is taken from the last time. */
export type Forest = (nodes: readonly NodeRecord[]) => readonly TreeNode[];

/** Trees of one look at the nodes. */
export function treesOf(nodes: readonly NodeRecord[]): readonly TreeNode[] {
  return createForest()(nodes);
}

/** A forest for one run, whose nodes keep their places and come after those above them, as `nodesOf` gives them. */
export function createForest(): Forest {
  const sites: Site[] = [];
  const places = new Map<string, number>();

  function plant(path: string): void {
    const place = sites.length;
    const end = path.lastIndexOf("/");
    const parent = places.get(path.slice(0, Math.max(0, end)));
    if (parent !== undefined) sites[parent]?.children.push(place);
    places.set(path, place);
    sites.push({ name: path.slice(end + 1), parent, children: [], record: undefined, tree: undefined });
  }

  return (nodes) => {
    for (const { path } of nodes.slice(sites.length)) plant(path);
    for (let place = nodes.length - 1; place >= 0; place--) regrow(sites, place, nodes[place]);
    return sites.flatMap(({ parent, tree }) => (parent === undefined && tree !== undefined ? [tree] : []));
  };
}

/** A node's place in the forest, and what grew there the last time. */
interface Site {
  readonly name: string;
  readonly parent: number | undefined;
  readonly children: number[];
  /** Undefined where something below it has changed. */
  record: NodeRecord | undefined;
  tree: TreeNode | undefined;
}

function regrow(sites: readonly Site[], place: number, record: NodeRecord | undefined): void {
  const site = sites[place];
  if (site === undefined || record === undefined || site.record === record) return;
  const children = site.children.flatMap((child) => sites[child]?.tree ?? []);
  site.tree = grown(site.name, record, children);
  site.record = record;
  const above = site.parent === undefined ? undefined : sites[site.parent];
  if (above !== undefined) above.record = undefined;
}

function grown(name: string, record: NodeRecord, children: readonly TreeNode[]): TreeNode {
  const [only] = children;
  if (record.kind === "given" && only !== undefined && children.length === 1) return unwrapped(name, record, only);
  const own = conditionOf(record);
  return {
    name,
    record,
    children,
    tally: tallyOf(children),
    foremost: foremostOf(own, children),
    retries: children.reduce((sum, child) => sum + child.retries, record.retries),
    skips: children.reduce((sum, child) => sum + child.skips, own === "skipped" ? 1 : 0),
  };
}

/** A wrapper that feeds its plan a slice is shown as that plan, unless something was decided about the wrapper itself. */
function unwrapped(name: string, wrapper: NodeRecord, inner: TreeNode): TreeNode {
  const isSame = wrapper.end === undefined || wrapper.end === inner.record.end;
  if (isSame && inner.record.startedAt !== undefined) return { ...inner, name };
  const own = conditionOf(wrapper);
  const skips = inner.skips + (own === "skipped" ? 1 : 0);
  return { ...inner, name, record: { ...wrapper, kind: inner.record.kind }, foremost: own, skips };
}

/** A node that goes on without trouble of its own stands for what is below it; one that was replaced, for its stand-in. */
function foremostOf(own: Condition, children: readonly TreeNode[]): Condition {
  if (own === "replaced") return children.findLast(({ name }) => name.startsWith("fallback:"))?.foremost ?? own;
  if (own !== "working") return own;
  return children.reduce<Condition>((most, { foremost }) => (rankOf(foremost) < rankOf(most) ? foremost : most), own);
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
    handed: 0,
    stopped: 0,
    failed: 0,
    replaced: 0,
  };
  for (const { foremost } of children) tally[foremost] += 1;
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
      return end === "skipped" || end === "declined" || end === "handed" ? end : "done";
    case "failed":
      if (end === "stopped") return "stopped";
      if (retryAt !== undefined) return "retrying";
      if (disposition.startsWith("replaced by")) return "replaced";
      return end === undefined && disposition.startsWith("waiting for a person") ? "asking" : "failed";
  }
}
