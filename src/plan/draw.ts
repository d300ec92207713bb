import { describe, type PlanNode } from "./describe.ts";
import { labelOf } from "./label.ts";
import type { AnyPlan } from "./plan.ts";

/**
 * Draws a plan as a Mermaid flowchart: combinators are boxes around their parts, a parallel forks and joins, a branch
 * and a route have a diamond whose arrows carry the names, and dotted arrows lead to fallbacks. Gates, budgets and
 * policies are noted on their nodes. Ids are ours and every text is escaped, so that no name or value can become syntax.
 *
 * @throws TroupeError NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE
 */
export function draw(plan: AnyPlan): string {
  const sketch: Sketch = { boxes: [], arrows: [], count: 0 };
  drawNode(sketch, describe(plan), 1);
  return ["flowchart TD", ...sketch.boxes, ...sketch.arrows].join("\n");
}

/** The arrows stand behind all boxes: named inside a box, they would pull nodes into it. */
interface Sketch {
  readonly boxes: string[];
  readonly arrows: string[];
  count: number;
}

/** Where arrows to a node end, and where those from it begin. */
interface Ends {
  readonly entry: string;
  readonly exits: readonly string[];
}

function drawNode(sketch: Sketch, node: PlanNode, depth: number): Ends {
  const id = `n${sketch.count++}`;
  const ends =
    node.children.length === 0 ? drawLeaf(sketch, { node, id, depth }) : drawGroup(sketch, { node, id, depth });
  const standIns = (node.fallbacks ?? []).map((plan) => {
    const { entry, exits } = drawNode(sketch, plan, depth);
    sketch.arrows.push(`  ${id} -. "fallback" .-> ${entry}`);
    return exits;
  });
  return { entry: ends.entry, exits: [...ends.exits, ...standIns.flat()] };
}

interface Box {
  readonly node: PlanNode;
  readonly id: string;
  readonly depth: number;
}

function drawLeaf(sketch: Sketch, { node, id, depth }: Box): Ends {
  const [open, close] = node.kind === "human" ? ["[/", "/]"] : node.kind === "pass" ? ["([", "])"] : ["[", "]"];
  place(sketch, `${id}${open}${quoted(labelOf(node))}${close}`, depth);
  return { entry: id, exits: [id] };
}

function drawGroup(sketch: Sketch, { node, id, depth }: Box): Ends {
  place(sketch, `subgraph ${id}[${quoted(labelOf(node))}]`, depth);
  const ends = drawParts(sketch, { node, id, depth: depth + 1 });
  place(sketch, "end", depth);
  return ends;
}

function drawParts(sketch: Sketch, box: Box): Ends {
  switch (box.node.kind) {
    case "parallel":
      return drawParallel(sketch, box);
    case "branch":
      place(sketch, `${box.id}q{${quoted(["on"])}}`, box.depth);
      return choose(sketch, box, box.node.children);
    case "route":
      return drawRoute(sketch, box);
    case "given":
      place(sketch, `${box.id}s(${quoted(["select"])})`, box.depth);
      return inRow(sketch, box, { entry: `${box.id}s`, exits: [`${box.id}s`] });
    default:
      return inRow(sketch, box);
  }
}

/** One after the other. */
function inRow(sketch: Sketch, { node, depth }: Box, before?: Ends): Ends {
  const row = before === undefined ? [] : [before];
  for (const child of node.children) {
    const next = drawNode(sketch, child, depth);
    for (const exit of row.at(-1)?.exits ?? []) sketch.arrows.push(`  ${exit} --> ${next.entry}`);
    row.push(next);
  }
  return { entry: row[0]?.entry ?? "", exits: row.at(-1)?.exits ?? [] };
}

function drawParallel(sketch: Sketch, { node, id, depth }: Box): Ends {
  place(sketch, `${id}f((${quoted(["fork"])}))`, depth);
  const ends = node.children.map((child) => {
    const part = drawNode(sketch, child, depth);
    sketch.arrows.push(`  ${id}f -->${nameOf(child)} ${part.entry}`);
    return part;
  });
  place(sketch, `${id}j((${quoted(["join"])}))`, depth);
  for (const exit of ends.flatMap(({ exits }) => exits)) sketch.arrows.push(`  ${exit} --> ${id}j`);
  return { entry: `${id}f`, exits: [`${id}j`] };
}

function drawRoute(sketch: Sketch, box: Box): Ends {
  const [classifier, ...specialists] = box.node.children;
  if (classifier === undefined) return { entry: box.id, exits: [] };
  const first = drawNode(sketch, classifier, box.depth);
  place(sketch, `${box.id}q{${quoted(["who?"])}}`, box.depth);
  for (const exit of first.exits) sketch.arrows.push(`  ${exit} --> ${box.id}q`);
  return { entry: first.entry, exits: choose(sketch, box, specialists).exits };
}

/** One of them, from the diamond. */
function choose(sketch: Sketch, { id, depth }: Box, choices: readonly PlanNode[]): Ends {
  const exits = choices.flatMap((child) => {
    const part = drawNode(sketch, child, depth);
    sketch.arrows.push(`  ${id}q -->${named(child.segment)} ${part.entry}`);
    return part.exits;
  });
  return { entry: `${id}q`, exits };
}

/** A branch's key, where it says more than the node itself. */
function nameOf({ segment, name }: PlanNode): string {
  return segment === name ? "" : named(segment);
}

function named(text: string): string {
  return `|${quoted([text])}|`;
}

function place(sketch: Sketch, text: string, depth: number): void {
  sketch.boxes.push(`${"  ".repeat(depth)}${text}`);
}

/** A text that Mermaid shows as it is: everything that could end it, or be read as Markdown, HTML or an entity, is a code. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map(escape).join("<br/>")}"`;
}

function escape(line: string): string {
  return line
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/["#&<>`\\[\]{}()|;*$]/g, (char) => `#${char.charCodeAt(0)};`)
    .replace(/^(\d+)\./, "$1#46;");
}
