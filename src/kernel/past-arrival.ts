import type { Completion } from "../model/effect.ts";
import type { Fact } from "../model/fact.ts";
import type { Issue } from "../model/failure.ts";

/** What came from outside, from the fact that tells of it; undefined for a fact that tells of nothing of the kind. */
export function arrivalOf(fact: Fact): Completion | undefined {
  const { at, from = "" } = fact;
  const space = from.indexOf(" ");
  const kind = space < 0 ? from : from.slice(0, space);
  const id = from.slice(space + 1);
  switch (kind) {
    case "woke":
    case "left":
      return { kind, at };
    case "resumed":
      return fact.type === "run.resumed" ? { kind, at, lost: fact.lost } : undefined;
    case "cancelled":
      return fact.type === "run.cancelled"
        ? { kind, at, reason: fact.reason, by: fact.by, ...postOf(fact) }
        : undefined;
    case "answered":
      return answered(fact, id);
    default:
      return ofEffect(fact, { kind, id });
  }
}

function answered(fact: Fact, question: string): Completion {
  const tooLate = { kind: "answered", at: fact.at, question, reply: { verdict: "approve" } } as const;
  if (fact.type !== "question.answered") return tooLate;
  const { reply, by, role } = fact;
  return {
    ...tooLate,
    reply,
    ...(by === undefined ? {} : { by }),
    ...(role === undefined ? {} : { role }),
    ...postOf(fact),
  };
}

function postOf({ post }: { readonly post?: number }): { readonly post?: number } {
  return post === undefined ? {} : { post };
}

interface Address {
  readonly kind: string;
  readonly id: string;
}

/** What came of an effect. Of what came too late, and is a dead letter, only that it came matters. */
function ofEffect(fact: Fact, { kind, id }: Address): Completion | undefined {
  const { at } = fact;
  switch (fact.type) {
    case "work.returned":
      return {
        kind: "returned",
        at,
        id,
        value: fact.output,
        ...(fact.about === undefined ? {} : { about: fact.about }),
      };
    case "work.declined":
      return { kind: "declined", at, id, reason: fact.reason };
    case "work.handed":
      return { kind: "handed", at, id, to: fact.to, context: fact.context };
    case "work.asked":
      return { kind: "asked", at, id, question: fact.question };
    case "work.threw":
      return { kind: "threw", at, id, thrown: fact.thrown };
    case "work.invalid":
      return { kind: "invalid", at, id, where: fact.where, issues: fact.issues, previous: fact.previous };
    case "work.began":
      return { kind: "began", at, id };
    case "work.progressed":
      return { kind: "progressed", at, id, fraction: fact.fraction, partial: fact.partial };
    case "work.spent":
      return { kind: "spent", at, id, usage: fact.usage };
    case "function.gave":
      return kind === "invalid" ? misfit(fact, id, fact.value) : { kind: "evaluated", at, id, value: fact.value };
    case "function.threw":
      return { kind: kind === "threw" ? "threw" : "notEvaluated", at, id, thrown: fact.thrown };
    case "dead.letter":
      return late(at, { kind, id });
    default:
      return undefined;
  }
}

/** What an input schema had against an input. */
function misfit({ at }: Fact, id: string, said: unknown): Completion {
  const issues = Array.isArray(said) ? said.filter(isIssue) : [];
  return { kind: "invalid", at, id, where: "input", issues, previous: undefined };
}

function isIssue(said: unknown): said is Issue {
  return typeof said === "object" && said !== null && "message" in said && typeof said.message === "string";
}

function late(at: number, { kind, id }: Address): Completion | undefined {
  const thrown = { name: "", message: "" };
  switch (kind) {
    case "returned":
    case "evaluated":
      return { kind, at, id, value: undefined };
    case "threw":
    case "notEvaluated":
      return { kind, at, id, thrown };
    case "declined":
      return { kind, at, id, reason: "" };
    case "handed":
      return { kind, at, id, to: "", context: undefined };
    case "asked":
      return { kind, at, id, question: undefined };
    case "invalid":
      return { kind, at, id, where: "output", issues: [], previous: undefined };
    case "began":
      return { kind, at, id };
    case "progressed":
      return { kind, at, id, fraction: 0 };
    default:
      return undefined;
  }
}
