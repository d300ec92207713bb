import { approval } from "../../src/gates/approval.ts";
import { check, policy } from "../../src/gates/check.ts";
import type { Gate } from "../../src/gates/gate.ts";
import type { FailureKind } from "../../src/model/failure.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { Agent, Plan, Policy } from "../../src/plan/plan.ts";
import { route } from "../../src/plan/route.ts";
import { decline } from "../../src/plan/said.ts";
import type { WorkContext } from "../../src/plan/work-context.ts";
import { sayingOf, thrownOf, valueOf } from "./oddities.ts";
import { isKeyed, type Planted, segmentOf } from "./planted.ts";
import { hasSchema } from "./scenario.ts";
import type {
  AgentDraft,
  ChoiceName,
  DirectiveDraft,
  GateDraft,
  InputName,
  SelectionName,
  WorkDraft,
} from "./scenario.ts";

/** Plans whose types do not matter: everything takes and gives anything. */
export type Loose = Plan<unknown, unknown>;
type LooseAgent = Agent<unknown, unknown>;

const PASS: Loose = retyped(pass());

/** What a real function is to do next; the script says it, just before it lets the function run. */
interface Cue {
  readonly work: WorkDraft;
  readonly mark: number;
}
export type Cues = Map<Planted, Cue>;

/** The plan of a draft, by the public builders. Its functions go round their sayings, so build it anew for each run. */
export function build(it: Planted, cues: Cues): Loose {
  return declare(it, bare(it, cues), cues);
}

function declare(it: Planted, plan: Loose, cues: Cues): Loose {
  const { budget } = it.draft;
  const limited = budget === undefined ? plan : plan.budgeted(budget);
  return it.draft.policy.length === 0 ? limited : limited.supervised(policyOf(it, cues));
}

function bare(it: Planted, cues: Cues): Loose {
  const { draft, name } = it;
  const [first] = it.children;
  switch (draft.kind) {
    case "agent":
      return gated(buildAgent(it, draft, cues), draft);
    case "human": {
      const otherwise = draft.otherwise === "fail" ? draft.otherwise : { value: { unattended: name } };
      const schema = draft.input === undefined ? {} : { input: schemaOf(draft.input) };
      return gated(human(name, { output: ANYTHING, deadlineMs: draft.deadlineMs, otherwise, ...schema }), draft);
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
  }
}

function built(it: Planted | undefined, cues: Cues): Loose {
  return it === undefined ? PASS : build(it, cues);
}

/** The children that have keys; a bare `pass` stays bare among them. */
function keyed(parent: Planted, cues: Cues): Record<string, Loose> {
  return Object.fromEntries(
    parent.children.flatMap((child, index) => {
      if (!isKeyed(parent, index)) return [];
      const plan = child.draft.kind === "pass" ? declare(child, PASS, cues) : build(child, cues);
      return [[segmentOf(parent, index), plan] as const];
    }),
  );
}

/** A Standard Schema that everything fits. */
const ANYTHING = { "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) } } as const;

/** A Standard Schema that says one thing after the other of whatever it sees, and changes nothing. */
function schemaOf(names: readonly InputName[]) {
  const next = round(names, (name) => name);
  const validate = (value: unknown) => {
    const name = next();
    if (name === "throws") throw new Error("a schema of a test");
    const said = name === "misfits" ? { issues: [{ message: "odd" }] } : { value };
    return name === "later" ? new Promise<typeof said>((resolve) => void setImmediate(() => resolve(said))) : said;
  };
  return { "~standard": { version: 1, vendor: "test", validate } } as const;
}

function buildAgent(it: Planted, draft: AgentDraft, cues: Cues): LooseAgent {
  return agent(it.name, {
    work: (input: unknown, context) => perform(cues.get(it), input, context),
    timeoutMs: draft.timeoutMs,
    idempotent: draft.idempotent,
    ...(hasSchema(draft) ? { input: schemaOf(draft.input) } : {}),
    ...(draft.costUsd === undefined ? {} : { expects: { costUsd: draft.costUsd } }),
    ...(draft.classify === undefined ? {} : { classify: () => classified(draft.classify) }),
  });
}

function classified(said: AgentDraft["classify"]): FailureKind | undefined {
  if (said === "throws") throw new Error("a classify of a test");
  return retyped(said);
}

const USD = { none: 0, some: 0.5, negative: -1, nan: Number.NaN, huge: 1e308 } as const;
const FRACTIONS = { none: 0, half: 0.5, nan: Number.NaN, odd: 7 } as const;

/** A real function: it reports, and then does what its cue says, now or later. */
function perform(cue: Cue | undefined, input: unknown, context: WorkContext): unknown {
  if (cue === undefined) throw new Error("no cue");
  const { work, mark } = cue;
  const end = (): unknown => {
    if (work.progress !== "none")
      context.progress(FRACTIONS[work.progress], work.progress === "odd" ? () => 0 : { mark });
    if (work.usd !== "none") context.spend({ costUsd: USD[work.usd], inputTokens: 1 });
    if (work.end.how === "throws") throw thrownOf(work.end.thrown);
    return work.end.how === "declines" ? decline("not mine") : valueOf(work.end.value, { mark, input });
  };
  return work.isLater ? new Promise((resolve) => void setImmediate(resolve)).then(end) : end();
}

function gated(
  plan: LooseAgent,
  { before, after }: { readonly before: readonly GateDraft[]; readonly after: readonly GateDraft[] },
): Loose {
  const hung = plan.gatedBefore(...before.map((gate, index) => gateOf(gate, `before-${index}`)));
  return hung.gated(...after.map((gate, index) => gateOf(gate, `after-${index}`)));
}

function gateOf(draft: GateDraft, name: string): Gate<unknown, unknown> {
  if (draft.kind !== "approval")
    return (draft.kind === "check" ? check : policy)(name, retyped(round(draft.says, sayingOf)));
  const { deadlineMs, otherwise } = draft;
  return approval(name, {
    deadlineMs,
    otherwise,
    ...(draft.when === undefined ? {} : { when: retyped(round(draft.when, sayingOf)) }),
  });
}

/** A function that says one thing after the other, and then begins again. */
function round<N>(names: readonly N[], say: (name: N) => unknown): () => unknown {
  let calls = 0;
  return () => {
    const name = names[calls++ % names.length];
    return name === undefined ? undefined : say(name);
  };
}

function choices(names: readonly ChoiceName[]): () => unknown {
  return round(names, (name) => {
    if (name === "throws") throw new Error("an on of a test");
    return name === "number" ? 3 : name;
  });
}

function selections(names: readonly SelectionName[]): (input: unknown) => unknown {
  let calls = 0;
  return (input) => {
    const name = names[calls++ % names.length] ?? "all";
    switch (name) {
      case "all":
        return input;
      case "two":
        return [{ first: input }, [1, 2]];
      case "three":
        return [[1], [1, [2]], []];
      case "empty":
        return [];
      case "cycle":
        return valueOf("cycle", { mark: 0, input });
      case "throws":
        throw new Error("a select of a test");
    }
  };
}

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
