import fc from "fast-check";
import { it, expect } from "vitest";
import { anyRun } from "./any-run.ts";
import { watchRun } from "./watched-run.ts";
import { EMPTY_VIEW, foldFact, nodesOf, type RunView } from "../../src/model/fold.ts";
function shownBy(view: RunView) {
  const nodes = nodesOf(view).map(({ path, kind, state, disposition, attempt }) => ({ path, kind, state, disposition, attempt, }));
  return { nodes, questions: view.questions, spend: view.spend };
}
it("stat", async () => {
  const counts: Record<string, number> = {};
  let n=0, max=0; const errs: Record<string, number> = {};
  let bad = 0;
  for (const w of fc.sample(anyRun(), Number(process.env.RUNS))) {
    let facts: readonly any[] = [];
    let view = EMPTY_VIEW;
    let wrong: any;
    try { facts = await watchRun({...w, lettersMax: 1500}, (fs, snapshot) => {
      for (const fact of fs.slice(view.facts)) view = foldFact(view, fact);
      if (wrong) return;
      const s = shownBy(view);
      if (JSON.stringify(s) !== JSON.stringify(snapshot)) { try { expect(s).toEqual(snapshot); } catch (e) { wrong = e; console.log(String((e as Error).message), JSON.stringify(fs.slice(-4)));} }
    }); } catch (e) { const m = String(e) + String((e as any).cause); errs[m.replace(/top[^ ]*/, "X")] = (errs[m.replace(/top[^ ]*/, "X")]??0) + 1; }
    if (wrong && bad++ > 3) throw wrong;
    n++; max=Math.max(max, facts.length);
    for (const f of facts) { const k = f.type === "supervisor.decided" ? `${f.type} ${f.directive} ${f.rule.by}` : f.type==="node.ended" ? `${f.type} ${f.how}` : f.type==="run.ended"? `${f.type} ${f.outcome.status}`: f.type==="ledger.refused" ? `${f.type} ${f.ledger} ${f.attempt===undefined}`: f.type; counts[k] = (counts[k] ?? 0) + 1; }
  }
  console.log(n, max, errs, Object.fromEntries(Object.entries(counts).sort()));
}, 1000000);
