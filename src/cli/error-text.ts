import { inspect } from "node:util";
import { TroupeError } from "../model/troupe-error.ts";
import { ModuleCrash } from "./plan-module.ts";
import type { Paint } from "./terminal/paint.ts";

/** An error for the person at the terminal: what happened, and what to do. Only what is not the caller's mistake has a stack. */
export function errorText(error: unknown, paint: Paint): string {
  if (error instanceof TroupeError) return `${paint("bad", error.code)} ${whatOf(error)}\n  ${error.remedy}\n`;
  if (error instanceof ModuleCrash) return `${paint("bad", error.message)}\n${inspect(error.cause)}\n`;
  return `${paint("bad", "This should not have happened.")}\n${inspect(error)}\n`;
}

/** The message without its code in front and its remedy behind. */
function whatOf({ code, message, remedy }: TroupeError): string {
  return message.slice(`${code}: `.length, message.length - remedy.length).trim();
}
