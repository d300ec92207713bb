import type { Fault } from "./world.ts";

/** A task that is done once as it should be, and once with a fault. */
export interface Pattern {
  readonly id: string;
  readonly input: unknown;
  readonly fault: Fault;
  /** The fault in words. */
  readonly breaks: string;
}

/** Each has a script of this name in `patterns`, and one in `patterns` of every peer. */
export const PATTERNS: readonly Pattern[] = [
  { id: "chain", input: "actors", fault: { step: "draft" }, breaks: "the second of three steps" },
  { id: "branch", input: "hello", fault: { step: "read" }, breaks: "the chosen case" },
  {
    id: "loop",
    input: "one two three four five",
    fault: { step: "shorten", when: (_, call) => call >= 2 },
    breaks: "the second round",
  },
  { id: "parallel", input: "ada", fault: { step: "history" }, breaks: "one of two branches" },
  {
    id: "map",
    input: ["pen", "unicorn", "paper", "ink"],
    fault: { step: "price", when: (item) => item === "unicorn" },
    breaks: "one of four items",
  },
  { id: "vote", input: "win a prize", fault: { step: "hasty" }, breaks: "one of three voters" },
  { id: "route", input: "my bill", fault: { step: "billing" }, breaks: "the specialist" },
  {
    id: "refine",
    input: "actors",
    fault: { step: "critic", when: (_, call) => call >= 2 },
    breaks: "the critic, in round two",
  },
  { id: "handoff", input: "my bill", fault: { step: "billing" }, breaks: "the peer that was handed to" },
  { id: "graph", input: "home", fault: { step: "tags" }, breaks: "one side of the diamond" },
  {
    id: "orchestrate",
    input: "actors",
    fault: { step: "search", when: (term) => term === "b" },
    breaks: "one of two workers",
  },
  { id: "approval", input: "where is my parcel", fault: { step: "send" }, breaks: "the step behind the approval" },
];
