import type { Scenario } from "./scenario.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How many smaller scenarios are tried before the smallest one so far is taken. */
const TRIES_MAX = 3_000;

/**
 * Makes a failing scenario smaller, part by part, as long as it still fails: fast-check shrinks what it drew, this
 * shrinks what it means (a plan becomes one of its parts, lists lose members, options go away).
 */
export async function reduce(scenario: Scenario, fails: (smaller: Scenario) => Promise<boolean>): Promise<Scenario> {
  let smallest = scenario;
  let tries = 0;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const candidate of smallerOnes(toJson(smallest))) {
      if (++tries > TRIES_MAX) return smallest;
      if (!isScenario(candidate) || !(await fails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

function toJson(scenario: Scenario): Json {
  const json: Json = JSON.parse(JSON.stringify(scenario));
  return json;
}

function isScenario(json: Json): json is Json & Scenario {
  return typeof json === "object" && json !== null && "plan" in json;
}

/** Options that may go away altogether. */
const OPTIONAL = new Set([
  "budget",
  "deadlineMs",
  "escalationMs",
  "cancelAtMs",
  "isUnattended",
  "costUsd",
  "classify",
  "input",
  "when",
  "from",
  "restarts",
  "delayMs",
  "backoff",
  "confidence",
  "maxItems",
  "answers",
  "asks",
  "handsTo",
  "quorum",
  "roles",
  "ask",
  "role",
  "ballot",
  "weights",
  "isOfTasks",
  "usd",
  "tokens",
  "wallMs",
  "depth",
  "spawned",
]);

/** Numbers that are at least 1. */
const POSITIVE = new Set([
  "max",
  "rounds",
  "times",
  "maxItems",
  "maxTasks",
  "concurrency",
  "quorum",
  "attempts",
  "asks",
  "timeoutMs",
  "deadlineMs",
  "escalationMs",
  "graceMs",
]);

function* smallerOnes(json: Json, key = "", parent = ""): Generator<Json> {
  if (typeof json === "number") {
    const least = POSITIVE.has(key) || (key === "depth" && parent !== "budget") ? 1 : 0;
    if (json > least) yield least;
    if (json > 1) yield Math.floor(json / 2);
    return;
  }
  if (typeof json !== "object" || json === null) return yield* simplerWord(json, key);
  if (isList(json)) return yield* smallerLists(json, key);
  yield* partsOf(json);
  for (const [name, value] of Object.entries(json)) {
    if (OPTIONAL.has(name) && !(parent === "" && name === "budget")) {
      const rest = Object.fromEntries(Object.entries(json).filter(([field]) => field !== name));
      if (Object.keys(rest).length > 0) yield rest;
    }
    for (const smaller of smallerOnes(value, name, key === "" ? "scenario" : key)) yield { ...json, [name]: smaller };
  }
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function* simplerWord(json: Json, key: string): Generator<Json> {
  const simple: Readonly<Record<string, string>> = { value: "marked", thrown: "error", onAbort: "ends", scope: "one" };
  const word = simple[key];
  if (word !== undefined && json !== word) yield word;
}

const NEVER_EMPTY = new Set([
  "steps",
  "branches",
  "cases",
  "to",
  "voters",
  "peers",
  "nodes",
  "workers",
  "says",
  "select",
  "on",
  "until",
  "when",
  "ballot",
  "weights",
  "roles",
  "input",
  "answers",
]);

function* smallerLists(list: readonly Json[], key: string): Generator<Json> {
  const isPair = typeof list[0] === "string" && isList(list[1] ?? null);
  if (!isPair) {
    const least = NEVER_EMPTY.has(key) ? 1 : 0;
    if (list.length > least + 1) yield list.slice(0, least);
    if (list.length > least) for (const index of list.keys()) yield list.filter((_, other) => other !== index);
  }
  for (const [index, member] of list.entries())
    for (const smaller of smallerOnes(member, "", key)) yield list.map((other, at) => (at === index ? smaller : other));
}

/** What a plan is made of, in its place. */
function* partsOf(json: { readonly [key: string]: Json }): Generator<Json> {
  const { kind, policy } = json;
  if (typeof kind !== "string" || policy === undefined) return;
  if (kind !== "pass") yield { kind: "pass", policy: [] };
  for (const name of ["steps", "branches", "cases", "to", "voters", "peers", "workers"]) {
    const list = json[name];
    if (list !== undefined && isList(list)) yield* list;
  }
  for (const name of ["nodes", "answers", "before", "after"]) {
    const list = json[name];
    if (list !== undefined && isList(list)) for (const part of list) yield* planIn(part);
  }
  for (const name of ["body", "by", "otherwise", "generate", "evaluate", "judge", "planner", "synthesizer"]) {
    const part = json[name];
    if (typeof part === "object" && part !== null) yield part;
  }
}

/** The plan of a graph's node, of a judge, and of whoever answers what is asked back. */
function* planIn(json: Json): Generator<Json> {
  if (typeof json === "object" && json !== null && "plan" in json) yield json.plan ?? null;
}
