import type { NodeRecord } from "../../model/node-record.ts";
import { duration, ticking } from "../duration.ts";
import { type Detail, detailOf, type Moment } from "./detail.ts";
import type { Row } from "./folding.ts";
import { lookOf, WORD_WIDTH } from "./look.ts";
import { conditionOf } from "./node-tree.ts";
import type { Paint } from "./paint.ts";
import { clip, fill, oneLine, widthOf } from "./text.ts";

const TIME_WIDTH = 7;
const BAR_WIDTH = 10;
/** A text is not cut shorter than this for what stands behind it. */
const TEXT_WIDTH_MIN = 24;
/** Kinds that go without saying. */
const PLAIN_KINDS = new Set(["agent", "pass"]);

/** How wide the lines are, and how they are coloured. */
export interface Sheet {
  /** A line takes at most so many columns. */
  readonly width: number;
  readonly paint: Paint;
  readonly moment: Moment;
}

/** The rows as lines of text: what, in which state, for how long, and what there is to say. */
export function rowLines(rows: readonly Row[], sheet: Sheet): readonly string[] {
  const widest = rows.reduce((most, row) => Math.max(most, row.kind === "node" ? labelWidth(row) : 0), 0);
  const labels = Math.min(Math.max(widest, 12), Math.max(12, Math.floor(sheet.width * 0.45)));
  return rows.map((row) => (row.kind === "node" ? nodeLine(row, labels, sheet) : moreLine(row, sheet)));
}

type NodeRow = Extract<Row, { kind: "node" }>;

function nameOf({ node }: NodeRow): string {
  const { name, record } = node;
  const label = record.label === undefined ? "" : ` · ${record.label}`;
  return oneLine(`${name.replace(/^fallback:/, "fallback ")}${label}`);
}

function kindOf({ node: { record } }: NodeRow): string {
  return PLAIN_KINDS.has(record.kind) ? "" : ` ${record.kind}`;
}

function labelWidth(row: NodeRow): number {
  return widthOf(`${row.guide}? ${nameOf(row)}${kindOf(row)}`);
}

function nodeLine(row: NodeRow, labels: number, { width, paint, moment }: Sheet): string {
  const { record } = row.node;
  const { tone, word } = lookOf(record);
  const label = labelText(row, labels, paint);
  const time = timeText(record, moment.now);
  const roomForTime = width - labels - 2 - WORD_WIDTH;
  if (roomForTime + WORD_WIDTH < 4) return label.trimEnd();
  if (time === "" || roomForTime < 1 + TIME_WIDTH)
    return `${label}  ${paint(tone, clip(word, Math.min(WORD_WIDTH, roomForTime + WORD_WIDTH)))}`;
  const room = roomForTime - 1 - TIME_WIDTH - 2;
  const detail = room > 2 ? detailText(detailOf(row.node, row.isFolded, moment), room, paint) : "";
  return `${label}  ${paint(tone, fill(word, WORD_WIDTH))} ${paint("faint", fill(time, TIME_WIDTH, "right"))}${detail}`;
}

function labelText(row: NodeRow, labels: number, paint: Paint): string {
  const look = lookOf(row.node.record);
  const guide = clip(row.guide, Math.max(0, labels - 3));
  const room = labels - widthOf(guide) - 2;
  const name = clip(nameOf(row), room);
  const kind = fill(kindOf(row), room - widthOf(name));
  const isIdle = look.tone === "faint";
  return `${paint("faint", guide)}${paint(look.tone, look.sign)} ${isIdle ? paint("faint", name) : name}${paint("faint", kind)}`;
}

function detailText({ fraction, text, tail }: Detail, room: number, paint: Paint): string {
  if (fraction !== undefined && room >= BAR_WIDTH + 6)
    return `  ${bar(fraction, paint)} ${clip(text, room - BAR_WIDTH - 1)}`;
  if (text === "" && tail === "") return "";
  const left = room - widthOf(tail) - 1;
  const hasRoom = tail !== "" && left >= Math.min(widthOf(text), TEXT_WIDTH_MIN);
  return `  ${paint("faint", hasRoom ? `${clip(text, left)} ${tail}` : clip(text, room))}`;
}

/** Ten columns; done is drawn heavier than to do, so that it can be read without colours. */
function bar(fraction: number, paint: Paint): string {
  const done = Math.floor(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH);
  return `${paint("busy", "━".repeat(done))}${paint("faint", "─".repeat(BAR_WIDTH - done))}`;
}

/** An agent's time is that of its work; any other node's is from its start to its end. */
export function timeText(record: NodeRecord, now: number): string {
  const { kind, startedAt, endedAt, busyMs, busySince, since } = record;
  if (startedAt === undefined || record.state === "idle") return "";
  const condition = conditionOf(record);
  if (condition === "asking") return ticking(now - since);
  if (kind === "agent") return busySince === undefined ? duration(busyMs) : ticking(busyMs + now - busySince);
  return endedAt === undefined ? ticking(now - startedAt) : duration(endedAt - startedAt);
}

function moreLine(row: Extract<Row, { kind: "more" }>, { width, paint }: Sheet): string {
  return paint("faint", clip(`${row.guide}${row.text}`, width));
}
