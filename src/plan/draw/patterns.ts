import type { PlanNode } from "../describe.ts";
import { ruleWords } from "../label.ts";
import { type Box, type Ends, lead, type Pen } from "./pen.ts";
import { quoted } from "./mermaid-text.ts";

/** Draws what is inside of a plan, by its pattern. */
export function drawPattern(pen: Pen, box: Box): Ends {
  switch (box.node.kind) {
    case "parallel":
      return drawParallel(pen, box);
    case "branch":
      pen.place(`${box.id}q{${quoted(["on"])}}`);
      return { entry: `${box.id}q`, exits: choose(pen, box, box.node.children) };
    case "route":
      return drawRoute(pen, box);
    case "given":
      pen.place(`${box.id}s(${quoted(["select"])})`);
      return inRow(pen, box.node.children, { entry: `${box.id}s`, exits: [`${box.id}s`] });
    case "loop":
      return drawLoop(pen, box);
    case "refine":
      return drawRefine(pen, box);
    case "vote":
      return drawVote(pen, box);
    case "handoff":
      return drawHandoff(pen, box);
    case "graph":
      return drawGraph(pen, box);
    case "orchestrate":
      return drawOrchestrate(pen, box);
    default:
      return inRow(pen, box.node.children);
  }
}

/** One after the other. */
function inRow(pen: Pen, children: readonly PlanNode[], before?: Ends): Ends {
  const row = before === undefined ? [] : [before];
  for (const child of children) {
    const next = pen.child(child);
    lead(pen, row.at(-1)?.exits ?? [], next.entry);
    row.push(next);
  }
  return { entry: row[0]?.entry ?? "", exits: row.at(-1)?.exits ?? [] };
}

/** All from one point; arrows carry the keys that say more than the plans themselves. */
function fork(pen: Pen, { id }: Box, children: readonly PlanNode[]): readonly Ends[] {
  pen.place(`${id}f((${quoted(["fork"])}))`);
  return children.map((child) => {
    const part = pen.child(child);
    pen.arrow(`${id}f`, part.entry, child.segment === child.name ? {} : { label: child.segment });
    return part;
  });
}

function drawParallel(pen: Pen, box: Box): Ends {
  const ends = fork(pen, box, box.node.children);
  const join = `${box.id}j`;
  pen.place(`${join}((${quoted(["join"])}))`);
  lead(pen, exitsOf(ends), join);
  return { entry: `${box.id}f`, exits: [join] };
}

function drawRoute(pen: Pen, box: Box): Ends {
  const [classifier, ...specialists] = box.node.children;
  if (classifier === undefined) return { entry: box.id, exits: [] };
  const first = pen.child(classifier);
  pen.place(`${box.id}q{${quoted(["who?"])}}`);
  lead(pen, first.exits, `${box.id}q`);
  return { entry: first.entry, exits: choose(pen, box, specialists) };
}

/** One of them, from the diamond. */
function choose(pen: Pen, { id }: Box, choices: readonly PlanNode[]): readonly string[] {
  return choices.flatMap((child) => {
    const part = pen.child(child);
    pen.arrow(`${id}q`, part.entry, { label: child.segment });
    return part.exits;
  });
}

function drawLoop(pen: Pen, { node, id }: Box): Ends {
  const body = inRow(pen, node.children);
  const until = `${id}u`;
  pen.place(`${until}{${quoted(["until"])}}`);
  lead(pen, body.exits, until);
  pen.arrow(until, body.entry, { label: "again", isDotted: true });
  return { entry: body.entry, exits: [until] };
}

function drawRefine(pen: Pen, { node }: Box): Ends {
  const { entry, exits } = inRow(pen, node.children);
  for (const exit of exits) pen.arrow(exit, entry, { label: "critique", isDotted: true });
  return { entry, exits };
}

function drawVote(pen: Pen, box: Box): Ends {
  const { children, rule } = box.node;
  const voters = fork(
    pen,
    box,
    children.filter(({ part }) => part !== "judge"),
  );
  const decided = `${box.id}r`;
  pen.place(`${decided}{{${quoted(rule === undefined ? [] : [ruleWords(rule)])}}}`);
  lead(pen, exitsOf(voters), decided);
  const judge = children.find(({ part }) => part === "judge");
  if (judge === undefined) return { entry: `${box.id}f`, exits: [decided] };
  const { entry, exits } = pen.child(judge);
  const isTie = rule?.by !== "best";
  pen.arrow(decided, entry, isTie ? { label: "in a tie", isDotted: true } : {});
  return { entry: `${box.id}f`, exits: isTie ? [decided, ...exits] : exits };
}

/** Whoever has control may be the one that answers. */
function drawHandoff(pen: Pen, { node, id }: Box): Ends {
  const peers = node.children.map((peer) => ({ peer, ends: pen.child(peer) }));
  const endsOf = (name: string) => peers.find(({ peer }) => peer.segment === name)?.ends;
  for (const { peer, ends } of peers) {
    for (const to of peer.agent?.handsTo ?? []) {
      const entry = endsOf(to)?.entry;
      if (entry !== undefined) pen.arrow(ends.entry, entry, { label: "hands off", isDotted: true });
    }
  }
  return { entry: endsOf(node.start ?? "")?.entry ?? id, exits: exitsOf(peers.map(({ ends }) => ends)) };
}

/** Nodes that wait for nothing begin at once. */
function drawGraph(pen: Pen, { node, id }: Box): Ends {
  const { children, after = {}, output } = node;
  const ends = new Map<string, Ends>();
  const roots = children.filter(({ segment }) => after[segment] === undefined);
  if (roots.length > 1) pen.place(`${id}f((${quoted(["fork"])}))`);
  for (const child of children) {
    const drawn = pen.child(child);
    ends.set(child.segment, drawn);
    if (roots.length > 1 && roots.includes(child)) pen.arrow(`${id}f`, drawn.entry);
    for (const { node: from, isConditional } of after[child.segment] ?? [])
      for (const exit of ends.get(from)?.exits ?? [])
        pen.arrow(exit, drawn.entry, isConditional ? { label: "when", isDotted: true } : {});
  }
  const first = ends.get(roots[0]?.segment ?? "")?.entry ?? id;
  return { entry: roots.length > 1 ? `${id}f` : first, exits: ends.get(output ?? "")?.exits ?? [] };
}

/** The planner gives tasks, hears what became of them, and gives more; at last it is put together. */
function drawOrchestrate(pen: Pen, { node, id }: Box): Ends {
  const drawn = node.children.map((child) => ({ part: child.part, ends: pen.child(child) }));
  const planner = drawn.find(({ part }) => part === "planner")?.ends;
  const synthesizer = drawn.find(({ part }) => part === "synthesizer")?.ends;
  const workers = drawn.flatMap(({ part, ends }) => (part === "worker" ? [ends] : []));
  if (planner === undefined || synthesizer === undefined) return { entry: id, exits: [] };
  for (const exit of planner.exits) {
    for (const { entry } of workers) pen.arrow(exit, entry, { label: "tasks" });
    pen.arrow(exit, synthesizer.entry, { label: "enough", isDotted: true });
  }
  for (const exit of exitsOf(workers)) {
    if ((node.rounds ?? 1) > 1) pen.arrow(exit, planner.entry, { label: "next round", isDotted: true });
    pen.arrow(exit, synthesizer.entry);
  }
  return { entry: planner.entry, exits: synthesizer.exits };
}

function exitsOf(ends: readonly Ends[]): readonly string[] {
  return ends.flatMap(({ exits }) => exits);
}
