import { expect, it } from "vitest";
import { pendingRun } from "../../src/kernel/pending-run.ts";
import type { Run } from "../../src/kernel/run.ts";
import { byHand, rest } from "./by-hand.ts";
import { worker } from "./scenes.ts";

it("is the run that was looked up, from the moment at which it is there", async () => {
  const { run, host } = byHand(worker("a"), 1);
  const { promise, resolve } = Promise.withResolvers<Run<unknown>>();
  const pending = pendingRun(run.id, promise);
  expect([pending.id, pending.snapshot().nodes]).toEqual([run.id, []]);
  const first = pending.facts()[Symbol.asyncIterator]().next();
  resolve(run);
  await rest();
  expect((await first).value).toMatchObject({ type: "run.started" });
  expect(pending.snapshot()).toEqual(run.snapshot());
  const cancelled = pending.cancel("enough");
  await rest();
  host.say({ kind: "threw", id: "a#1", thrown: { name: "AbortError", message: "" } });
  expect(await cancelled).toEqual(await pending.outcome);
});

it("rejects for whoever asks, and for nobody else, where there is none", async () => {
  const pending = pendingRun("r", Promise.reject(new Error("no such run")));
  await rest();
  await expect(pending.outcome).rejects.toThrow("no such run");
  await expect(pending.answer("q", { verdict: "approve" })).rejects.toThrow("no such run");
});
