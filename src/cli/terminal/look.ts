import type { NodeRecord } from "../../model/node-record.ts";
import { type Condition, conditionOf } from "./node-tree.ts";
import type { Tone } from "./paint.ts";

/** How a node's condition is shown: a sign, a word and a tone, each of which says it alone. */
export interface Look {
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
}

const LOOKS: Readonly<Record<Condition, Look>> = {
  idle: { sign: "○", word: "idle", tone: "faint" },
  working: { sign: "●", word: "working", tone: "busy" },
  stopping: { sign: "◌", word: "stopping", tone: "wait" },
  asking: { sign: "?", word: "waiting", tone: "wait" },
  gate: { sign: "◆", word: "at a gate", tone: "wait" },
  retrying: { sign: "↻", word: "retrying", tone: "wait" },
  done: { sign: "✓", word: "done", tone: "good" },
  skipped: { sign: "↷", word: "skipped", tone: "odd" },
  handed: { sign: "»", word: "handed on", tone: "good" },
  declined: { sign: "–", word: "declined", tone: "faint" },
  stopped: { sign: "◌", word: "stopped", tone: "faint" },
  replaced: { sign: "→", word: "replaced", tone: "odd" },
  failed: { sign: "✗", word: "failed", tone: "bad" },
};

/** The width of the longest word, in columns. */
export const WORD_WIDTH = 10;

/** Whether a pattern gave less than it should: its run is degraded. */
export function isLacking({ end, disposition }: NodeRecord): boolean {
  return end === "done" && disposition.startsWith("degraded: ");
}

/** How a node is shown. */
export function lookOf(record: NodeRecord): Look {
  const look = LOOKS[conditionOf(record)];
  if (record.end === "restored") return { ...look, word: "restored" };
  if (record.disposition === "asking back") return { ...look, word: "asks back" };
  if (isLacking(record)) return { ...look, word: "degraded", tone: "odd" };
  if (record.disposition === "recovering") return { ...look, word: "recovering", tone: "wait" };
  return look;
}
