import { escaped } from "./mermaid-text.ts";

/** What is drawn of a machine: XState's machines have it, whoever set them up. */
export interface Statechart {
  readonly root: StateOf;
}

interface StateOf {
  readonly id: string;
  readonly key: string;
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly states: Readonly<Record<string, StateOf>>;
  readonly initial: { readonly target: readonly { readonly id: string }[] };
  readonly transitions: ReadonlyMap<string, readonly Transition[]>;
  readonly always?: readonly Transition[];
}

interface Transition {
  readonly target: readonly { readonly id: string }[] | undefined;
  readonly guard?: unknown;
}

/** Whether this is a machine to draw, rather than a plan. */
export function isStatechart(drawn: unknown): drawn is Statechart {
  if (typeof drawn !== "object" || drawn === null || !("root" in drawn)) return false;
  const { root } = drawn;
  if (typeof root !== "object" || root === null || !("transitions" in root) || !("states" in root)) return false;
  return root.transitions instanceof Map && typeof root.states === "object";
}

/** A machine as a Mermaid state diagram. */
export function stateDiagram({ root }: Statechart): string {
  const states = [...statesIn(root)];
  const ids: Ids = new Map(states.map(({ id }, place) => [id, `s${place}`]));
  const arrows = states.flatMap((state) => arrowsFrom(state, ids));
  return ["stateDiagram-v2", ...box(root, ids), ...arrows]
    .map((line, at) => (at === 0 ? line : `  ${line}`))
    .join("\n");
}

/** What the states are called in the drawing, by XState's ids. */
type Ids = ReadonlyMap<string, string>;

function* statesIn(state: StateOf): Iterable<StateOf> {
  yield state;
  for (const inner of Object.values(state.states)) yield* statesIn(inner);
}

/** A state, and those in it: regions that are active together are told apart by a line. */
function box(state: StateOf, ids: Ids): readonly string[] {
  const id = ids.get(state.id) ?? "";
  const label = state.type === "history" ? `${state.key} (history)` : state.key;
  const head = `state "${textOf(label)}" as ${id}`;
  const inner = Object.values(state.states);
  if (inner.length === 0) return [head];
  const lines = inner.flatMap((part, place) => [
    ...(state.type === "parallel" && place > 0 ? ["--"] : []),
    ...(state.type === "compound" && isInitial(state, part) ? [`[*] --> ${ids.get(part.id)}`] : []),
    ...box(part, ids),
    ...(part.type === "final" ? [`${ids.get(part.id)} --> [*]`] : []),
  ]);
  return [`${head} {`, ...lines.map((line) => `  ${line}`), "}"];
}

function isInitial({ initial }: StateOf, { id }: StateOf): boolean {
  return initial.target.some((target) => target.id === id);
}

function arrowsFrom(state: StateOf, ids: Ids): readonly string[] {
  const heard = [...state.transitions].flatMap(([event, transitions]) =>
    transitions.map((transition) => ({ event, transition })),
  );
  const atOnce = (state.always ?? []).map((transition) => ({ event: "", transition }));
  return [...heard, ...atOnce].flatMap(({ event, transition: { target, guard } }) => {
    const condition = guard === undefined ? "" : ` [${guardWords(guard)}]`;
    const label = textOf(`${eventWords(event, state.id)}${condition}`);
    const from = ids.get(state.id);
    return (target ?? [state]).map(({ id }) => `${from} --> ${ids.get(id)} : ${label}`);
  });
}

/** XState's own events in words. */
function eventWords(event: string, state: string): string {
  if (event === "") return "always";
  if (event === "*") return "any event";
  const [, delay] = /^xstate\.after\.(.+)$/s.exec(event) ?? [];
  if (delay !== undefined) {
    const time = delay.endsWith(`.${state}`) ? delay.slice(0, -state.length - 1) : delay;
    return `after ${time}${/^\d+$/.test(time) ? " ms" : ""}`;
  }
  const [, what, id = ""] = /^xstate\.(done|error|snapshot)\.(?:actor|state)\.(.+)$/s.exec(event) ?? [];
  if (what === undefined) return event;
  return id.endsWith(state) ? what : `${what} ${id}`;
}

/** A guard's name, or what it is made of; one without a name is only said to be there. */
function guardWords(guard: unknown): string {
  if (typeof guard === "string") return guard;
  if ((typeof guard !== "object" && typeof guard !== "function") || guard === null) return "guard";
  const name = "name" in guard && typeof guard.name === "string" && guard.name !== "" ? guard.name : "guard";
  if ("guards" in guard && Array.isArray(guard.guards)) return combined(name, guard.guards.map(guardWords));
  return "type" in guard && typeof guard.type === "string" ? guard.type : name;
}

/** XState's `and`, `or` and `not`. */
function combined(by: string, parts: readonly string[]): string {
  return by === "not" ? `not ${parts.join(" ")}` : parts.join(by === "or" ? " or " : " and ");
}

/** A colon would begin another label. */
function textOf(text: string): string {
  return escaped(text).replaceAll(":", "#58;");
}
