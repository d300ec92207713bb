import type { ActDraft, DirectiveDraft, Draft, GateDraft } from "./scenario.ts";
import { type Planted, segmentOf } from "./planted.ts";

/** A drafted plan as a tree of text: its places, what is declared on them, and what its agents do. */
export function drawn(root: Planted): string {
  return linesOf(root, { name: root.name, indent: "" }).join("\n");
}

function linesOf(it: Planted, { name, indent }: { readonly name: string; readonly indent: string }): readonly string[] {
  const { draft } = it;
  const inner = `${indent}  `;
  const own = [draft.kind, ...optionsOf(draft)].join(" ");
  return [
    `${indent}${name}: ${own}`,
    ...draft.policy.flatMap(([kind, chain]) => [
      `${inner}on ${kind}: ${chain.map((directive) => wordOf(it, directive)).join(", ")}`,
      ...chain.flatMap((directive) => {
        const plan = it.fallbacks.get(directive);
        return plan === undefined ? [] : linesOf(plan, { name: `fallback:${plan.name}`, indent: `${inner}  ` });
      }),
    ]),
    ...(draft.kind === "agent" ? draft.acts.map((act) => `${inner}- ${actOf(act)}`) : []),
    ...[...it.judges].flatMap(([gate, plan]) =>
      linesOf(plan, { name: `judge of ${JSON.stringify({ ...gate, plan: undefined })}`, indent: inner }),
    ),
    ...it.answerers.flatMap((plan, index) =>
      plan === undefined
        ? [`${inner}answers: ${JSON.stringify(draft.answers?.[index])}`]
        : linesOf(plan, { name: `answers: ${plan.name}`, indent: inner }),
    ),
    ...it.children.flatMap((child, index) => linesOf(child, { name: segmentOf(it, index), indent: inner })),
  ];
}

function wordOf(it: Planted, directive: DirectiveDraft): string {
  if (directive.does === "fallback") return `fallback ${it.fallbacks.get(directive)?.name}`;
  const { does, ...options } = directive;
  return Object.keys(options).length === 0 ? does : `${does} ${JSON.stringify(options)}`;
}

function optionsOf(draft: Draft): readonly string[] {
  const { budget } = draft;
  return [...ownOptions(draft), ...(budget === undefined ? [] : [`budget ${JSON.stringify(budget)}`])];
}

function ownOptions(draft: Draft): readonly string[] {
  switch (draft.kind) {
    case "agent": {
      const { timeoutMs, idempotent, costUsd, classify, asks, handsTo, before, after } = draft;
      return [
        JSON.stringify({ timeoutMs, idempotent, costUsd, classify, asks, handsTo }),
        ...gatesOf("before", before),
        ...gatesOf("after", after),
      ];
    }
    case "human":
      return [
        `${draft.deadlineMs} ms, else ${draft.otherwise}`,
        ...gatesOf("before", draft.before),
        ...gatesOf("after", draft.after),
      ];
    case "branch":
      return [`on ${draft.on.join(", ")}`];
    case "given":
      return [`select ${draft.select.join(", ")}`];
    case "map":
      return [`${draft.concurrency} at once, at most ${draft.maxItems ?? "any"}`];
    case "route":
      return [`${draft.reroutes} reroutes`];
    case "loop": {
      const { until, max, exhausted } = draft;
      return [JSON.stringify({ until, max, exhausted })];
    }
    case "refine":
      return [`${draft.rounds} rounds, else ${draft.unapproved}`];
    case "vote":
      return [`${draft.times} times the first, ${JSON.stringify(draft.rule)}`];
    case "handoff":
      return [`from ${draft.start}, at most ${draft.max}`];
    case "graph":
      return [JSON.stringify(draft.nodes.map(({ after }) => after)), `output ${draft.output}`];
    case "orchestrate": {
      const { rounds, maxTasks, concurrency } = draft;
      return [JSON.stringify({ rounds, maxTasks, concurrency })];
    }
    default:
      return [];
  }
}

function gatesOf(when: string, gates: readonly GateDraft[]): readonly string[] {
  return gates.map((gate) => `${when} ${JSON.stringify(gate.kind === "judge" ? { kind: "judge" } : gate)}`);
}

function actOf({ afterMs, ends, onAbort, spends, echoes }: ActDraft): string {
  return `after ${afterMs} ms ${JSON.stringify(ends)}, on abort ${onAbort}, spends ${JSON.stringify(spends)}, ${echoes} echoes`;
}
