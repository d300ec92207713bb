import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atRest, begin, childEnded, consumers, type Course, evaluated, rewind } from "../../src/patterns/catalogue.ts";
import type { Command } from "../../src/patterns/coordinator.ts";
import { consumersOf, type Dependency, type GraphShape } from "../../src/patterns/graph.ts";
import {
  anyOrder,
  declining,
  type Evaluation,
  evaluationsIn,
  giving,
  namesOf,
  outputOf,
  play,
  type Played,
  type Start,
  startsIn,
} from "./play.ts";

const needs = (...nodes: readonly number[]): readonly Dependency[] =>
  nodes.map((node) => ({ node, isConditional: false }));
const where = (...nodes: readonly number[]): readonly Dependency[] =>
  nodes.map((node) => ({ node, isConditional: true }));

/** a and b begin; c needs both; d needs c. */
const names = ["a", "b", "c", "d"];
const diamond = atRest("graph", { names, after: [[], [], needs(0, 1), needs(2)], output: 3 });
const nameOut = ({ child }: Start) => giving(`${names[child]}!`);

describe("a graph", () => {
  it("begins with the nodes that wait for nothing, on its own input", () => {
    expect(begin(diamond, "in").commands).toEqual([
      { do: "start", slot: 0, child: 0, input: "in" },
      { do: "start", slot: 1, child: 1, input: "in" },
    ]);
  });

  it("gives a node the outputs that it waits for, as soon as the last one is there", () => {
    const { steps, starts, lastWord } = play(diamond, { says: nameOut });
    expect(steps.map(({ commands }) => commands.length)).toEqual([2, 0, 1, 1, 1]);
    expect(starts.slice(2)).toEqual([
      { do: "start", slot: 2, child: 2, input: { a: "a!", b: "b!" }, isConsumer: true },
      { do: "start", slot: 3, child: 3, input: { c: "c!" }, isConsumer: true },
    ]);
    expect(Object.isFrozen(starts[2]?.input)).toBe(true);
    expect(lastWord).toEqual({ do: "finish", output: "d!" });
  });

  it("ends with the last node, and gives the output node's output with what that says of itself", () => {
    const about = { confidence: 0.5 };
    const shape = { names, after: [[], [], needs(0), needs(1)], output: 2 };
    const { steps, lastWord } = play(atRest("graph", shape), {
      says: (start) => (start.child === 2 ? { how: "done", output: "c!", about } : nameOut(start)),
    });
    expect([steps.length, lastWord]).toEqual([5, { do: "finish", output: "c!", about }]);
  });

  it("is unresolved where a node declines, and names it", () => {
    const says = (start: Start) => (start.child === 1 ? declining("no use")() : nameOut(start));
    expect(play(diamond, { says }).lastWord).toEqual({ do: "unresolved", reason: "b declined: no use" });
  });
});

describe("an edge with a condition", () => {
  /** c needs a, and has b where that is worth it. */
  const course = atRest("graph", { names: ["a", "b", "c"], after: [[], [], [...needs(0), ...where(1)]], output: 2 });

  it("is asked of the output that it comes from, and is taken where it holds", () => {
    const { evaluations, starts } = play(course, { says: nameOut, gives: { c: true } });
    expect(evaluations).toEqual([{ do: "evaluate", call: "when", key: 1, args: ["b", "b!"] }]);
    expect(starts.at(-1)?.input).toEqual({ a: "a!", b: "b!" });
    expect(play(course, { says: nameOut, gives: { c: false } }).starts.at(-1)?.input).toEqual({ a: "a!" });
  });

  it.each([
    [{}, "undefined"],
    [{ c: "yes" }, '"yes"'],
    [{ c: null }, "null"],
    [true, "undefined"],
    [null, "undefined"],
  ])("leaves the graph unresolved where its function gives %j", (gives, words) => {
    expect(play(course, { says: nameOut, gives }).lastWord).toEqual({
      do: "unresolved",
      reason: `when of the edge b → c gave ${words}, not true or false`,
    });
  });

  it("leaves out the node to which no edge leads, and what needs that in any case", () => {
    const shape = { names, after: [[], where(0), needs(1), where(0)], output: 3 };
    const { starts, lastWord } = play(atRest("graph", shape), { says: nameOut, gives: { b: false, d: true } });
    expect(starts.map(({ child }) => child)).toEqual([0, 3]);
    expect(lastWord).toEqual({ do: "finish", output: "d!" });
  });

  it("leaves the graph unresolved where nothing leads to the output node", () => {
    const shape = { names: ["a", "b"], after: [[], where(0)], output: 1 };
    expect(play(atRest("graph", shape), { gives: { b: false } }).lastWord).toEqual({
      do: "unresolved",
      reason: "no edge led to b, whose output is the graph's",
    });
  });
});

describe("going back in a graph", () => {
  const ended = (course: Parameters<typeof childEnded>[0], slot: number) =>
    childEnded(course, { slot, name: "n", path: "n", how: "done", output: `out-${slot}` });

  it("starts the node anew in its slot, and forgets what consumed it, directly or not", () => {
    const worked = ended(ended(ended(begin(diamond, "in").course, 0).course, 1).course, 2).course;
    expect([...(consumers(worked, 0) ?? [])]).toEqual([0, 2, 3]);
    const back = rewind(worked, [0]);
    expect(back?.commands).toEqual([{ do: "start", slot: 0, child: 0, input: "in" }]);
    expect(ended(back?.course ?? diamond, 0).commands).toEqual([
      { do: "start", slot: 2, child: 2, input: { a: "out-0", b: "out-1" }, isConsumer: true },
    ]);
  });

  it("knows no consumers of what was never started", () => {
    expect(consumers(begin(diamond, "in").course, 3)).toBeUndefined();
  });

  it("does not lose the node whose condition is being asked about elsewhere", () => {
    const shape = { names: ["a", "b", "c"], after: [[], [], [...needs(0), ...where(1)]], output: 2 };
    const both = ended(ended(begin(atRest("graph", shape), "in").course, 0).course, 1);
    const [asked] = evaluationsIn(both.commands);
    const back = rewind(both.course, [0]);
    const told = evaluated(back?.course ?? both.course, { key: asked?.key ?? 0, value: { c: true } });
    expect(ended(told.course, 0).commands).toMatchObject([
      { do: "start", child: 2, input: { a: "out-0", b: "out-1" } },
    ]);
  });

  it("takes what was said of an output that is void for stale", () => {
    const shape = { names: ["a", "b"], after: [[], where(0)], output: 1 };
    const asked = ended(begin(atRest("graph", shape), "in").course, 0);
    const again = ended(rewind(asked.course, [0])?.course ?? asked.course, 0);
    const [before, after] = [asked, again].map(({ commands }) => evaluationsIn(commands)[0]?.key ?? -1);
    expect(evaluated(again.course, { key: before ?? 0, value: { b: true } }).commands).toEqual([]);
    expect(evaluated(again.course, { key: after ?? 0, value: { b: true } }).commands).toMatchObject([{ child: 1 }]);
  });
});

/** A graph, and which of its conditional edges would be taken. */
interface Drawn {
  readonly shape: GraphShape;
  readonly takes: (from: number, to: number) => boolean;
}

const drawn = (isAcyclic: boolean): fc.Arbitrary<Drawn> =>
  fc.integer({ min: 1, max: 7 }).chain((count) =>
    fc
      .record({
        edges: fc.array(
          fc.array(fc.constantFrom("none", "none", "needs", "where"), { minLength: count, maxLength: count }),
          {
            minLength: count,
            maxLength: count,
          },
        ),
        taken: fc.array(fc.boolean(), { minLength: count * count, maxLength: count * count }),
        output: fc.nat({ max: count - 1 }),
      })
      .map(({ edges, taken, output }) => ({
        shape: {
          names: namesOf(count),
          after: edges.map((row, to) =>
            row.flatMap((edge, node) =>
              edge === "none" || (isAcyclic && node >= to) ? [] : [{ node, isConditional: edge === "where" }],
            ),
          ),
          output,
        },
        takes: (from, to) => taken[from * count + to] === true,
      })),
  );

const telling =
  ({ shape, takes }: Drawn) =>
  ({ args: [name] }: Evaluation) => {
    const from = shape.names.indexOf(String(name));
    return Object.fromEntries(shape.names.map((other, to) => [other, takes(from, to)]));
  };

/** Who works, and on what: read off the edges, one node after the other. */
function expectedInputs({ shape, takes }: Drawn): ReadonlyMap<number, unknown> {
  const inputs = new Map<number, unknown>();
  for (const [node, edges] of shape.after.entries()) {
    const isTaken = (edge: Dependency) => inputs.has(edge.node) && (!edge.isConditional || takes(edge.node, node));
    const needed = edges.filter(({ isConditional }) => !isConditional);
    const works = needed.length === 0 ? edges.length === 0 || edges.some(isTaken) : needed.every(isTaken);
    const given = edges.filter(isTaken).map((edge) => [shape.names[edge.node], outputOn(edge.node, inputs)]);
    if (works) inputs.set(node, edges.length === 0 ? "in" : Object.fromEntries(given));
  }
  return inputs;
}

const outputOn = (node: number, inputs: ReadonlyMap<number, unknown>) => `${node}(${JSON.stringify(inputs.get(node))})`;

/** At which step it is known of each node what it leads to: its output, what its conditions say, or that it is left out. */
function settledAt({ shape }: Drawn, { steps }: Played): readonly number[] {
  const at: number[] = [];
  for (const [node, edges] of shape.after.entries()) {
    const isOver = ({ over }: Played["steps"][number]) =>
      over?.do === "evaluate" ? over.args[0] === shape.names[node] : over?.child === node;
    const last = steps.findLastIndex(isOver);
    at.push(last >= 0 ? last : Math.max(0, ...edges.map((edge) => at[edge.node] ?? 0)));
  }
  return at;
}

/** The nodes that a node waits for, directly or not. */
function dependenciesOf(node: number, { after }: GraphShape): readonly number[] {
  const found: number[] = [];
  const look = (at: number) => {
    for (const edge of after[at] ?? []) {
      if (found.includes(edge.node)) continue;
      found.push(edge.node);
      look(edge.node);
    }
  };
  look(node);
  return found;
}

interface Wandering {
  readonly tells: (evaluation: Evaluation) => unknown;
  readonly pick: (count: number) => number;
  /** At which steps it goes back to one of the slots that are finished. */
  readonly goesBack: readonly boolean[];
}

/** Plays a graph that goes back now and then, as its supervisor would; what was evaluated before that still comes in. */
function wander(course: Course, { tells, pick, goesBack }: Wandering): readonly Command[] {
  let progress = begin(course, "in");
  let finished: number[] = [];
  let out: (Start | Evaluation)[] = [];
  for (let step = 0; step < 300; step++) {
    const { commands } = progress;
    if (commands.some((command) => command.do === "finish" || command.do === "unresolved")) return commands;
    out.push(...startsIn(commands), ...evaluationsIn(commands));
    const target = goesBack[step] === true ? finished[pick(finished.length)] : undefined;
    const [next] = target === undefined ? out.splice(pick(out.length), 1) : [];
    if (target !== undefined) {
      const gone = consumers(progress.course, target) ?? new Set();
      out = out.filter((each) => each.do === "evaluate" || !gone.has(each.slot));
      finished = finished.filter((slot) => !gone.has(slot));
      progress = rewind(progress.course, [target]) ?? progress;
    } else if (next?.do === "evaluate") {
      progress = evaluated(progress.course, { key: next.key ?? 0, value: tells(next) });
    } else if (next !== undefined) {
      finished.push(next.slot);
      progress = childEnded(progress.course, { slot: next.slot, name: "n", path: "n", ...outputOf(next) });
    }
  }
  return progress.commands;
}

describe("any graph", () => {
  it("starts each node that is led to once, on what it is given, in the very step that settles the last it waits for", () => {
    fc.assert(
      fc.property(drawn(true), anyOrder, (graph, pick) => {
        const played = play(atRest("graph", graph.shape), { tells: telling(graph), pick });
        const inputs = expectedInputs(graph);
        const started = new Map(played.starts.map(({ child, input }) => [child, input]));
        expect([...started].toSorted(([a], [b]) => a - b)).toEqual([...inputs]);
        expect(played.starts.length).toBe(inputs.size);
        const settled = settledAt(graph, played);
        for (const [step, { commands }] of played.steps.entries())
          for (const { child } of startsIn(commands))
            expect(Math.max(0, ...(graph.shape.after[child] ?? []).map(({ node }) => settled[node] ?? 0))).toBe(step);
      }),
      { numRuns: 500 },
    );
  });

  it("ends when all are done or left out, with the output node's output, in whatever order they end", () => {
    fc.assert(
      fc.property(drawn(true), anyOrder, (graph, pick) => {
        const { lastWord, starts, evaluations, steps } = play(atRest("graph", graph.shape), {
          tells: telling(graph),
          pick,
        });
        const inputs = expectedInputs(graph);
        const { output, names: all } = graph.shape;
        expect(steps.length).toBe(1 + starts.length + evaluations.length);
        expect(lastWord).toEqual(
          inputs.has(output)
            ? { do: "finish", output: outputOn(output, inputs) }
            : { do: "unresolved", reason: `no edge led to ${all[output]}, whose output is the graph's` },
        );
      }),
    );
  });

  it("never starts a node of a cycle, nor one that waits for it", () => {
    fc.assert(
      fc.property(drawn(false), anyOrder, (graph, pick) => {
        const waitsFor = (node: number) => dependenciesOf(node, graph.shape);
        const isOnCycle = (node: number) => waitsFor(node).includes(node);
        const { starts } = play(atRest("graph", graph.shape), { tells: telling(graph), pick });
        expect(starts.filter(({ child }) => [child, ...waitsFor(child)].some(isOnCycle))).toEqual([]);
        expect(new Set(starts.map(({ child }) => child)).size).toBe(starts.length);
      }),
    );
  });

  it("ends as if it had never gone back, wherever and however often it did", () => {
    fc.assert(
      fc.property(drawn(true), anyOrder, fc.array(fc.boolean(), { maxLength: 30 }), (graph, pick, goesBack) => {
        const course = atRest("graph", graph.shape);
        const tells = telling(graph);
        expect(wander(course, { tells, pick, goesBack })).toEqual([play(course, { tells }).lastWord]);
      }),
      { numRuns: 500 },
    );
  });

  it("has for a node's consumers the node and all that can be reached from it", () => {
    fc.assert(
      fc.property(drawn(true), fc.nat(), ({ shape }, choice) => {
        const from = choice % shape.names.length;
        const isReached = (node: number): boolean =>
          node === from || (shape.after[node] ?? []).some((edge) => isReached(edge.node));
        const reached = [...shape.names.keys()].filter(isReached);
        expect([...consumersOf(shape, from)].toSorted((a, b) => a - b)).toEqual(reached);
      }),
    );
  });
});
