import { type Failure, rootCause } from "../../model/failure.ts";
import type { Decided } from "../../model/node-record.ts";
import { nearPlace } from "../place.ts";
import { oneLine } from "./text.ts";

/** What went wrong: `timeout: attempt 3 took longer than 100 ms`; of a defect also where in the code. */
export function failureText(failure: Failure): string {
  const { kind, path } = failure;
  const speaker = kind === "rejected" ? `${nameOf(path)}: ` : "";
  const message = failure.message.startsWith(speaker) ? failure.message.slice(speaker.length) : failure.message;
  const saysKind = [message, message.slice(message.indexOf(": ") + 2)].some((text) => text.startsWith(`${kind}: `));
  const what = message === "" ? kind : saysKind ? message : `${kind}: ${message}`;
  return oneLine(`${what}${kind === "defect" ? placeOf(failure.thrown) : ""}`);
}

/** ` (mails.ts:3:21)`, from where one is; empty where nobody knows. */
function placeOf(thrown: unknown): string {
  const at = typeof thrown === "object" && thrown !== null && "at" in thrown ? thrown.at : undefined;
  if (typeof at !== "string" || at === "") return "";
  return ` (${nearPlace(at)})`;
}

/** What went wrong with a node; where that began below it, who gave up, and with `hasReason` also why. */
export function failureOf(path: string, failure: Failure, hasReason = false): string {
  const origin = rootCause(failure);
  if (origin.path === path || !origin.path.startsWith(`${path}/`)) return failureText(origin);
  return hasReason ? `${nameOf(origin.path)}: ${failureText(origin)}` : `${nameOf(origin.path)} gave up`;
}

/** What was decided, and what was not to be: `skip orders (retry: attempts 3 of 3)`. */
export function decisionText(path: string, { directive, rule, refused }: Decided): string {
  const owner = rule.owner === path || rule.by === "default" ? "" : ` ${nameOf(rule.owner)}`;
  const passedOver = refused.map(({ does, why }) => (why.startsWith(does) ? why : `${does}: ${why}`)).join(", ");
  return `${directive}${isAboutOwner(directive) ? owner : ""}${passedOver === "" ? "" : ` (${passedOver})`}`;
}

/** Skip and fallback replace the plan whose policy says so; the others act on what failed. */
function isAboutOwner(directive: Decided["directive"]): boolean {
  return directive === "skip" || directive === "fallback";
}

/** The causes of a failure, from the outside in, one a line; those that only passed on what came from below say nothing. */
export function causesOf(failure: Failure): readonly string[] {
  const lines: string[] = [];
  for (let cause: Failure | undefined = failure; cause !== undefined; cause = cause.cause) {
    const isPassedOn = cause.kind === "escalated" && cause.cause !== undefined;
    if (!isPassedOn) lines.push(`${cause.path}: ${failureText(cause)}`);
  }
  return lines;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
