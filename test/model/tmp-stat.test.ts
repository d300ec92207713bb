import fc from "fast-check";
import { it } from "vitest";
import { anyRun } from "./any-run.ts";
import { watchRun } from "./watched-run.ts";
it("stat", async () => {
  const counts: Record<string, number> = {};
  let n=0, max=0;
  for (const w of fc.sample(anyRun(), 3000)) {
    const facts = await watchRun(w, () => {});
    n++; max=Math.max(max, facts.length);
    for (const f of facts) { const k = f.type === "supervisor.decided" ? `${f.type} ${f.directive} ${f.rule.by}` : f.type==="node.ended" ? `${f.type} ${f.how}` : f.type==="run.ended"? `${f.type} ${f.outcome.status}`: f.type==="ledger.refused" ? `${f.type} ${f.ledger} ${f.attempt===undefined}`: f.type; counts[k] = (counts[k] ?? 0) + 1; }
  }
  console.log(n, max, Object.fromEntries(Object.entries(counts).sort()));
}, 100000);
