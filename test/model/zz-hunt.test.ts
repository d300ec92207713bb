import fc from "fast-check";
import { it } from "vitest";
import { anyRun } from "./any-run.ts";
import { watchRun } from "./watched-run.ts";
import { draw } from "../../src/index.ts";
it("hunt", async () => {
  let last: any; let lastFacts: any;
  try {
  await fc.assert(fc.asyncProperty(anyRun(), async (w) => {
    let facts: readonly any[] = [];
    try { await watchRun({...w, lettersMax: 6000}, (fs) => { facts = fs; }); } catch (e) { last = w; lastFacts = facts; throw e; }
  }), { numRuns: 40000 });
  console.log("NONE");
  } catch (e) { console.log(String(e).slice(0,200)); console.log(String((e as any).cause)); console.log(draw(last.plan)); console.log(JSON.stringify({...last, plan: undefined})); console.log(lastFacts.slice(0, 60).map((f: any) => JSON.stringify(f)).join("\n")); }
}, 1000000);
