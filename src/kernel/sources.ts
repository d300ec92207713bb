import type { AgentProcess, GateProcess, NodeProcess, Source } from "./process.ts";

/** Who around an agent may know what its work asks for, the nearest first. Who is asked never asks itself, nor anybody below. */
export function sourcesFor(agent: AgentProcess): readonly Source[] {
  const found: Source[] = [];
  let node: NodeProcess | undefined = agent;
  while (node !== undefined) {
    const { site } = node;
    found.push(...(node.spec.answers ?? []).map((_, index) => ({ site, index })));
    const gate = consultedBy(node);
    if (gate?.input.kind === "asking") return [...found, ...gate.sources.slice(gate.source + 1)];
    node = gate === undefined ? node.parent : gate.agent;
  }
  return found;
}

function consultedBy(node: NodeProcess): GateProcess | undefined {
  return node.kind === "supervisor" ? node.consultedBy : undefined;
}
