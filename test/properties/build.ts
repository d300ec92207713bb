import { retyped } from "../../src/plan/erasure.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { human } from "../../src/plan/human.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { Plan, Policy } from "../../src/plan/plan.ts";
import { recursive } from "../../src/plan/recursive.ts";
import { refine } from "../../src/plan/refine.ts";
import { route } from "../../src/plan/route.ts";
import { buildAgent, type Cues, gated, schemaOf } from "./build-agent.ts";
import { buildGraph, buildOrchestrate, buildVote } from "./build-groups.ts";
import { choices, known, sayings, selections } from "./functions.ts";
import { isKeyed, type Planted, segmentOf } from "./planted.ts";
import { type DirectiveDraft, PEERS } from "./scenario.ts";

/** Plans whose types do not matter: everything takes and gives anything. */
export type Loose = Plan<unknown, unknown>;

const PASS: Loose = retyped(pass());

/** The plan of a draft, by the public builders. Its functions go round their sayings, so build it anew for each run. */
export function build(it: Planted, cues: Cues): Loose {
  return isTopLevel(it) ? unrolled(it, cues) : declare(it, bare(it, cues), cues);
}

function declare(it: Planted, plan: Loose, cues: Cues): Loose {
  const { budget, answers = [] } = it.draft;
  const limited = budget === undefined ? plan : plan.budgeted(budget);
  const sources = answers.map((draft, index) =>
    draft.by === "function" ? known(draft.says) : built(it.answerers[index], cues),
  );
  const answered = sources.length === 0 ? limited : limited.answers(...sources.map((source) => retyped(source)));
  return it.draft.policy.length === 0 ? answered : answered.supervised(policyOf(it, cues));
}

function bare(it: Planted, cues: Cues): Loose {
  const { draft, name } = it;
  const [first, second] = it.children;
  switch (draft.kind) {
    case "agent":
      return gated(buildAgent(it, draft, cues), it, (plan) => built(plan, cues));
    case "human": {
      const otherwise = draft.otherwise === "fail" ? draft.otherwise : { value: { unattended: name } };
      const schema = draft.input === undefined ? {} : { input: schemaOf(draft.input) };
      const person = human(name, { output: ANYTHING, deadlineMs: draft.deadlineMs, otherwise, ...schema });
      return gated(person, it, (plan) => built(plan, cues));
    }
    case "pass":
      return retyped(chain(name, [PASS]));
    case "chain":
      return retyped(chain(name, retyped(it.children.map((step) => build(step, cues)))));
    case "parallel":
      return parallel(name, keyed(it, cues));
    case "branch":
      return branch(name, { on: retyped(choices(draft.on)), cases: keyed(it, cues) });
    case "map": {
      const maxItems = draft.maxItems === undefined ? {} : { maxItems: draft.maxItems };
      return retyped(map(name, built(first, cues), { concurrency: draft.concurrency, ...maxItems }));
    }
    case "given":
      return built(first, cues).given(selections(draft.select));
    case "route": {
      const { otherwise = PASS, ...to } = keyed(it, cues);
      return route(name, { by: retyped(built(first, cues)), to, otherwise, reroutes: draft.reroutes });
    }
    case "loop": {
      const { max, exhausted } = draft;
      return retyped(loop(name, built(first, cues), { until: retyped(sayings(draft.until)), max, exhausted }));
    }
    case "refine": {
      const { rounds, unapproved } = draft;
      const evaluate = retyped(built(second, cues));
      return refine(name, { generate: built(first, cues), evaluate, rounds, unapproved });
    }
    case "handoff": {
      const start = PEERS[draft.start % draft.peers.length] ?? "left";
      return retyped(handoff(name, retyped(keyed(it, cues)), retyped({ start, max: draft.max })));
    }
    case "vote":
      return buildVote({ ...it, draft }, (plan) => built(plan, cues));
    case "graph":
      return buildGraph({ ...it, draft }, keyed(it, cues));
    case "orchestrate":
      return buildOrchestrate(
        { ...it, draft },
        { planner: built(first, cues), synthesizer: built(second, cues), workers: keyed(it, cues) },
      );
    case "recursive":
      throw new Error("it was unrolled when it was planted");
  }
}

function levelOf({ draft }: Planted): number {
  return draft.kind === "chain" || draft.kind === "branch" ? (draft.level?.at ?? 0) : 0;
}

function isTopLevel(it: Planted): boolean {
  return levelOf(it) === 1;
}

/** A recursive plan from its levels, which were planted one by one. */
function unrolled(top: Planted, cues: Cues): Loose {
  const levels = [top];
  let bottom = top.children.at(-1);
  while (bottom !== undefined && levelOf(bottom) === levels.length + 1) {
    levels.push(bottom);
    bottom = bottom.children.at(-1);
  }
  let next = levels.length;
  return recursive<unknown, unknown>({
    depth: levels.length,
    otherwise: built(bottom, cues),
    plan(deeper) {
      const level = levels[--next];
      return level === undefined ? deeper : declare(level, around(level, deeper, cues), cues);
    },
  });
}

function around({ name, draft, children: [body] }: Planted, deeper: Loose, cues: Cues): Loose {
  if (draft.kind === "chain") return retyped(chain(name, retyped([built(body, cues), deeper])));
  if (draft.kind !== "branch") throw new Error("a level is a chain or a branch");
  return branch(name, { on: retyped(choices(draft.on)), cases: { left: inCase(body, cues), right: deeper } });
}

function built(it: Planted | undefined, cues: Cues): Loose {
  return it === undefined ? PASS : build(it, cues);
}

/** The children that have keys; a bare `pass` stays bare among them. */
function keyed(parent: Planted, cues: Cues): Record<string, Loose> {
  return Object.fromEntries(
    parent.children.flatMap((child, index) =>
      isKeyed(parent, index) ? [[segmentOf(parent, index), inCase(child, cues)] as const] : [],
    ),
  );
}

function inCase(child: Planted | undefined, cues: Cues): Loose {
  return child?.draft.kind === "pass" ? declare(child, PASS, cues) : built(child, cues);
}

/** A Standard Schema that everything fits. */
const ANYTHING = { "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) } } as const;

function policyOf(it: Planted, cues: Cues): Policy<unknown, unknown> {
  return retyped(
    Object.fromEntries(
      it.draft.policy.map(([kind, directives]) => [
        kind,
        directives.map((directive, position) => directiveOf(it, directive, { cues, place: `${kind}:${position}` })),
      ]),
    ),
  );
}

function directiveOf(
  it: Planted,
  directive: DirectiveDraft,
  at: { readonly cues: Cues; readonly place: string },
): unknown {
  switch (directive.does) {
    case "retry": {
      const { attempts, scope, from, restarts, delayMs, backoff } = directive;
      const isNamed = from !== undefined && it.steps.length > 0 && it.draft.kind !== "pass";
      const step = isNamed ? it.steps[from % it.steps.length] : undefined;
      return retry({
        attempts,
        ...(step === undefined ? { scope } : { from: step }),
        ...(restarts === undefined ? {} : { restarts }),
        ...(delayMs === undefined ? {} : { delayMs }),
        ...(backoff === undefined ? {} : { backoff }),
      });
    }
    case "revise":
      return revise({ rounds: directive.rounds });
    case "skip":
      return skip(skipValue(it, at.place));
    case "fallback": {
      const plan = it.fallbacks.get(directive);
      return fallback(built(plan, at.cues));
    }
    case "escalate":
      return escalate();
  }
}

/** The value that a skip at this place declares; no two are the same. */
export function skipValue(it: Planted, place: string): unknown {
  return { skipped: it.id, place };
}
