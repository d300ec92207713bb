import { z } from "zod";
import {
  agent,
  approval,
  branch,
  chain,
  check,
  fallback,
  human,
  map,
  parallel,
  pass,
  type Plan,
  retry,
  revise,
  route,
  skip,
} from "../../src/index.ts";
import type { Rehearsing } from "./rehearse.ts";

/** An agent whose work is its name around its input, unless an act plays it. */
export function worker(name: string) {
  return agent(name, { work: (input: unknown) => `${name}(${JSON.stringify(input)})`, timeoutMs: 100 });
}

/** A plan, its input, who plays whom, and how the run is started. */
export interface Scene {
  readonly name: string;
  readonly plan: Plan<unknown, unknown>;
  readonly input?: unknown;
  readonly options?: Rehearsing;
}

const a = worker("a");
const b = worker("b");
const c = worker("c");
const person = (name: string, otherwise: { readonly value: string } | "fail") =>
  human<unknown, string>(name, { output: z.string(), deadlineMs: 1_000, otherwise });
const times = { delayMs: 10 };

/** One of everything: each pattern, each directive, each way to end. */
export const SCENES: readonly Scene[] = [
  { name: "an agent", plan: a },
  { name: "an agent that fails for good", plan: a, options: { cast: { a: { throws: new TypeError("broken") } } } },
  { name: "a retry", plan: a, options: { cast: { a: [{ throws: "flaky" }, { returns: 1 }] } } },
  {
    name: "a revision by a gate",
    plan: a.gated(check("short", (text) => text === "short" || "too long")),
    options: { cast: { a: [{ returns: "long" }, { returns: "short" }] } },
  },
  {
    name: "a revision given up",
    plan: a
      .gated(check("short", () => "too long"))
      .supervised({ "invalid-output": [revise({ rounds: 1 }), skip("-")] }),
  },
  {
    name: "an input that its schema is asked about, before a gate",
    plan: agent("a", { input: z.unknown(), work: () => 1 }).gatedBefore(check("known", () => true)),
  },
  {
    name: "an input that does not fit, before a person",
    plan: chain("p", [
      a,
      human("b", { input: z.string().max(1), output: z.string(), deadlineMs: 1_000, otherwise: "fail" }),
    ]),
    options: { cast: { a: { returns: "too long" } } },
  },
  { name: "a timeout", plan: a, options: { cast: { a: "never" } } },
  { name: "work that ignores its abort", plan: a, options: { cast: { a: { onAbort: "ignores" } }, graceMs: 50 } },
  {
    name: "late work",
    plan: a,
    options: { cast: { a: { afterMs: 900, ends: { returns: 1 }, onAbort: "ignores" } }, graceMs: 50 },
  },
  { name: "a decline", plan: a, options: { cast: { a: { declines: "not mine" } } } },
  { name: "a chain", plan: chain("p", [a, b, c]) },
  { name: "a chain of passes", plan: chain("p", [pass<unknown>(), chain("q", [pass<unknown>()])]) },
  {
    name: "a chain that goes back",
    plan: chain("p", [a, b, c]).supervised({ permanent: [], transient: [retry({ from: "a", restarts: 2, ...times })] }),
    options: { cast: { c: [{ throws: "stale draft" }, { returns: "fine" }] } },
  },
  { name: "a parallel", plan: parallel("p", { a, b, c }), options: { cast: { a: { afterMs: 9, returns: 1 } } } },
  {
    name: "a parallel whose branch fails",
    plan: parallel("p", { a, b, c: chain("c", [a, b]) }),
    options: { cast: { b: { throws: new TypeError("broken") }, a: { afterMs: 50, returns: 1 } } },
  },
  {
    name: "a group restart",
    plan: parallel("p", { a, b, c }).supervised({ transient: [retry({ scope: "all", ...times })] }),
    options: {
      cast: { a: { returns: 1 }, b: [{ afterMs: 5, throws: "flaky" }, { returns: 2 }], c: { afterMs: 20, returns: 3 } },
    },
  },
  { name: "a map", plan: map("p", a, { concurrency: 2, maxItems: 9 }).given(() => [1, 2, 3, 4, 5]) },
  { name: "a map of too many", plan: map("p", a, { maxItems: 2 }).given(() => [1, 2, 3]) },
  { name: "a branch", plan: branch("p", { on: () => "b", cases: { a, b } }) },
  { name: "a branch without a case", plan: branch("p", { on: () => JSON.parse('"x"'), cases: { a, b } }) },
  {
    name: "a branch whose function throws",
    plan: branch("p", {
      on: () => {
        throw new Error("cannot tell");
      },
      cases: { a, b },
    }),
  },
  {
    name: "a route with a reroute",
    plan: route("p", {
      by: agent("by", { work: (_: unknown): "a" | "b" => "a" }),
      to: { a, b },
      otherwise: c,
    }),
    options: { cast: { by: [{ returns: "a" }, { returns: "b" }], "p/by[1]": { returns: "b" }, a: { declines: "no" } } },
  },
  {
    name: "a skip",
    plan: chain("p", [a.supervised({ defect: [skip("-")] }), b]),
    options: { cast: { a: { throws: new TypeError("x") } } },
  },
  {
    name: "a fallback that fails too",
    plan: a.supervised({ permanent: [fallback(worker("f")), skip("-")] }),
    options: {
      cast: { a: { throws: Object.assign(new Error("gone"), { status: 404 }) }, f: { throws: new TypeError("x") } },
    },
  },
  {
    name: "an escalation over two levels",
    plan: chain("p", [chain("q", [a.supervised({ defect: [] })])]).supervised({ escalated: [skip("-")] }),
    options: { cast: { a: { throws: new TypeError("x") } } },
  },
  { name: "a budget of one step", plan: chain("p", [a, b]), options: { budget: { steps: 1 } } },
  {
    name: "a budget of a part",
    plan: parallel("p", {
      a: chain("x", [a, b])
        .budgeted({ steps: 1 })
        .supervised({ budget: [skip("-")] }),
      c,
    }),
  },
  {
    name: "money spent while others work",
    plan: parallel("p", { a, b }),
    options: {
      budget: { steps: 9, usd: 1 },
      cast: {
        a: { afterMs: 50, ends: { returns: 1 }, spends: [{ afterMs: 5, usage: { costUsd: 2 } }] },
        b: { afterMs: 60, returns: 1 },
      },
    },
  },
  { name: "a spent wall clock", plan: a, options: { budget: { steps: 9, wallMs: 30 }, cast: { a: "never" } } },
  { name: "a deadline", plan: a, options: { deadlineMs: 30, cast: { a: "never" } } },
  {
    name: "an approval in time",
    plan: a.gated(approval("ok", { deadlineMs: 100, otherwise: "reject" })),
    options: { answer: () => ({ afterMs: 5, reply: { verdict: "edit", value: "mended" } }) },
  },
  { name: "an approval that nobody gives", plan: a.gated(approval("ok", { deadlineMs: 100, otherwise: "approve" })) },
  {
    name: "two people with one deadline",
    plan: parallel("p", { a: person("x", "fail"), b: chain("q", [person("y", { value: "-" }), b]) }),
  },
  { name: "nobody there", plan: chain("p", [person("x", { value: "-" }), b]), options: { unattended: true } },
  {
    name: "an escalation to a person",
    plan: chain("p", [a]),
    options: {
      cast: { a: [{ throws: new TypeError("x") }, { returns: 1 }] },
      onEscalation: { ask: "person", deadlineMs: 100 },
      answer: () => ({ afterMs: 5, reply: { verdict: "retry" } }),
    },
  },
  {
    name: "a cancel",
    plan: parallel("p", { a, b: chain("q", [b, c]) }),
    options: { cast: { a: "never", b: { afterMs: 5, returns: 1 }, c: "never" }, cancelAtMs: 10 },
  },
  {
    name: "a cancel in a backoff",
    plan: a.supervised({ transient: [retry({ delayMs: 8_000 })] }),
    options: { cast: { a: { throws: "flaky" } }, cancelAtMs: 10 },
  },
  { name: "echoes", plan: chain("p", [a, b]), options: { cast: { a: { ends: { returns: 1 }, echoes: 3 } } } },
];
