import { it } from "vitest";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { bound } from "../../src/plan/bound.ts";
import { fallback, retry } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { World } from "./adversary.ts";

it("loops", () => {
  const f = agent("f", { work: (x: unknown) => x }).supervised({ transient: [] });
  const always = { attempt: () => "transient" as const, evaluate: () => undefined, pick: () => 0 };
  const a = agent("p", { work: (x: unknown) => x }).supervised({ transient: [fallback(f), retry({ attempts: 3, delayMs: 0 })] });
  console.log("fallback then retry", bound(a), new World(specOf(a), always).run(1000));
  const p = agent("p", { work: (x: unknown) => x }).supervised({ transient: [fallback(f)] });
  const b = chain("c", [p]).supervised({ escalated: [retry({ attempts: 3, delayMs: 0 })] });
  console.log("escalated retry", bound(b), new World(specOf(b), always).run(1000));
  const q = chain("c", [agent("p", { work: (x: unknown) => x })]).supervised({ transient: [fallback(f), retry({ attempts: 3, delayMs: 0 })] });
  console.log("chain fallback then retry", bound(q), new World(specOf(q), always).run(1000));
});
