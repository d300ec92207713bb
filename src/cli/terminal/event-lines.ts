import { refusalWords } from "../../budget/refusal-words.ts";
import type { Fact } from "../../model/fact.ts";
import type { RunView } from "../../model/fold.ts";
import type { NodeRecord } from "../../model/node-record.ts";
import { lookUp } from "../../model/path-table.ts";
import { duration, ticking } from "../duration.ts";
import type { Paint, Tone } from "./paint.ts";
import { timeText } from "./row.ts";
import { clip, count, fill, oneLine, valueLine } from "./text.ts";
import { decisionText, failureOf, failureText } from "./why.ts";

/** A map with more items than this is told of by its tenths; of its items, and of rounds beyond that, only what is out of the ordinary. */
const CROWD = 20;
const SHOWN_WIDTH = 100;
/** A line says no more than this; the summary and the facts have it whole. */
const TOLD_WIDTH = 160;

/** What a fact means to those who watch, as lines; none where it means nothing. `view` is that after the fact. */
export type Teller = (view: RunView, fact: Fact) => readonly string[];

interface Told {
  readonly tone: Tone;
  readonly text: string;
  /** In a crowd, only what is out of the ordinary is told. */
  readonly isOrdinary?: boolean;
}

/** Tells a run in plain lines, one for each event that matters; with the run's name in each, where it is given one. */
export function eventTeller(paint: Paint, name?: string): Teller {
  const begin = name === undefined ? "" : `${paint("faint", name)}  `;
  const over = new Map<string, number>();
  const line = (at: number, where: string, { tone, text }: Told) =>
    `${paint("faint", fill(ticking(at), 8, "right"))}  ${begin}${where}  ${paint(tone, clip(oneLine(text), TOLD_WIDTH))}`;
  return (view, fact) => {
    const lines: string[] = [];
    const at = fact.at - view.startedAt;
    const told = toldOf(view, fact);
    const isTold = told !== undefined && (told.isOrdinary !== true || !isCrowded(view, fact.path));
    if (isTold) lines.push(line(at, fact.path === "" ? view.plan : fact.path, told));
    const tenth = tenthOf(view, fact, over);
    if (tenth !== undefined) lines.push(line(at, tenth.map, { tone: "faint", text: tenth.text }));
    return lines;
  };
}

/** Among many items of a map; of many rounds and tasks only every twentieth is told. */
function isCrowded({ nodes }: RunView, path: string): boolean {
  const rounds = [...path.matchAll(/\[(\d+)\]/g)].map(([, round]) => Number(round));
  if (rounds.some((round) => round >= CROWD && round % CROWD !== 0)) return true;
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1))
    if ((lookUp(nodes, path.slice(0, end))?.items ?? 0) > CROWD) return true;
  return false;
}

/** Each tenth of a crowd. */
function tenthOf(
  view: RunView,
  fact: Fact,
  over: Map<string, number>,
): { readonly map: string; readonly text: string } | undefined {
  if (fact.type !== "node.ended" || !fact.path.endsWith("]")) return undefined;
  const map = fact.path.slice(0, fact.path.lastIndexOf("/"));
  const items = lookUp(view.nodes, map)?.items ?? 0;
  if (items <= CROWD) return undefined;
  const number = (over.get(map) ?? 0) + 1;
  over.set(map, number);
  const isTenth = Math.floor((number * 10) / items) > Math.floor(((number - 1) * 10) / items);
  return isTenth ? { map, text: `${number} of ${items} items are over` } : undefined;
}

function toldOf(view: RunView, fact: Fact): Told | undefined {
  switch (fact.type) {
    case "run.started":
      return { tone: "strong", text: `run ${fact.runId}${boundText(fact.bound)}` };
    case "node.started":
      if (fact.kind === "pass" || fact.kind === "given") return undefined;
      return { tone: "faint", text: startedText(fact), isOrdinary: true };
    case "work.asked":
      return { tone: "wait", text: `asks back: ${valueLine(fact.question)}` };
    case "work.handed":
      return { tone: "strong", text: `hands off to ${fact.to}: ${valueLine(fact.context)}` };
    case "node.ended":
      return ended(view, fact);
    case "supervisor.decided":
      return decided(view, fact);
    case "group.restarted":
      return { tone: "wait", text: `starting anew: ${fact.members.join(", ")}` };
    case "ledger.spent":
    case "ledger.refused":
      return {
        tone: "bad",
        text: refusalWords(fact),
      };
    case "run.resumed":
      return { tone: "strong", text: resumedText(fact) };
    case "run.cancelled":
      return { tone: "wait", text: `cancelling: ${fact.reason}` };
    default:
      return toldOfPeople(view, fact);
  }
}

function startedText({ kind, label }: Extract<Fact, { type: "node.started" }>): string {
  return `started${kind === "agent" ? "" : ` (${kind})`}${label === undefined ? "" : ` · ${label}`}`;
}

function resumedText({ lost }: Extract<Fact, { type: "run.resumed" }>): string {
  return lost.length === 0 ? "goes on" : `goes on; ${count(lost.length, "attempt")} lost: ${lost.join(", ")}`;
}

function boundText(bound: number | undefined): string {
  return bound === undefined ? "" : `, ${count(bound, "step")} at most`;
}

function toldOfPeople(view: RunView, fact: Fact): Told | undefined {
  switch (fact.type) {
    case "question.asked": {
      const { kind, name, shown, deadline, otherwise } = fact.question;
      const asked = `${kind} ${name}: ${clip(valueLine(shown), SHOWN_WIDTH)}`;
      const isUnattended = deadline <= fact.at;
      const then = isUnattended
        ? `nobody is asked: ${otherwise}`
        : `${duration(deadline - fact.at)}, then ${otherwise}`;
      return { tone: "wait", text: `asks for ${asked} (${then})` };
    }
    case "question.answered": {
      const question = view.questions.find(({ id }) => id === fact.question);
      const isGiven = question?.kind === "human" && fact.reply.verdict === "edit";
      const by = fact.by === undefined ? "" : ` by ${fact.by}`;
      return { tone: "wait", text: `answered${isGiven ? "" : `: ${fact.reply.verdict}`}${by}` };
    }
    case "question.closed":
      return fact.why === "withdrawn" ? { tone: "wait", text: "asks no longer" } : undefined;
    case "gate.decided":
      return fact.isUnattended ? { tone: "odd", text: `passed ${fact.gate}, though nobody looked` } : undefined;
    default:
      return undefined;
  }
}

function ended(
  view: RunView,
  { path, at, how, disposition, failure }: Extract<Fact, { type: "node.ended" }>,
): Told | undefined {
  const record = lookUp(view.nodes, path);
  switch (how) {
    case "done":
    case "restored":
      if (record?.kind === "given" || record?.kind === "pass") return undefined;
      if (disposition.startsWith("degraded: ")) return { tone: "odd", text: disposition };
      return { tone: "good", text: `${how}${tookText(record, at)}`, isOrdinary: true };
    case "skipped":
      return { tone: "odd", text: disposition };
    case "declined":
      return { tone: "faint", text: disposition };
    case "handed":
      return undefined;
    case "stopped":
      return { tone: "faint", text: `stopped: ${disposition}`, isOrdinary: true };
    case "failed":
      if (disposition.startsWith("replaced by")) return { tone: "wait", text: disposition };
      if (failure?.path === path || failure?.kind === "budget") return undefined;
      return { tone: "bad", text: `failed: ${failure === undefined ? disposition : failureOf(path, failure)}` };
  }
}

function tookText(record: NodeRecord | undefined, at: number): string {
  const time = record === undefined ? "" : timeText(record, at);
  return time === "" ? "" : ` in ${time}`;
}

/** Its failure was told with what was decided about it; one that was passed on from below is told where it began. */
function decided(view: RunView, fact: Extract<Fact, { type: "supervisor.decided" }>): Told | undefined {
  if (fact.directive === "escalate" && fact.kind === "escalated") return undefined;
  const failure = lookUp(view.nodes, fact.path)?.failure;
  const why = failure === undefined ? fact.kind : failureText(failure);
  const when = fact.delayMs > 0 ? ` in ${duration(fact.delayMs)}` : "";
  return {
    tone: fact.directive === "escalate" ? "bad" : "wait",
    text: `${why} → ${decisionText(fact.path, fact)}${when}`,
  };
}
