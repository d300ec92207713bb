import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TroupeError } from "../../src/model/troupe-error.ts";
import { type Ordered, readEdges } from "../../src/plan/edges.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { Member } from "../../src/plan/spec.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const members = (names: readonly string[]): readonly Member[] =>
  names.map((segment) => ({ segment, spec: specOf(step(segment)) }));
const read = (names: readonly string[], after: Readonly<Record<string, unknown>>, output = names[0] ?? ""): Ordered =>
  readEdges({ members: members(names), after, output }, 'graph "g"');
const namesIn = ({ order }: Ordered) => order.map(({ segment }) => segment);

/** Nodes as somebody may write them, and who waits for whom among them. */
interface Drawn {
  readonly names: readonly string[];
  readonly waits: readonly (readonly [to: string, from: string])[];
}

/** Any nodes in any order, with any edges between them: `isAllowed` says which, by the nodes' ranks. */
function drawn(isAllowed: (from: number, to: number) => boolean): fc.Arbitrary<Drawn> {
  const ranks = fc.integer({ min: 1, max: 9 }).map((count) => Array.from({ length: count }, (_, rank) => rank));
  return ranks.chain((all) => {
    const pairs = all.flatMap((from) =>
      all.flatMap((to) => (isAllowed(from, to) ? [[`n${to}`, `n${from}`] as const] : [])),
    );
    return fc.record({
      names: fc.shuffledSubarray(
        all.map((rank) => `n${rank}`),
        { minLength: all.length },
      ),
      waits: fc.shuffledSubarray(pairs),
    });
  });
}

function afterOf({ waits }: Drawn): Readonly<Record<string, readonly string[]>> {
  const lists = Map.groupBy(waits, ([to]) => to);
  return Object.fromEntries([...lists].map(([to, pairs]) => [to, pairs.map(([, from]) => from)]));
}

/** What is left when whoever waits for nobody has gone, again and again: nobody, where there is no way around. */
function stuck({ names, waits }: Drawn): readonly string[] {
  const free = names.filter((name) => !waits.some(([to]) => to === name));
  if (free.length === 0) return names;
  return stuck({
    names: names.filter((name) => !free.includes(name)),
    waits: waits.filter(([, from]) => !free.includes(from)),
  });
}

describe("the order of a graph's nodes", () => {
  it("is as they are written, but each behind what it waits for", () => {
    expect(namesIn(read(["a", "b", "c"], {}))).toEqual(["a", "b", "c"]);
    expect(namesIn(read(["join", "a", "b"], { join: ["b", "a"] }))).toEqual(["b", "a", "join"]);
    expect(namesIn(read(["c", "b", "a"], { c: ["b"], b: ["a"] }))).toEqual(["a", "b", "c"]);
  });

  it("has all nodes once and every dependency first, and the edges by these places, for any graph without a cycle", () => {
    fc.assert(
      fc.property(
        drawn((from, to) => from < to),
        (graph) => {
          const ordered = read(graph.names, afterOf(graph));
          const order = namesIn(ordered);
          expect(order.toSorted()).toEqual(graph.names.toSorted());
          for (const [to, from] of graph.waits) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
          const edges = ordered.after.flatMap((list, place) =>
            list.map(({ node }) => `${order[node]}>${order[place]}`),
          );
          expect(edges.toSorted()).toEqual(graph.waits.map(([to, from]) => `${from}>${to}`).toSorted());
          expect(order[ordered.output]).toBe(graph.names[0]);
        },
      ),
    );
  });

  it("is found at once for a graph that is as deep as it is long", () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `n${at}`);
    const after = Object.fromEntries(names.slice(1).map((from, at) => [`n${at}`, [from]]));
    expect(namesIn(read(names, after))).toEqual(names.toReversed());
  });
});

describe("a cycle", () => {
  it("is refused with the way around, in the order in which outputs would go", () => {
    expect(() => read(["a", "b", "c"], { a: ["b"], b: ["c"], c: ["a"] })).toThrow(
      refused(
        "CYCLE",
        /graph "g" waits for itself: .* → .* → .* → .*\. Leave out one of these edges; .*use loop or refine/,
      ),
    );
    expect(() => read(["a"], { a: ["a"] })).toThrow(refused("CYCLE", /graph "g" waits for itself: a → a\./));
  });

  it("is found where there is one, and named as one that is there: for any graph", () => {
    fc.assert(
      fc.property(
        drawn(() => true),
        (graph) => {
          const around = cycleIn(graph);
          expect(around === undefined).toBe(stuck(graph).length === 0);
          if (around === undefined) return;
          const steps = around.slice(1).map((to, at) => [to, around[at]]);
          expect(around.at(0)).toBe(around.at(-1));
          expect(new Set(around).size).toBe(around.length - 1);
          expect(steps.filter(([to, from]) => !graph.waits.some((wait) => wait[0] === to && wait[1] === from))).toEqual(
            [],
          );
        },
      ),
    );
  });
});

/** The nodes that the error names; undefined where there is none. */
function cycleIn(graph: Drawn): readonly string[] | undefined {
  try {
    read(graph.names, afterOf(graph));
    return undefined;
  } catch (error) {
    if (!(error instanceof TroupeError) || error.code !== "CYCLE") throw error;
    return Array.isArray(error.facts["nodes"]) ? error.facts["nodes"].map(String) : [];
  }
}

describe("an edge", () => {
  it("is conditional where it has a function, which is asked of the output that it comes from", () => {
    const isLong = (output: unknown) => String(output).length > 3;
    const ordered = read(["a", "b", "c"], {
      c: ["a", { node: "b", when: isLong }],
      b: [{ node: "a", when: () => true }],
    });
    expect(ordered.after).toEqual([
      [],
      [{ node: 0, isConditional: true }],
      [
        { node: 0, isConditional: false },
        { node: 1, isConditional: true },
      ],
    ]);
    expect([
      ordered.decide("b", "long"),
      ordered.decide("b", "no"),
      ordered.decide("a", 1),
      ordered.decide("c", 1),
    ]).toEqual([{ c: true }, { c: false }, { b: true }, {}]);
  });

  it("gives on what its function gives, even where that is no yes or no", () => {
    expect(read(["a", "b"], { b: [{ node: "a", when: () => "perhaps" }] }).decide("a", 1)).toEqual({ b: "perhaps" });
  });

  it("leads nowhere else where a node is named and waits for nothing", () => {
    expect(read(["a", "b"], { a: [], b: ["a"] }).after).toEqual([[], [{ node: 0, isConditional: false }]]);
  });
});

const always = () => true;
const trap = () => {
  throw new Error("trapped");
};
const hostile = new Proxy({}, { get: trap, has: trap, ownKeys: trap });
const holes: unknown[] = [];
holes.length = 1;

it.each([
  ["BAD_OPTION", undefined, "a", /after of graph "g" is undefined, not an object\. Write for each node that waits/],
  ["BAD_OPTION", ["a"], "a", /after of graph "g" is a list/],
  ["BAD_OPTION", new Map([["b", ["a"]]]), "a", /after of graph "g" is a Map/],
  ["BAD_OPTION", hostile, "a", /after of graph "g" is an object without fields that can be read/],
  [
    "UNKNOWN_NODE",
    { jion: ["a"] },
    "a",
    /after of graph "g" names "jion", which is no node of it\. Did you mean "join"\?/,
  ],
  ["BAD_OPTION", { join: "a" }, "a", /What "join" waits for in graph "g" is "a", not a list.*when: \(output\)/],
  ["BAD_OPTION", { join: undefined }, "a", /What "join" waits for in graph "g" is undefined/],
  ["UNKNOWN_NODE", { join: ["zoe"] }, "a", /names "zoe", which is no node of it\. There are: self, a, join\./],
  ["UNKNOWN_NODE", { join: ["sefl"] }, "a", /Did you mean "self"\?/],
  ["BAD_OPTION", { join: [3] }, "a", /What "join" waits for in graph "g" has 3 among it/],
  ["BAD_OPTION", { join: [null] }, "a", /has null among it/],
  ["BAD_OPTION", { join: holes }, "a", /has undefined among it/],
  ["BAD_OPTION", { join: [step("a")] }, "a", /has an object among it/],
  ["BAD_OPTION", { join: [hostile] }, "a", /has an object that cannot be read among it/],
  ["BAD_OPTION", { join: [{ node: "a" }] }, "a", /has an object among it/],
  ["BAD_OPTION", { join: [{ when: always }] }, "a", /has an object among it/],
  ["UNKNOWN_NODE", { join: [{ node: "aa", when: always }] }, "a", /names "aa"/],
  ["UNKNOWN_NODE", { join: [{ node: Object.create(null), when: always }] }, "a", /names an object/],
  ["NOT_A_FUNCTION", { join: [{ node: "a", when: true }] }, "a", /when of the edge a → join in graph "g" is true/],
  ["BAD_OPTION", { join: ["a", "a"] }, "a", /"join" waits for "a" twice in graph "g"/],
  ["BAD_OPTION", { join: ["a", { node: "a", when: always }] }, "a", /waits for "a" twice/],
  ["UNKNOWN_NODE", {}, undefined, /output of graph "g" names undefined.*There are: self, a, join/],
  ["UNKNOWN_NODE", {}, "jion", /output of graph "g" names "jion".*Did you mean "join"\?/],
] as const)("refuses with %s: case %#", (code, after, output, message) => {
  const written = { members: members(["self", "a", "join"]), after, output };
  expect(() => fromJavaScript(readEdges, written, 'graph "g"')).toThrow(refused(code, message));
});
