import fc from "fast-check";
import { scenarios } from "./random-plan.ts";
import { play } from "./play.ts";
const n = Number(process.argv[2] ?? 500), seed = Number(process.argv[3] ?? 1);
const stats: Record<string, number> = {};
const errs: Record<string, {n: number, ex: unknown}> = {};
const t0 = performance.now();
let facts = 0, calls=0, agents=0;
for (const s of fc.sample(scenarios, { numRuns: n, seed })) {
  try {
    const p = await play(s);
    stats[p.outcome.status] = (stats[p.outcome.status] ?? 0) + 1;
    facts += p.facts.length; calls += p.calls.length; agents += [...p.places.values()].filter(x => x.draft.kind === "agent").length;
  } catch (e) {
    const m = String((e as Error).message).slice(0, 150).replace(/[abchlmprg]\d+/g,"X").replace(/\d+/g, "N") + " <- " + String(((e as Error).cause as Error)?.stack ?? "").split("\n").slice(0,3).join("|");
    (errs[m] ??= { n: 0, ex: s }).n++;
  }
}
console.log(stats, { facts: facts / n, calls: calls / n, agents: agents/n, ms: (performance.now() - t0) / n });
for (const [m, { n, ex }] of Object.entries(errs)) console.log(n, m, JSON.stringify(ex).slice(0, 300));
