import { draw } from "../plan/draw.ts";
import type { DrawCommand } from "./commands.ts";
import { loadPlan } from "./plan-module.ts";
import { divert } from "./terminal/foreign-output.ts";
import type { Streams } from "./terminal/streams.ts";

/** Prints a module's plan as a Mermaid flowchart, and gives the exit code. What the module prints goes to stderr. */
export async function drawCommand({ module, exportName }: DrawCommand, { stdout, stderr }: Streams): Promise<number> {
  const diverted = divert(stdout, (text) => void stderr.write(text));
  try {
    const plan = await loadPlan(module, exportName);
    diverted.write(`${draw(plan)}\n`);
    return 0;
  } finally {
    diverted.restore();
  }
}
