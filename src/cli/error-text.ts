import { inspect } from "node:util";
import { ownFrame } from "../model/stack-frame.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { ModuleCrash } from "./module-error.ts";
import { nearPlace } from "./place.ts";
import type { Paint } from "./terminal/paint.ts";

/**
 * An error for the person at the terminal: what happened, what to do, and where, as far as it is in their own code. Only
 * what is not the caller's mistake has a stack.
 */
export function errorText(error: unknown, paint: Paint): string {
  if (error instanceof TroupeError) return mistakeText(error, paint, error.facts["at"]);
  if (!(error instanceof ModuleCrash)) return `${paint("bad", "This should not have happened.")}\n${inspect(error)}\n`;
  const { cause, message } = error;
  if (isMistake(cause)) return mistakeText(cause, paint, ownFrame(cause.stack ?? ""));
  return `${paint("bad", message)}\n${ownLines(inspect(cause)).join("\n")}\n`;
}

type Mistake = Error & Pick<TroupeError, "code" | "remedy">;

/** A mistake in a plan, also where that uses another copy of this package. */
function isMistake(cause: unknown): cause is Mistake {
  return cause instanceof Error && cause.name === "TroupeError" && "code" in cause && "remedy" in cause;
}

function mistakeText(mistake: Mistake, paint: Paint, at: unknown): string {
  const place = typeof at === "string" ? `  ${nearPlace(at)}\n` : "";
  return `${paint("bad", mistake.code)} ${whatOf(mistake)}\n  ${mistake.remedy}\n${place}`;
}

/** The message without its code in front and its remedy behind. */
function whatOf({ code, message, remedy }: Mistake): string {
  return message.slice(`${code}: `.length, message.length - remedy.length).trim();
}

/** How many frames of a stack are shown. */
const FRAMES_MAX = 10;

/** What Node shows of an error, with those frames of its stack alone that are the module's own, if any is. */
function ownLines(shown: string): readonly string[] {
  if (ownFrame(shown) === undefined) return [shown];
  const lines: string[] = [];
  let frames = 0;
  for (const line of shown.split("\n")) {
    const [, begin = "", frame, opens = ""] = /^(\s+at )(.+?)( \{)?$/.exec(line) ?? [];
    if (frame === undefined) lines.push(line);
    else if (frames < FRAMES_MAX && ownFrame(`\n    at ${frame}`) !== undefined) {
      frames += 1;
      lines.push(`${begin}${frame.replace(PLACE, nearPlace)}${opens}`);
    } else lines.push(`${lines.pop() ?? ""}${opens}`);
  }
  return lines;
}

const PLACE = /(?:file:|\/|[A-Za-z]:[\\/])[^()]*:\d+:\d+/;
