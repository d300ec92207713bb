import type { Fact } from "../../src/model/fact.ts";
import { isRewind, retryOf } from "./laws/retries.ts";
import { parentOf } from "./laws/decisions.ts";
import { type FactOf, factsOf } from "./history.ts";
import type { Judged } from "./law.ts";
import { type Planted, placeOf } from "./planted.ts";

/** One life of a combinator, as the facts tell it: what it was given, what its parts did, and how it ended. */
export interface Life {
  readonly path: string;
  readonly it: Planted;
  readonly input: unknown;
  readonly started: FactOf<"node.started">;
  /** What it heard, in order, until it began to end. */
  readonly heard: readonly Heard[];
  /** The fact with which it began to end. */
  readonly cut: Fact | undefined;
  /** Its own failure, where it failed of itself. */
  readonly failed: FactOf<"node.failed"> | undefined;
  readonly ended: FactOf<"node.ended"> | undefined;
}

/** Something that a pattern hears of a part, or of its own function. `slot` is the part's path, whoever stands in for it. */
export type Heard = { readonly fact: Fact } & (
  | { readonly is: "started"; readonly slot: string; readonly input: unknown }
  | { readonly is: "gave"; readonly slot: string; readonly output: unknown; readonly isSkipped: boolean }
  | { readonly is: "declined" | "lost" | "voided"; readonly slot: string }
  | { readonly is: "handed"; readonly slot: string; readonly to: string; readonly context: unknown }
  /** Its own function gave a value, or threw. */
  | { readonly is: "said"; readonly value: unknown }
  | { readonly is: "threw" }
  /** It will go back to these slots. */
  | { readonly is: "goes back"; readonly to: readonly string[] }
);

/** All lives of all plans of a kind. */
export function livesOf(run: Judged, kind: Planted["draft"]["kind"]): readonly Life[] {
  return factsOf(run.facts, "node.started").flatMap((started) => {
    const it = run.places.get(placeOf(started.path));
    return it?.draft.kind === kind ? [lifeOf(run, it, started)] : [];
  });
}

function lifeOf(run: Judged, it: Planted, started: FactOf<"node.started">): Life {
  const { facts } = run;
  const { path, input, life } = started;
  const ended = factsOf(facts, "node.ended").find(
    (fact) => fact.path === path && fact.life === life && fact.how !== "restored" && fact.seq > started.seq,
  );
  const own = facts.slice(started.seq + 1, (ended?.seq ?? facts.length) + 1);
  const cut = own.find((fact) => fact.path === path && isCut(fact));
  const before = cut === undefined ? own : own.slice(0, own.indexOf(cut));
  const heard = [...before, ...turnOf(own, cut)].flatMap((fact) => read(run, path, fact));
  const failed = factsOf(own, "node.failed").find((fact) => fact.path === path);
  return { path, it, input, started, heard, cut, failed, ended };
}

/** What belongs to the turn in which it began to end, and is written down behind that. */
function turnOf(own: readonly Fact[], cut: Fact | undefined): readonly Fact[] {
  const behind = cut === undefined ? [] : own.slice(own.indexOf(cut) + 1);
  const other = behind.findIndex(
    (fact) =>
      fact.type !== "supervisor.decided" &&
      fact.type !== "node.escalated" &&
      !(fact.type === "node.ended" && fact.disposition === "given up"),
  );
  return behind.slice(0, Math.max(0, other));
}

function isCut(fact: Fact): boolean {
  if (fact.type === "supervisor.turned") return fact.to === "stopping" || fact.to === "failed";
  return fact.type === "node.failed" || fact.type === "node.ended";
}

function read(run: Judged, path: string, fact: Fact): readonly Heard[] {
  if (fact.path === path) return ofItself(run, fact);
  if (parentOf(fact.path) !== path) return [];
  const slot = slotOf(fact.path);
  if (fact.type === "node.voided") return [{ is: "voided", slot, fact }];
  if (fact.type === "node.started" && fact.path === slot) return [{ is: "started", slot, input: fact.input, fact }];
  return fact.type === "node.ended" ? ofEnd(run, slot, fact) : [];
}

function ofEnd({ facts }: Judged, slot: string, fact: FactOf<"node.ended"> & Fact): readonly Heard[] {
  switch (fact.how) {
    case "done":
    case "skipped":
    case "restored":
      return [{ is: "gave", slot, output: fact.output, isSkipped: fact.how === "skipped", fact }];
    case "declined":
      return [{ is: "declined", slot, fact }];
    case "handed": {
      const handed = factsOf(facts, "work.handed").findLast(({ path, seq }) => path === fact.path && seq < fact.seq);
      return handed === undefined ? [] : [{ is: "handed", slot, to: handed.to, context: handed.context, fact }];
    }
    case "failed":
      return fact.disposition === "given up" ? [{ is: "lost", slot, fact }] : [];
    case "stopped":
      return [];
  }
}

function ofItself(run: Judged, fact: Fact): readonly Heard[] {
  if (fact.type === "function.gave") return [{ is: "said", value: fact.value, fact }];
  if (fact.type === "function.threw") return [{ is: "threw", fact }];
  if (fact.type !== "group.restarted") return [];
  const decided = fact.cause === undefined ? undefined : run.facts[fact.cause];
  if (decided?.type !== "supervisor.decided") return [];
  const retry = retryOf(run, decided);
  return retry !== undefined && isRewind(run, decided, retry)
    ? [{ is: "goes back", to: fact.members.map(slotOf), fact }]
    : [];
}

/** The path of the slot that a node fills. */
export function slotOf(path: string): string {
  return path.replace(/(\/fallback:[^/]*)+$/, "");
}

/** The path of the `index`-th activation of a part. */
export function activation(path: string, segment: string, index: number): string {
  return index === 0 ? `${path}/${segment}` : `${path}/${segment}[${index}]`;
}
