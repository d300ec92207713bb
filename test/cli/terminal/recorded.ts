import { type Cast, cast } from "../../../src/hosts/virtual/act.ts";
import {
  agent,
  approval,
  chain,
  check,
  fail,
  fallback,
  map,
  parallel,
  type Plan,
  retry,
  skip,
} from "../../../src/index.ts";
import type { Fact } from "../../../src/model/fact.ts";
import { fold, type RunView } from "../../../src/model/fold.ts";
import { type Watched, watchRun } from "../../model/watched-run.ts";

const echo = (value: unknown) => value;

/** All facts of a run in the virtual world. */
export function record(watched: Watched): Promise<readonly Fact[]> {
  return watchRun({ ...watched, lettersMax: 100_000 }, () => {});
}

/** The view at a moment: after everything that happened up to and at that time. */
export function viewAt(facts: readonly Fact[], at: number): RunView {
  return fold(facts.filter((fact) => fact.at <= at));
}

/** A report of progress, put in where it belongs. */
export function withProgress(
  facts: readonly Fact[],
  report: { readonly path: string; readonly at: number; readonly fraction: number },
): readonly Fact[] {
  const { path, at, fraction } = report;
  const place = facts.findIndex((fact) => fact.at > at);
  const fact: Fact = {
    seq: 0,
    at,
    cause: undefined,
    path,
    source: "world",
    type: "work.progressed",
    attempt: 1,
    fraction,
    partial: "page 4 of 10",
  };
  return [...facts.slice(0, place), fact, ...facts.slice(place)];
}

/** A desk in which everything happens that a tree can show. */
function deskPlan(): Plan<unknown, unknown> {
  const mirror = agent("mirror", { work: echo });
  const context: Plan<unknown, unknown> = parallel("context", {
    orders: agent("orders", { work: echo }).supervised({ transient: [retry({ attempts: 3, delayMs: 700 }), skip([])] }),
    history: agent("history", { work: echo }),
    notes: agent("notes", { work: echo }).supervised({ permanent: [fallback(mirror)] }),
    pages: map("pages", agent("read", { work: echo }).supervised({ permanent: [skip(0)] }), {
      concurrency: 4,
      maxItems: 40,
    }).given((_: unknown) => Array.from({ length: 30 }, (_item, page) => page)),
  });
  const draft = agent("draft", { work: echo }).gated(
    check("no-promises", (text) => (text === "a promise" ? "do not promise anything" : true)),
    approval("refund", { deadlineMs: 600_000, otherwise: "reject" }),
  );
  return chain("support", [agent("classify", { work: echo }), context, draft, agent("send", { work: echo })]);
}

const flaky = {
  afterMs: 300,
  throws: Object.assign(new Error("connect ECONNRESET 10.0.0.7:443"), { code: "ECONNRESET" }),
};

const DESK: Cast = {
  classify: { afterMs: 400, returns: "billing" },
  orders: flaky,
  history: { afterMs: 2_400, returns: ["a complaint"] },
  notes: { afterMs: 500, throws: fail.permanent("the archive is read only") },
  mirror: { afterMs: 10, returns: "a note from the mirror" },
  read: { afterMs: 250, returns: 1 },
  "support/context/pages/pages/read[3]": [
    { afterMs: 100, throws: "socket hang up" },
    { afterMs: 100, returns: 1 },
  ],
  "support/context/pages/pages/read[17]": { afterMs: 50, throws: fail.permanent("page is torn") },
  draft: [
    { afterMs: 600, returns: "a promise" },
    { afterMs: 600, returns: "we look into it" },
  ],
  send: { afterMs: 20, returns: { sent: true } },
};

/** The desk's facts; the refund is approved 5 s after it was asked for, or nobody is there. */
export function recordDesk(options: Pick<Watched, "isUnattended"> = {}): Promise<readonly Fact[]> {
  const script = { act: cast(DESK), answer: () => ({ afterMs: 5_000, reply: { verdict: "approve" } as const }) };
  return record({ plan: deskPlan(), input: "my ticket", script, budget: { steps: 200, wallMs: 120_000 }, ...options });
}
