import { acceptKeys, acceptNumber } from "../model/accept.ts";
import type { Brief } from "../model/brief.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Expectation } from "./spec.ts";

/** A brief all of whose parts say something. */
export function acceptBrief(brief: Brief, where: string): Brief {
  acceptKeys(brief, { where: `brief of ${where}`, known: ["goal", "definitionOfDone", "context", "format"] });
  const { goal, definitionOfDone, context, format } = brief;
  return Object.freeze({
    goal: acceptText(goal, `goal in the brief of ${where}`),
    definitionOfDone: acceptText(definitionOfDone, `definitionOfDone in the brief of ${where}`),
    ...(context === undefined ? {} : { context: acceptText(context, `context in the brief of ${where}`) }),
    ...(format === undefined ? {} : { format: acceptText(format, `format in the brief of ${where}`) }),
  });
}

/** Expectations that are numbers of at least 0. */
export function acceptExpectation(expects: Expectation, where: string): Expectation {
  acceptKeys(expects, { where: `expects of ${where}`, known: ["latencyMs", "costUsd"] });
  const { latencyMs, costUsd } = expects;
  return Object.freeze({
    ...(latencyMs === undefined
      ? {}
      : { latencyMs: acceptNumber(latencyMs, { where: `latencyMs of ${where}`, min: 0 }) }),
    ...(costUsd === undefined ? {} : { costUsd: acceptNumber(costUsd, { where: `costUsd of ${where}`, min: 0 }) }),
  });
}

function acceptText(value: unknown, where: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} is ${shown(value)}.`,
    remedy: "Say it in words.",
    facts: { where },
  });
}
