import fc from "fast-check";
import { scenarios } from "./random-plan.ts";
import { play } from "./play.ts";
import { brokenLaws } from "./laws.ts";
import { writeFileSync } from "node:fs";
const n = Number(process.argv[2] ?? 500), seed = Number(process.argv[3] ?? 1);
const errs: Record<string, {n: number, ex: unknown, m: string, size: number}> = {};
const t0 = performance.now();
for (const s of fc.sample(scenarios, { numRuns: n, seed })) {
  const size = JSON.stringify(s).length;
  let broken: readonly string[];
  try { broken = brokenLaws(await play(s)); } catch (e) { broken = ["CRASH " + String((e as Error).message).slice(0, 100).replace(/[abchlmprg]\d+/g, "X") + " <- " + String(((e as any).cause ?? e).stack).split("\n").slice(0, 3).join("|") + ": "]; }
  for (const k of new Set(broken.map((b) => b.split(": ")[0]!))) {
    const e = (errs[k] ??= { n: 0, ex: s, m: "", size: 1e9 }); e.n++;
    if (size < e.size) { e.ex = s; e.size = size; e.m = broken.find((b) => b.startsWith(k))!; }
  }
}
console.log("ms per run", (performance.now() - t0) / n);
Object.entries(errs).sort((a, b) => b[1].n - a[1].n).forEach(([k, { n, ex, m }], i) => { console.log(i, n, m.slice(0, 300)); writeFileSync(`/tmp/pb/e${i}.json`, JSON.stringify(ex)); });
writeFileSync("/tmp/pb/keys.json", JSON.stringify(Object.entries(errs).sort((a, b) => b[1].n - a[1].n).map(([k]) => k)));
