import { styleText } from "node:util";

/** What colours are used for. */
export type Tone = "good" | "busy" | "wait" | "bad" | "odd" | "faint" | "strong";

/** Puts a tone on a text, or leaves it as it is where there are no colours. */
export type Paint = (tone: Tone, text: string) => string;

const FORMATS = {
  good: "green",
  busy: "cyan",
  wait: "yellow",
  bad: "red",
  odd: "magenta",
  faint: "dim",
  strong: "bold",
} as const;

/** No colours. */
export const plain: Paint = (_tone, text) => text;

/** Colours whatever the stream: for tests and for those who know. */
export const coloured: Paint = (tone, text) =>
  text === "" ? "" : styleText(FORMATS[tone], text, { validateStream: false });

/** Colours where the stream shows them: a terminal, and neither NO_COLOR nor NODE_DISABLE_COLORS is set; or FORCE_COLOR is. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return styleText("bold", "x", { stream }) === "x" ? plain : coloured;
}
