import fc from "fast-check";
import { it } from "vitest";
import { anyRun } from "./any-run.ts";
import { watchRun } from "./watched-run.ts";
import { draw } from "../../src/index.ts";
it("stuck", async () => {
  let last: any; let lastFacts: any;
  try {
  await fc.assert(fc.asyncProperty(anyRun(), async (w) => {
    let facts: readonly any[] = [];
    try { await watchRun({...w, lettersMax: 3000}, (fs) => { facts = fs; }); } catch (e) { last = w; lastFacts = facts; throw e; }
  }), { numRuns: 30000 });
  } catch (e) { console.log(String(e).slice(0,300)); console.log(draw(last.plan)); console.log(JSON.stringify(last.plan[Symbol.for("troupe.spec")])); console.log(lastFacts.slice(-25).map((f: any) => JSON.stringify(f)).join("\n")); }
}, 1000000);
