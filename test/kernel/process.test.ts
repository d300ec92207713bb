import { expect, it } from "vitest";
import { chain, fallback } from "../../src/index.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

it("has before its first attempt nothing out, nothing promised and nothing that passed unseen", () => {
  const kernel = kernelOf(chain("p", [worker("a")]), 1);
  kernel.step(4);
  expect(kernel.core.live.get("p/a")).toMatchObject({
    kind: "agent",
    id: "p/a",
    attempt: 0,
    effect: undefined,
    gate: undefined,
    reservedUsd: 0,
    unattended: [],
    unattendedBefore: [],
  });
});

it("knows its own path, the place that it fills, and the ledgers that it draws on, its own first", () => {
  const stoodInFor = worker("a").supervised({ "*": [fallback(worker("b").budgeted({ usd: 1 }))] });
  const kernel = settle(kernelOf(chain("p", [stoodInFor]), 1));
  kernel.arrive({ kind: "threw", id: "p/a#1", at: 1, thrown: { name: "TypeError", message: "x" } });
  settle(kernel);
  expect(kernel.core.live.get("p/a/fallback:b")).toMatchObject({
    place: "p/a",
    skippedFor: "p/a/fallback:b",
    ledgers: ["p/a/fallback:b", "p"],
  });
});
