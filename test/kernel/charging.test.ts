import { describe, expect, it } from "vitest";
import { ledgerOf } from "../../src/budget/book.ts";
import { agent, chain, fallback } from "../../src/index.ts";
import type { Kernel } from "../../src/kernel/kernel.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { factsOf } from "./rehearse.ts";
import { worker } from "./scenes.ts";

const dear = agent("a", { work: () => 0, expects: { costUsd: 0.5 } });
const spent = (id: string, costUsd: number) => ({ kind: "spent", id, at: 1, usage: { costUsd } }) as const;
const moneyOf = ({ core }: Kernel, owner: string) => {
  const { usd, reservedUsd } = ledgerOf(core.book, owner) ?? {};
  return { usd, reservedUsd };
};

describe("what an attempt under way reports", () => {
  it("is taken from what is promised to it, on every ledger upward", () => {
    const kernel = settle(kernelOf(chain("p", [dear.budgeted({ usd: 9 })]), 1));
    expect(moneyOf(kernel, "p")).toEqual({ usd: 0, reservedUsd: 0.5 });
    kernel.arrive(spent("p/a#1", 0.2));
    expect([moneyOf(kernel, "p/a"), moneyOf(kernel, "p")]).toEqual([
      { usd: 0.2, reservedUsd: 0.3 },
      { usd: 0.2, reservedUsd: 0.3 },
    ]);
  });

  it("beyond its promise takes nothing of what is promised to others", () => {
    const kernel = settle(kernelOf(chain("p", [dear]), 1));
    kernel.arrive(spent("p/a#1", 0.7));
    expect(moneyOf(kernel, "p")).toEqual({ usd: 0.7, reservedUsd: 0 });
  });

  it("leaves what is not reported to be given back at its end, exactly", () => {
    const kernel = settle(kernelOf(chain("p", [dear, worker("b")]), 1));
    for (const costUsd of [0.1, 0.1, 0.1]) kernel.arrive(spent("p/a#1", costUsd));
    expect(moneyOf(kernel, "p")).toEqual({ usd: 0.3, reservedUsd: 0.2 });
    kernel.arrive({ kind: "returned", id: "p/a#1", at: 2, value: 1 });
    expect(moneyOf(kernel, "p")).toEqual({ usd: 0.3, reservedUsd: 0 });
  });
});

describe("what is reported after an attempt's end", () => {
  it("is charged to every owner in its path, and takes nothing of what is promised to the next attempt", () => {
    const next = agent("b", { work: () => 0, expects: { costUsd: 0.5 } });
    const kernel = settle(kernelOf(chain("p", [chain("q", [dear, next]).budgeted({ usd: 9 })]), 1));
    kernel.arrive({ kind: "returned", id: "p/q/a#1", at: 1, value: 1 });
    settle(kernel);
    kernel.arrive(spent("p/q/a#1", 0.2));
    expect([moneyOf(kernel, "p/q"), moneyOf(kernel, "p")]).toEqual([
      { usd: 0.2, reservedUsd: 0.5 },
      { usd: 0.2, reservedUsd: 0.5 },
    ]);
  });

  it("of a plan that was replaced leaves its stand-in alone, which draws only on the ledgers above, and on the run's", () => {
    const flaky = { kind: "threw", at: 1, thrown: { name: "TypeError", message: "x" } } as const;
    const part = worker("b")
      .budgeted({ usd: 9 })
      .supervised({ "*": [fallback(worker("a"))] });
    const kernel = settle(kernelOf(chain("p", [part, worker("c")]), 1));
    kernel.arrive({ ...flaky, id: "p/b#1" });
    settle(kernel);
    kernel.arrive(spent("p/b#1", 10));
    expect(factsOf(kernel.core.facts, "ledger.spent")).toEqual([]);
    kernel.arrive({ kind: "returned", id: "p/b/fallback:a#1", at: 1, value: 1 });
    settle(kernel);
    kernel.arrive(spent("p/b/fallback:a#1", 0.2));
    expect([moneyOf(kernel, "p/b").usd, moneyOf(kernel, "p").usd]).toEqual([10, 10.2]);

    const alone = settle(kernelOf(part, 1));
    alone.arrive({ ...flaky, id: "b#1" });
    settle(alone);
    alone.arrive(spent("b/fallback:a#0", 0.2));
    expect(moneyOf(alone, "b").usd).toBe(0.2);
  });
});
