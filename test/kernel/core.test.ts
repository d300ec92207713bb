import { expect, it } from "vitest";
import { deadLetter, declare, forget, record, send, sendNode } from "../../src/kernel/core.ts";
import { chain } from "../../src/index.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

const running = () => settle(kernelOf(chain("p", [worker("a")]), 1)).core;

it("numbers facts without gaps, and gives each its moment and its place", () => {
  const core = running();
  const seqs = core.facts.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => i));
  const seq = record(core, "p/a", { type: "node.voided" });
  expect(core.facts[seq]).toMatchObject({ seq, at: core.now, path: "p/a", type: "node.voided" });
});

it("makes a fact the cause of what follows from the same letter", () => {
  const core = running();
  const first = record(core, "p", { type: "node.voided" });
  record(core, "p/a", { type: "node.voided" });
  expect(core.facts.at(-1)?.cause).toBe(first);
});

it("sends a letter with the fact that led to it, to be opened in its turn", () => {
  const core = running();
  const node = core.live.get("p/a");
  const cause = record(core, "p", { type: "node.voided" });
  if (node !== undefined) sendNode(core, node, { type: "STOP", how: "abort", why: "cancelled" });
  expect(core.queue.take()).toMatchObject({ kind: "agent", cause, event: { type: "STOP" } });
});

it("addresses a group and an agent each in its own kind of letter", () => {
  const core = running();
  for (const path of ["p", "p/a"]) {
    const node = core.live.get(path);
    if (node !== undefined) sendNode(core, node, { type: "STOP", how: "abort", why: "cancelled" });
  }
  expect([core.queue.take()?.kind, core.queue.take()?.kind]).toEqual(["supervisor", "agent"]);
});

it("declares an effect as outstanding and fresh, until it is forgotten", () => {
  const core = running();
  const node = core.live.get("p/a");
  if (node === undefined) throw new Error("p/a is at work");
  declare(core, { kind: "evaluate", id: "x", site: 0, path: "p/a", of: "plan", args: [] }, node);
  expect([core.outstanding.has("x"), core.owners.get("x"), core.fresh.at(-1)?.id]).toEqual([true, node, "x"]);
  forget(core, "x");
  expect([core.outstanding.has("x"), core.owners.has("x")]).toEqual([false, false]);
});

it("writes a dead letter down where it was addressed to", () => {
  const core = running();
  deadLetter(core, "p/a", "an answer");
  expect(core.facts.at(-1)).toMatchObject({ type: "dead.letter", path: "p/a", what: "an answer", source: "kernel" });
});

it("queues letters behind those that came before", () => {
  const core = running();
  const node = core.live.get("p/a");
  if (node?.kind !== "agent") throw new Error("p/a is an agent");
  send(core, { kind: "agent", to: node, event: { type: "RETRY", attempt: 2 } });
  send(core, { kind: "agent", to: node, event: { type: "RETRY", attempt: 3 } });
  expect([core.queue.take()?.kind, core.queue.size]).toEqual(["agent", 1]);
});
