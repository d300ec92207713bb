import { crossed, type FactOf, factsOf } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { type Planted, placeOf, segmentOf } from "../planted.ts";
import { parentOf } from "./decisions.ts";

type Ended = FactOf<"node.ended">;

/** What has been given and got so far, as the facts tell it. */
class Ledger {
  readonly inputs = new Map<string, unknown>();
  readonly outputs = new Map<string, unknown>();
  readonly gave = new Map<string, unknown>();
  /** The child that each group started last. */
  readonly latest = new Map<string, string>();
  readonly run: Judged;

  constructor(run: Judged) {
    this.run = run;
  }

  note(fact: Judged["facts"][number]): void {
    const { path, type } = fact;
    if (type === "node.started") this.inputs.set(path, fact.input);
    if (type === "node.started") this.latest.set(parentOf(path), slotOf(path));
    if (type === "function.gave") this.gave.set(path, fact.value);
    if (type !== "node.ended" || !ANSWERS.has(fact.how)) return;
    this.outputs.set(slotOf(path), fact.output);
    if (fact.how === "restored") this.latest.set(parentOf(path), slotOf(path));
  }

  placed(path: string): Planted | undefined {
    return this.run.places.get(placeOf(path));
  }

  /** What the pattern around a node must give it. */
  inputFor(path: string): unknown {
    const above = parentOf(path);
    const own = above === "" ? this.run.scenario.input : this.inputs.get(above);
    const group = this.placed(above);
    const [segment = ""] = slotOf(path)
      .slice(above.length + 1)
      .split("/");
    switch (group?.draft.kind) {
      case "chain": {
        const step = group.children.findIndex((_, index) => segmentOf(group, index) === segment);
        return step <= 0 ? own : this.outputs.get(`${above}/${segmentOf(group, step - 1)}`);
      }
      case "map":
        return Array.isArray(own) ? own[Number(/\[(\d+)\]$/.exec(segment)?.[1])] : undefined;
      case "given":
        return this.gave.get(above);
      case "parallel":
      case "branch":
      case "route":
      case undefined:
        return own;
      default:
        return ELSEWHERE;
    }
  }

  /** What a pattern must make of what its parts gave; undefined for leaves. */
  outputOf(path: string): { readonly value: unknown } | undefined {
    const group = this.placed(path);
    if (group === undefined) return undefined;
    const got = (index: number, item = ""): unknown => this.outputs.get(`${path}/${segmentOf(group, index)}${item}`);
    switch (group.draft.kind) {
      case "chain":
        return { value: got(group.children.length - 1) };
      case "parallel":
        return { value: Object.fromEntries(group.children.map((_, index) => [segmentOf(group, index), got(index)])) };
      case "map": {
        const items = this.inputs.get(path);
        return { value: Array.isArray(items) ? items.map((_, index) => got(0, `[${index}]`)) : undefined };
      }
      case "pass":
        return { value: this.inputs.get(path) };
      case "given":
      case "branch":
      case "route":
        return { value: this.outputs.get(this.latest.get(path) ?? "") };
      default:
        return undefined;
    }
  }
}

/** Other laws say what is given there. */
const ELSEWHERE: unique symbol = Symbol("elsewhere");

/** Ends that give something. */
const ANSWERS: ReadonlySet<string> = new Set(["done", "skipped", "restored"]);

function slotOf(path: string): string {
  return path.replace(/(\/fallback:[^/]*)+$/, "");
}

function goesThrough(run: Judged): readonly string[] {
  const ledger = new Ledger(run);
  return run.facts.flatMap((fact) => {
    const wrong =
      fact.type === "node.started"
        ? wrongInput(ledger, fact)
        : fact.type === "node.ended"
          ? wrongEnd(ledger, fact)
          : [];
    ledger.note(fact);
    return wrong;
  });
}

function wrongInput(ledger: Ledger, { path, input, seq }: FactOf<"node.started">): readonly string[] {
  const wanted = ledger.inputFor(path);
  if (wanted === ELSEWHERE) return [];
  const expected = crossed(wanted);
  return crossed(input) === expected ? [] : [`fact ${seq}: ${path} is given ${crossed(input)}, not ${expected}`];
}

function wrongEnd(ledger: Ledger, { path, how, output, seq }: Ended): readonly string[] {
  if (how === "done") {
    const expected = ledger.outputOf(path);
    const isRight = expected === undefined || crossed(output) === crossed(expected.value);
    return isRight ? [] : [`fact ${seq}: ${path} gives ${crossed(output)}, not ${crossed(expected.value)}`];
  }
  if (how !== "restored") return [];
  const given = ledger.inputFor(path);
  if (given === ELSEWHERE) return [];
  const wanted = crossed(given);
  const formerly = [...ledger.inputs].filter(([other]) => other === path || slotOf(other) === slotOf(path));
  const isSame =
    formerly.some(([, input]) => crossed(input) === wanted) &&
    crossed(ledger.outputs.get(slotOf(path))) === crossed(output);
  return isSame ? [] : [`fact ${seq}: ${path} is restored for ${wanted}, and gives ${crossed(output)}`];
}

/** Work gets what its node was given, or what a person made of that. */
function worksOnItsInput({ facts, attempts }: Judged): readonly string[] {
  return attempts.flatMap(({ path, seq, call, id }) => {
    const started = factsOf(facts, "node.started").findLast((fact) => fact.path === path && fact.seq < seq);
    const edits = factsOf(facts, "question.answered").flatMap(({ reply, path: at }) =>
      at === path && reply.verdict === "edit" ? [crossed(reply.value)] : [],
    );
    return [crossed(started?.input), ...edits].includes(crossed(call.input))
      ? []
      : [`${id} works on ${crossed(call.input)}, not on ${crossed(started?.input)}`];
  });
}

/** How many items of a map are worked on at once. */
function staysInItsWindow({ facts, places }: Judged): readonly string[] {
  const alive = new Map<string, Set<string>>();
  return facts.flatMap(({ type, path, seq }) => {
    const above = parentOf(path);
    const draft = places.get(placeOf(above))?.draft;
    if (draft?.kind !== "map") return [];
    const items = alive.get(above) ?? new Set<string>();
    alive.set(above, items);
    if (type === "node.started") items.add(slotOf(path));
    if (type === "node.ended") items.delete(slotOf(path));
    return items.size > draft.concurrency ? [`fact ${seq}: ${items.size} items of ${above} at once`] : [];
  });
}

/** What patterns do with values. */
export const PATTERN_LAWS: readonly Law[] = [
  {
    says: "each part is given what its pattern says, and a pattern gives what it makes of its parts",
    against: goesThrough,
  },
  { says: "work gets the input of its node, or what a person made of it", against: worksOnItsInput },
  { says: "a map works on no more items at once than it may", against: staysInItsWindow },
];
