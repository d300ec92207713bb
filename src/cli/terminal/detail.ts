import type { NodeRecord } from "../../model/node-record.ts";
import type { Question } from "../../model/question.ts";
import { duration, ticking } from "../duration.ts";
import { isLacking, lookOf } from "./look.ts";
import { conditionOf, isActive, type TreeNode } from "./node-tree.ts";
import { count, valueLine } from "./text.ts";
import { decisionText, failureOf } from "./why.ts";

/** What there is to say of a node beside its state. */
export interface Detail {
  /** How much is done, from 0 to 1; undefined where nobody knows. */
  readonly fraction: number | undefined;
  readonly text: string;
  /** Stands behind the text, whole or not at all. */
  readonly tail: string;
}

/** At which moment one looks (milliseconds of the host's clock), and what is asked then. */
export interface Moment {
  readonly now: number;
  readonly questions: readonly Question[];
}

/** What there is to say of a node now. `isFolded`: what hangs below it is not shown. */
export function detailOf(node: TreeNode, isFolded: boolean, moment: Moment): Detail {
  const { record } = node;
  if (record.kind === "map" && record.items !== undefined && record.startedAt !== undefined) return mapDetail(node);
  switch (conditionOf(record)) {
    case "working":
      return workingDetail(node, isFolded);
    case "retrying":
      return say(`in ${ticking((record.retryAt ?? 0) - moment.now)} · ${whyText(record)}`);
    case "asking":
      return say(askingText(record, moment));
    case "gate":
      return say(isFolded ? activeText(node) : record.disposition.replace(/^asking back$/, ""));
    case "stopping":
      return say(record.disposition.replace(/^aborting: /, ""));
    case "failed":
    case "replaced":
    case "skipped":
      return ending(record, isFolded);
    case "done":
      return say(doneText(node, isFolded));
    case "declined":
    case "handed":
      return say(record.disposition.replace(/^declined: |^handed off /, ""));
    case "stopped":
      return say(record.disposition);
    case "idle":
      return say("");
  }
}

function say(text: string, tail = ""): Detail {
  return { fraction: undefined, text, tail };
}

function mapDetail(node: TreeNode): Detail {
  const { tally, record } = node;
  const items = record.items ?? 0;
  const over = tally.done + tally.skipped + tally.declined + tally.failed;
  const odd = [
    [tally.failed, "failed"],
    [tally.skipped, "skipped"],
    [tally.declined, "declined"],
    [tally.retrying, "retrying"],
    [tally.asking, "waiting"],
  ] as const;
  const rest = odd.flatMap(([number, word]) => (number > 0 ? [`, ${number} ${word}`] : [])).join("");
  const isOpen = record.end === undefined;
  return {
    fraction: isOpen && items > 0 ? over / items : undefined,
    text: `${tally.done}/${items} done${rest}`,
    tail: "",
  };
}

function workingDetail(node: TreeNode, isFolded: boolean): Detail {
  const { record } = node;
  const again = record.attempt > 1 ? `attempt ${record.attempt}` : "";
  if (record.progress !== undefined) {
    const { fraction, partial } = record.progress;
    const parts = [`${Math.floor(fraction * 100)}%`, again, partial === undefined ? "" : valueLine(partial)];
    return { fraction, text: parts.filter((part) => part !== "").join(" · "), tail: "" };
  }
  if (again !== "") return say(record.failure === undefined ? again : `${again} · after ${whyText(record)}`);
  if (record.restarts > 0) return say(`group started anew ${count(record.restarts, "time")}`);
  return say([roundText(node), isFolded ? activeText(node) : ""].filter((part) => part !== "").join(" · "));
}

/** Patterns that begin with the same plan again and again. */
const IN_ROUNDS: ReadonlySet<string> = new Set(["loop", "refine", "orchestrate"]);

/** How often its first plan has begun. */
function roundsOf({ record, children }: TreeNode): number {
  const first = children[0]?.name ?? "";
  const isFirst = ({ name, record: { startedAt } }: TreeNode) =>
    startedAt !== undefined && (name === first || name.startsWith(`${first}[`));
  return IN_ROUNDS.has(record.kind) ? children.filter(isFirst).length : 0;
}

function roundText(node: TreeNode): string {
  const rounds = roundsOf(node);
  return rounds > 1 ? `round ${rounds}` : "";
}

/** How many of the parts that are at work are named on a folded line. */
const NAMED_MAX = 3;

/** What is at work at the bottom of a folded node. */
function activeText(node: TreeNode): string {
  const named: string[] = [];
  const visit = ({ name, record, children }: TreeNode): void => {
    const active = children.filter(isActive);
    if (active.length > 0) return active.forEach(visit);
    const condition = conditionOf(record);
    named.push(condition === "working" ? name : `${name} ${lookOf(record).word}`);
  };
  node.children.filter(isActive).forEach(visit);
  const left = named.length - NAMED_MAX;
  return `${named.slice(0, NAMED_MAX).join(", ")}${left > 0 ? `, ${left} more` : ""}`;
}

function whyText({ path, failure }: NodeRecord): string {
  return failure === undefined ? "a failure" : failureOf(path, failure);
}

function askingText({ path, since }: NodeRecord, { now, questions }: Moment): string {
  const question = questions.find((open) => open.path === path);
  if (question === undefined) return `since ${duration(now - since)}`;
  return `${question.name} · ${deadlineText(question, now)}`;
}

/** When a question is decided without a person, and how: `2m left, then reject`. It counts down in whole seconds. */
export function deadlineText({ deadline, otherwise }: Question, now: number): string {
  const seconds = Math.max(0, Math.ceil((deadline - now) / 1_000));
  return `${seconds === 0 ? "0s" : duration(seconds * 1_000)} left, then ${otherwise}`;
}

/** What went wrong, and what was decided beyond what the state says already. */
function ending(record: NodeRecord, isFolded: boolean): Detail {
  const { path, failure, decision, disposition, end } = record;
  const what = failure === undefined ? disposition.replace(/^skipped: /, "") : failureOf(path, failure, isFolded);
  if (decision === undefined || conditionOf(record) === "replaced") return say(what);
  const decided = decisionText(path, decision);
  return say(what, end === decisionWord(decision.directive) ? decided.replace(/^skip ?/, "") : `→ ${decided}`);
}

function decisionWord(directive: string): string {
  return directive === "skip" ? "skipped" : directive;
}

/** What it took: of a folded node, all that is in it. */
function doneText(node: TreeNode, isFolded: boolean): string {
  const { record, children, retries, skips } = node;
  const rounds = roundsOf(node);
  const tries = isFolded ? retries : record.retries;
  const parts = [
    isLacking(record) ? record.disposition.replace(/^degraded: /, "") : "",
    rounds > 1 ? count(rounds, "round") : "",
    tries > 0 ? count(tries, "retry", "retries") : "",
    isFolded && skips > 0 ? `${skips} skipped` : "",
    record.unattended ?? "",
  ].filter((part) => part !== "");
  return parts.length === 0 && isFolded && record.kind !== "agent" ? count(children.length, "part") : parts.join(", ");
}
