import { expect, it } from "vitest";
import { cast } from "../../src/hosts/virtual/act.ts";
import { agent, chain, fail, retry, revise, skip } from "../../src/index.ts";
import type { Fact } from "../../src/model/fact.ts";
import { fold, nodesOf } from "../../src/model/fold.ts";
import { foldNode, plannedRecord } from "../../src/model/fold-node.ts";
import type { NodeRecord } from "../../src/model/node-record.ts";
import { lettersRun, researchRun } from "./rounds-run.ts";
import { watchRun } from "./watched-run.ts";

const echo = (value: unknown) => value;

function nodeIn(facts: readonly Fact[], path: string): NodeRecord | undefined {
  return nodesOf(fold(facts)).find((node) => node.path === path);
}

it("tells of retries, of how long attempts were at work, and what the last failure was", async () => {
  const plan = agent("a", { work: echo }).supervised({ transient: [retry({ attempts: 3, delayMs: 40 })] });
  const script = {
    act: cast({
      a: [
        { afterMs: 10, throws: "x" },
        { afterMs: 20, throws: "y" },
        { afterMs: 5, returns: 1 },
      ],
    }),
  };
  const facts = await watchRun({ plan, script }, () => {});
  expect(nodeIn(facts, "a")).toMatchObject({
    state: "done",
    attempt: 3,
    retries: 2,
    busyMs: 35,
    startedAt: 0,
    endedAt: 115,
    end: "done",
    failure: { message: "y" },
    decision: { directive: "retry", kind: "transient", delayMs: 40 },
  });
});

it("knows until when a node waits for its next attempt, and forgets it then", async () => {
  const plan = agent("a", { work: echo }).supervised({ transient: [retry({ attempts: 2, delayMs: 40 })] });
  const script = { act: cast({ a: [{ afterMs: 10, throws: "x" }, { returns: 1 }] }) };
  const facts = await watchRun({ plan, script }, () => {});
  const decided = facts.findIndex(({ type }) => type === "supervisor.decided");
  expect(nodeIn(facts.slice(0, decided + 1), "a")).toMatchObject({
    retryAt: 50,
    disposition: "retrying at 50",
    state: "failed",
  });
  expect(nodeIn(facts, "a")?.retryAt).toBeUndefined();
});

it("tells which directives were passed over before a skip, and why", async () => {
  const plan = agent("a", { work: echo }).supervised({
    permanent: [skip(0)],
    "invalid-output": [revise({ rounds: 1 }), skip(1)],
  });
  const script = { act: cast({ a: { throws: fail.invalidOutput("too long") } }) };
  const facts = await watchRun({ plan, script }, () => {});
  expect(nodeIn(facts, "a")).toMatchObject({
    end: "skipped",
    disposition: "skipped: too long",
    decision: { directive: "skip", refused: [{ does: "revise", why: "rounds 1 of 1" }] },
  });
});

it("begins anew with every life, and keeps what all lives cost", async () => {
  const plan = chain("c", [agent("a", { work: echo }), agent("b", { work: echo })]).supervised({
    transient: [retry({ from: "a", delayMs: 0 })],
  });
  const script = { act: cast({ a: { afterMs: 7, returns: 1 }, b: [{ throws: "x" }] }) };
  const facts = await watchRun({ plan, script }, () => {});
  expect(nodeIn(facts, "c/a")).toMatchObject({ end: "done", attempt: 1, busyMs: 14, startedAt: 7, endedAt: 14 });
  expect(nodeIn(facts, "c")).toMatchObject({ restarts: 1 });
});

it("keeps the last report of progress until the next attempt", () => {
  const base = { seq: 0, at: 5, cause: undefined, path: "a", source: "world" } as const;
  const reported = foldNode(plannedRecord("a", "agent"), {
    ...base,
    type: "work.progressed",
    attempt: 1,
    fraction: 0.5,
    partial: "half",
  });
  expect(reported.progress).toEqual({ fraction: 0.5, partial: "half" });
  const again = foldNode(reported, { ...base, source: "kernel", type: "attempt.started", attempt: 2, life: 0 });
  expect(again.progress).toBeUndefined();
});

it("is the same object where a fact tells nothing of the node", () => {
  const node = plannedRecord("a", "agent");
  const fact: Fact = {
    seq: 0,
    at: 5,
    cause: undefined,
    path: "a",
    source: "kernel",
    type: "dead.letter",
    what: "late",
  };
  expect(foldNode(node, fact)).toBe(node);
});

it("asks back while somebody is asked, and that is no time at work", async () => {
  const facts = await watchRun(lettersRun, () => {});
  const opened = facts.findIndex((fact) => fact.type === "gate.opened" && fact.when === "asking");
  const asking = nodeIn(facts.slice(0, opened + 1), "letters/letter/draft");
  expect(asking).toMatchObject({
    state: "awaiting-gate",
    disposition: "asking back",
    busyMs: 100,
    busySince: undefined,
  });
  expect(nodeIn(facts, "letters/letter/draft")).toMatchObject({ state: "done", attempt: 2, busyMs: 200, retries: 0 });
});

it("knows who handed on to whom, and what a planner calls a task", async () => {
  const letters = await watchRun(lettersRun, () => {});
  expect(nodeIn(letters, "letters/desk/front")).toMatchObject({
    state: "done",
    end: "handed",
    disposition: "handed off to back",
    busyMs: 10,
    label: undefined,
  });
  const research = await watchRun(researchRun, () => {});
  expect(
    ["search[0]", "search[1]", "read[0]", "plan"].map((name) => nodeIn(research, `research/${name}`)?.label),
  ).toEqual(["licences", "prices", "the manual", undefined]);
});
