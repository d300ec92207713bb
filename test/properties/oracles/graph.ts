import { edgesTo, leadingTo } from "../planted.ts";
import { type Move, type Oracles, UNRESOLVED } from "./oracle.ts";

type Node =
  | { readonly is: "open" | "at work" | "left out" }
  | { readonly is: "deciding"; readonly output: unknown }
  | { readonly is: "settled"; readonly output: unknown; readonly refused: ReadonlySet<number> };

/** A node begins exactly when all that it waits for is done or left out. */
export const graphOracle: Oracles = ({ path, it, input }) => {
  const { draft, children } = it;
  if (draft.kind !== "graph") throw new Error("it is no graph");
  const names = children.map(({ name }) => name);
  const nodes: Node[] = names.map(() => ({ is: "open" }));
  const placeOf = (slot: string) => names.indexOf(slot.slice(path.length + 1));
  const conditional = (from: number) =>
    names.flatMap((_, to) => (edgesTo(draft, to).some(({ node, when }) => node === from && when) ? [to] : []));
  const deciding: number[] = [];
  let goesBackTo: readonly string[] = [];

  /** Whether an edge is taken; undefined while that is open. */
  const isTaken = (from: number, to: number): boolean | undefined => {
    const node = nodes[from];
    if (node?.is === "left out") return false;
    return node?.is === "settled" ? !node.refused.has(to) : undefined;
  };

  /** In the order in which nodes are written: what a node waits for stands before it. */
  const advance = (): readonly Move[] => {
    const moves = names.flatMap((name, to) => {
      if (nodes[to]?.is !== "open") return [];
      const edges = edgesTo(draft, to).map((edge) => ({ ...edge, isTaken: isTaken(edge.node, to) }));
      if (edges.some((edge) => edge.isTaken === undefined)) return [];
      const needed = edges.filter(({ when }) => when === undefined);
      const isLed = needed.length > 0 ? needed.every((edge) => edge.isTaken) : edges.some((edge) => edge.isTaken);
      nodes[to] = { is: edges.length === 0 || isLed ? "at work" : "left out" };
      return nodes[to].is === "at work" ? [{ start: `${path}/${name}`, input: inputOf(to) }] : [];
    });
    if (nodes.some(({ is }) => is !== "settled" && is !== "left out")) return moves;
    const last = nodes[draft.output % names.length];
    return last?.is === "settled" ? [{ done: last.output }] : UNRESOLVED;
  };

  const inputOf = (to: number): unknown => {
    const edges = edgesTo(draft, to);
    if (edges.length === 0) return input;
    return Object.fromEntries(
      edges.flatMap(({ node }) => {
        const from = nodes[node];
        return from?.is === "settled" && isTaken(node, to) === true ? [[names[node] ?? "", from.output] as const] : [];
      }),
    );
  };

  const decided = (from: number, said: unknown): readonly Move[] => {
    const node = nodes[from];
    if (node?.is !== "deciding") return [];
    const words: Readonly<Record<string, unknown>> = typeof said === "object" && said !== null ? { ...said } : {};
    const answers = conditional(from).map((to) => ({ to, said: words[names[to] ?? ""] }));
    if (answers.some((answer) => typeof answer.said !== "boolean")) return UNRESOLVED;
    const refused = new Set(answers.flatMap((answer) => (answer.said === false ? [answer.to] : [])));
    nodes[from] = { is: "settled", output: node.output, refused };
    return advance();
  };

  return {
    begins: advance(),
    hears(event) {
      switch (event.is) {
        case "gave": {
          const node = placeOf(event.slot);
          if (nodes[node]?.is !== "at work") return [];
          const isConditional = conditional(node).length > 0;
          nodes[node] = isConditional
            ? { is: "deciding", output: event.output }
            : { is: "settled", output: event.output, refused: new Set() };
          if (isConditional) deciding.push(node);
          return isConditional ? [] : advance();
        }
        case "declined":
        case "handed":
          return nodes[placeOf(event.slot)]?.is === "at work" ? UNRESOLVED : [];
        case "said":
          return decided(deciding.shift() ?? -1, event.value);
        case "goes back":
          goesBackTo = [...goesBackTo, ...event.to];
          return [];
        case "voided": {
          const from = placeOf(event.slot);
          if (!goesBackTo.includes(event.slot)) return [];
          for (const to of names.keys()) if (leadingTo(draft, to).has(from)) nodes[to] = { is: "open" };
          goesBackTo = goesBackTo.filter((slot) => slot !== event.slot);
          return goesBackTo.length === 0 ? advance() : [];
        }
        default:
          return [];
      }
    },
  };
};
