import type { PlanNode } from "../describe.ts";
import { labelOf } from "../label.ts";
import { quoted } from "./mermaid-text.ts";
import { drawPattern } from "./patterns.ts";
import { type Box, type Ends, lead, type Pen, placeArrow, placeLine, type Sketch } from "./pen.ts";

/** A plan's description as a Mermaid flowchart. */
export function flowchart(plan: PlanNode): string {
  const sketch: Counting = { boxes: [], arrows: [], count: 0 };
  drawNode(sketch, plan, 1);
  return ["flowchart TD", ...sketch.boxes, ...sketch.arrows].join("\n");
}

interface Counting extends Sketch {
  count: number;
}

/** The plan, and dotted arrows to what stands in for it and to those who answer what is asked back in it. */
function drawNode(sketch: Counting, node: PlanNode, depth: number): Ends {
  const box = { node, id: `n${sketch.count++}` };
  const pen = penAt(sketch, depth);
  const ends = drawSelf(sketch, box, depth);
  const standIns = (node.fallbacks ?? []).map((plan) => {
    const { entry, exits } = pen.child(plan);
    pen.arrow(box.id, entry, { label: "fallback", isDotted: true });
    return exits;
  });
  drawAnswerers(pen, box);
  return { entry: ends.entry, exits: [...ends.exits, ...standIns.flat()] };
}

function drawSelf(sketch: Counting, box: Box, depth: number): Ends {
  const { node, id } = box;
  if (node.kind === "agent" || node.kind === "human" || node.kind === "pass")
    return drawLeaf(penAt(sketch, depth), box);
  placeLine(sketch, `subgraph ${id}[${quoted(labelOf(node))}]`, depth);
  const ends = drawPattern(penAt(sketch, depth + 1), box);
  placeLine(sketch, "end", depth);
  return ends;
}

function penAt(sketch: Counting, depth: number): Pen {
  return {
    child: (node) => drawNode(sketch, node, depth),
    place: (line) => placeLine(sketch, line, depth),
    arrow: (from, to, look) => placeArrow(sketch, { from, to }, look),
  };
}

/** Who works, between the judges before the work and those after it, who may send the output back. */
function drawLeaf(pen: Pen, { node, id }: Box): Ends {
  const [open, close] = node.kind === "human" ? ["[/", "/]"] : node.kind === "pass" ? ["([", "])"] : ["[", "]"];
  pen.place(`${id}${open}${quoted(labelOf(node))}${close}`);
  const before = judgesOf(node, node.agent?.gatesBefore ?? []).map((judge) => pen.child(judge));
  const after = judgesOf(node, node.agent?.gatesAfter ?? []).map((judge) => pen.child(judge));
  const row = [...before, { entry: id, exits: [id] }, ...after];
  for (const [place, { exits }] of row.entries()) {
    const next = row[place + 1];
    if (next !== undefined) lead(pen, exits, next.entry);
  }
  for (const exit of after.flatMap(({ exits }) => exits)) pen.arrow(exit, id, { label: "revise", isDotted: true });
  return { entry: row[0]?.entry ?? id, exits: row.at(-1)?.exits ?? [] };
}

/** The plans of the judges among some gates. */
function judgesOf({ children }: PlanNode, gates: readonly { readonly name: string }[]): readonly PlanNode[] {
  return gates.flatMap(({ name }) => children.find(({ segment }) => segment === name) ?? []);
}

function drawAnswerers(pen: Pen, { node, id }: Box): void {
  for (const [place, source] of (node.answers ?? []).entries()) {
    const asked = `${id}a${place}`;
    if (source.kind === "function") pen.place(`${asked}[[${quoted(["answers"])}]]`);
    const entry = source.kind === "function" ? asked : pen.child(source.plan).entry;
    pen.arrow(id, entry, { label: "asks", isDotted: true });
  }
}
