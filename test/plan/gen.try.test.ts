import fc from "fast-check";
import { it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { layOut } from "../../src/plan/layout.ts";
import { anyPlan } from "./arbitrary.ts";
it("gen", () => {
  const plans = fc.sample(anyPlan("root", 2), 2000).map((p) => layOut(specOf(p)).sites);
  const sites = plans.flat();
  console.log(sites.length, sites.filter((s) => s.policy).length, sites.filter((s) => s.policy?.fallbacks.length).length, Math.max(...plans.map((p) => p.length)));
  const kinds: Record<string, number> = {}; for (const s of sites) kinds[s.kind] = (kinds[s.kind] ?? 0) + 1; console.log(kinds);
});
