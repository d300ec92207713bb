import type { DirectiveDraft, Draft } from "./scenario.ts";
import { SIDES } from "./scenario.ts";

/** A draft in its place: numbered, named, with its parts. */
export interface Planted {
  readonly id: number;
  /** The name that its plan will have, unless it is a bare `pass`. */
  readonly name: string;
  readonly draft: Draft;
  readonly children: readonly Planted[];
  /** Per kind of its policy, per place in that chain: the plan to fall back on. */
  readonly fallbacks: ReadonlyMap<DirectiveDraft, Planted>;
  /** The steps that its policy can go back to: its own, or of the chain that it is a step of those up to itself. */
  readonly steps: readonly string[];
}

/** Agents beyond these become `pass`. */
const AGENTS_MAX = 12;

const LETTERS = {
  agent: "a",
  human: "h",
  pass: "p",
  chain: "c",
  parallel: "l",
  branch: "b",
  map: "m",
  route: "r",
  given: "g",
} as const;

/** Numbers and names everything in a draft, the same way each time. */
export function plant(root: Draft): Planted {
  let next = 0;
  let agents = 0;

  function visit(given: Draft, steps: readonly string[]): Planted {
    const id = next++;
    const draft = given.kind === "agent" && ++agents > AGENTS_MAX ? toPass(given) : given;
    const children = partsOf(draft).map((part) => visit(part, steps));
    const [body] = children;
    const name = draft.kind === "given" && body !== undefined ? body.name : `${LETTERS[draft.kind]}${id}`;
    const fallbacks = new Map<DirectiveDraft, Planted>();
    for (const [, chain] of draft.policy)
      for (const directive of chain)
        if (directive.does === "fallback") fallbacks.set(directive, visit(directive.plan, steps));
    return { id, name, draft, children, fallbacks, steps };
  }

  return withSteps(visit(root, []), []);
}

function toPass(draft: Draft): Draft {
  const { policy, budget } = draft;
  return { kind: "pass", policy, ...(budget === undefined ? {} : { budget }) };
}

function partsOf(draft: Draft): readonly Draft[] {
  switch (draft.kind) {
    case "agent":
    case "human":
    case "pass":
      return [];
    case "chain":
      return draft.steps;
    case "parallel":
      return draft.branches;
    case "branch":
      return draft.cases;
    case "map":
    case "given":
      return [draft.body];
    case "route":
      return [draft.by, ...draft.to, draft.otherwise];
  }
}

/** Tells everybody the steps that it can go back to; `around` is told to whatever is at work in its place. */
function withSteps(it: Planted, around: readonly string[]): Planted {
  const own = it.draft.kind === "chain" ? it.children.map(({ name }) => name) : [];
  const fallbacks = new Map(
    [...it.fallbacks].map(([directive, plan]) => [directive, withSteps(plan, around)] as const),
  );
  const children = it.children.map((child, place) => withSteps(child, own.slice(0, place + 1)));
  return { ...it, steps: own.length > 0 ? own : around, fallbacks, children };
}

/** The segment that a child has in its parent's paths. */
export function segmentOf(parent: Planted, index: number): string {
  const child = parent.children[index];
  const { kind } = parent.draft;
  if (kind === "branch") return SIDES[index] ?? "";
  if (kind === "route" && index > 0)
    return index === parent.children.length - 1 ? "otherwise" : (SIDES[index - 1] ?? "");
  return child?.name ?? "";
}

/** Whether the parent gives its child a key of its own, so that the child's name need not be distinct. */
export function isKeyed(parent: Planted, index: number): boolean {
  const { kind } = parent.draft;
  return kind === "parallel" || kind === "branch" || (kind === "route" && index > 0);
}

/** Every place of the plan by its path without indices. A map's items and a classifier's askings are one place. */
export function placesOf(root: Planted): ReadonlyMap<string, Planted> {
  const places = new Map<string, Planted>();
  const visit = (it: Planted, path: string): void => {
    places.set(path, it);
    for (const [index, child] of it.children.entries()) visit(child, `${path}/${segmentOf(it, index)}`);
    for (const plan of it.fallbacks.values()) visit(plan, `${path}/fallback:${plan.name}`);
  };
  visit(root, root.name);
  return places;
}

/** A path without the indices of items and askings. */
export function placeOf(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}
