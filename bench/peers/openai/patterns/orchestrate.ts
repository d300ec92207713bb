import { Agent, run as start } from "@openai/agents";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** Code asks the planner, runs the workers at once, and asks the planner again. */
export async function run(_goal: string, { plan, search, report }: World) {
  const planner = new Agent({
    name: "plan",
    model: modelOf(async (findings) => JSON.stringify({ terms: await plan(JSON.parse(findings)) })),
    outputType: z.object({ terms: z.array(z.string()) }),
  });
  const searcher = new Agent({ name: "search", model: modelOf(search) });
  const reporter = new Agent({ name: "report", model: modelOf((findings) => report(JSON.parse(findings))) });
  const findings: string[] = [];
  for (let round = 1; round <= 2; round += 1) {
    const terms = (await start(planner, JSON.stringify(findings))).finalOutput?.terms ?? [];
    if (terms.length === 0) break;
    const found = await Promise.all(terms.map((term) => start(searcher, term)));
    findings.push(...found.map(({ finalOutput }) => finalOutput ?? ""));
  }
  return (await start(reporter, JSON.stringify(findings))).finalOutput;
}
