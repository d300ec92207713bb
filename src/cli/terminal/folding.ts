import { type Condition, conditionOf, isActive, rankOf, type TreeNode } from "./node-tree.ts";

/** One line of the tree: a node, or what is left out in this place. */
export type Row =
  | { readonly kind: "node"; readonly guide: string; readonly node: TreeNode; readonly isFolded: boolean }
  | { readonly kind: "more"; readonly guide: string; readonly text: string };

/** What is left out of a tree that is too tall. */
interface Folding {
  /** How many items of a map are shown, and how many activations of whatever has the same plans again and again. */
  readonly items: number;
  /** How many parts of any other node are shown. */
  readonly parts: number;
  readonly foldsFinished: boolean;
  readonly foldsIdle: boolean;
  readonly foldsItems: boolean;
}

const NOTHING: Folding = {
  items: 8,
  parts: Number.POSITIVE_INFINITY,
  foldsFinished: false,
  foldsIdle: false,
  foldsItems: false,
};

const FOLDED: Folding = { ...NOTHING, foldsItems: true, foldsFinished: true, foldsIdle: true };

/** From all that there is to a line or two; the first that fits is taken. */
const FOLDINGS: readonly Folding[] = [
  NOTHING,
  { ...NOTHING, foldsItems: true },
  { ...NOTHING, foldsItems: true, foldsFinished: true },
  FOLDED,
  { ...FOLDED, items: 4, parts: 12 },
  { ...FOLDED, items: 2, parts: 5 },
  { ...FOLDED, items: 1, parts: 2 },
  { ...FOLDED, items: 0, parts: 0 },
];

/** The lines of the trees, at most `rowsMax` (at least 1): finished, idle and wide parts are folded until they fit. */
export function rowsOf(trees: readonly TreeNode[], rowsMax: number): readonly Row[] {
  const enough = Math.max(1, rowsMax);
  let rows: Row[] = [];
  for (const folding of FOLDINGS) {
    rows = [];
    for (const tree of trees) addNode({ rows, folding, enough }, tree, { guide: "", below: "" });
    if (rows.length <= enough) return rows;
  }
  return rows.slice(0, enough);
}

interface Growth {
  readonly rows: Row[];
  readonly folding: Folding;
  /** Beyond so many rows the folding does not fit, and nothing more is added. */
  readonly enough: number;
}

/** What stands before a node's own line, and before the lines of what is below it. */
interface Guides {
  readonly guide: string;
  readonly below: string;
}

function addNode(growth: Growth, node: TreeNode, { guide, below }: Guides): void {
  const { rows, folding, enough } = growth;
  if (rows.length > enough) return;
  const isFolded = node.children.length > 0 && guide !== "" && isToBeFolded(node, folding);
  rows.push({ kind: "node", guide, node, isFolded });
  if (isFolded) return;
  const shown = shownOf(node, folding);
  const more = moreText(node, shown);
  for (const [place, child] of shown.entries()) {
    const isLast = place === shown.length - 1 && more === "";
    addNode(growth, child, {
      guide: `${below}${isLast ? "└─ " : "├─ "}`,
      below: `${below}${isLast ? "   " : "│  "}`,
    });
  }
  if (more !== "") rows.push({ kind: "more", guide: `${below}└─ `, text: more });
}

function isToBeFolded(node: TreeNode, { foldsFinished, foldsIdle, foldsItems }: Folding): boolean {
  if (foldsItems && isItem(node)) return true;
  switch (conditionOf(node.record)) {
    case "done":
    case "skipped":
    case "declined":
    case "handed":
    case "stopped":
    case "replaced":
      return foldsFinished;
    case "idle":
      return foldsIdle;
    default:
      return false;
  }
}

function isItem({ name }: TreeNode): boolean {
  return name.endsWith("]");
}

/** Of what is over: what is shown where there is no room for all, behind all that goes on. */
const ODD: readonly Condition[] = ["failed", "skipped", "declined"];

/** How soon a child is shown; undefined: not where there is no room for all. */
function interestOf(child: TreeNode): number | undefined {
  if (isActive(child)) return rankOf(child.foremost);
  const odd = ODD.indexOf(child.foremost);
  if (odd >= 0) return 10 + odd;
  if (child.foremost !== "done") return undefined;
  if (conditionOf(child.record) === "replaced" || child.skips > 0) return 20;
  return child.retries > 0 ? 21 : undefined;
}

/** Patterns whose parts come one after the other, again and again: of those that are over, one looks at the newest. */
const GOING_ROUND: ReadonlySet<string> = new Set(["loop", "refine", "handoff", "orchestrate"]);
/** Behind all that is of interest by itself. */
const NEWEST = Number.MAX_SAFE_INTEGER;

function isOver({ foremost }: TreeNode): boolean {
  return foremost === "done" || foremost === "handed";
}

/** The children that are shown: all where there is room, else the most interesting, in their own order. */
function shownOf({ record, children }: TreeNode, { items, parts }: Folding): readonly TreeNode[] {
  const isRound = GOING_ROUND.has(record.kind);
  const room = record.kind === "map" || isRound ? items : parts;
  if (children.length <= room && (record.items ?? 0) <= room) return children;
  const ranked = children.flatMap((child, place) => {
    const rank = interestOf(child) ?? (isRound && isOver(child) ? NEWEST - place : undefined);
    return rank === undefined ? [] : [{ child, place, rank }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.place - b.place)
    .slice(0, room)
    .toSorted((a, b) => a.place - b.place)
    .map(({ child }) => child);
}

const WORDS: readonly (readonly [Condition, string])[] = [
  ["asking", "waiting for a person"],
  ["retrying", "retrying"],
  ["working", "working"],
  ["gate", "at a gate"],
  ["stopping", "stopping"],
  ["failed", "failed"],
  ["skipped", "skipped"],
  ["declined", "declined"],
  ["handed", "handed on"],
  ["stopped", "stopped"],
  ["done", "done"],
];

/** What is left out, by condition: `150 done, 40 to come`. */
function moreText({ record, children, tally }: TreeNode, shown: readonly TreeNode[]): string {
  if (shown.length === children.length && (record.items ?? 0) <= children.length) return "";
  const left: Record<Condition, number> = { ...tally };
  for (const child of shown) left[child.foremost] -= 1;
  const toCome = Math.max(0, (record.items ?? 0) - children.length) + left.idle;
  const words = WORDS.flatMap(([condition, word]) => (left[condition] > 0 ? [`${left[condition]} ${word}`] : []));
  const all = [...words, ...(toCome > 0 ? [`${toCome} to come`] : [])].join(", ");
  return all === "" ? "" : `… ${shown.length === 0 ? all : all.replace(/ /, " more ")}`;
}
