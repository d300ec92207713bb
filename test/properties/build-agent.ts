import { approval } from "../../src/gates/approval.ts";
import { check, policy } from "../../src/gates/check.ts";
import { confidence } from "../../src/gates/confidence.ts";
import type { Gate } from "../../src/gates/gate.ts";
import type { FailureKind } from "../../src/model/failure.ts";
import { agent } from "../../src/plan/agent.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { judge } from "../../src/plan/judge.ts";
import type { Agent, Plan } from "../../src/plan/plan.ts";
import { ask, decline } from "../../src/plan/said.ts";
import type { Hands, WorkContext } from "../../src/plan/work-context.ts";
import { round, sayings } from "./functions.ts";
import { thrownOf, valueOf } from "./oddities.ts";
import type { Planted } from "./planted.ts";
import { hasSchema } from "./scenario.ts";
import type { AgentDraft, GateDraft, InputName, WorkDraft } from "./scenario.ts";

type LooseAgent = Agent<unknown, unknown, string>;

/** What a real function is to do next; the script says it, just before it lets the function run. */
interface Cue {
  readonly work: WorkDraft;
  readonly mark: number;
}
/** By the agent's number, for a planted draft is copied on its way. */
export type Cues = Map<number, Cue>;

/** A Standard Schema that says one thing after the other of whatever it sees, and changes nothing. */
export function schemaOf(names: readonly InputName[]) {
  const next = round(names, (name) => name);
  const validate = (value: unknown) => {
    const name = next();
    if (name === "throws") throw new Error("a schema of a test");
    const said = name === "misfits" ? { issues: [{ message: "odd" }] } : { value };
    return name === "later" ? new Promise<typeof said>((resolve) => void setImmediate(() => resolve(said))) : said;
  };
  return { "~standard": { version: 1, vendor: "test", validate } } as const;
}

/** An agent without its gates. */
export function buildAgent(it: Planted, draft: AgentDraft, cues: Cues): LooseAgent {
  return agent<unknown, unknown, unknown, unknown, string>(it.name, {
    work: (input: unknown, context) => perform(cues.get(it.id), input, context),
    timeoutMs: draft.timeoutMs,
    idempotent: draft.idempotent,
    ...(hasSchema(draft) ? { input: schemaOf(draft.input) } : {}),
    ...(draft.asks === undefined ? {} : { asks: draft.asks }),
    ...(draft.handsTo === undefined ? {} : { handsTo: draft.handsTo }),
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
function perform(cue: Cue | undefined, input: unknown, context: WorkContext & Hands<string>): unknown {
  if (cue === undefined) throw new Error("no cue");
  const { work, mark } = cue;
  const end = (): unknown => {
    if (work.progress !== "none")
      context.progress(FRACTIONS[work.progress], work.progress === "odd" ? () => 0 : { mark });
    if (work.usd !== "none") context.spend({ costUsd: USD[work.usd], inputTokens: 1 });
    switch (work.end.how) {
      case "throws":
        throw thrownOf(work.end.thrown);
      case "declines":
        return decline("not mine");
      case "hands off":
        return context.handoff(work.end.to, { mark });
      case "asks":
        return ask({ mark });
      case "returns":
        return valueOf(work.end.value, { mark, input });
    }
  };
  return work.isLater ? new Promise((resolve) => void setImmediate(resolve)).then(end) : end();
}

type Build = (plan: Planted | undefined) => Plan<unknown, unknown>;

/** An agent or a person behind its gates. Those for an orchestration's tasks hang on the orchestration. */
export function gated(plan: Agent<unknown, unknown, string>, it: Planted, build: Build): Plan<unknown, unknown> {
  const { draft } = it;
  if (draft.kind !== "agent" && draft.kind !== "human") return plan;
  const hung = (gates: readonly GateDraft[], side: string) =>
    gates.flatMap((gate, index) =>
      isOfTasks(gate) ? [] : [gateOf(gate, `${side}-${index}`, () => build(it.judges.get(gate)))],
    );
  const first = hung(draft.before, "before");
  return plan.gatedBefore(...first).gated(...hung(draft.after, "after"));
}

function isOfTasks(gate: GateDraft): boolean {
  return gate.kind === "approval" && gate.isOfTasks === true;
}

/** The gate that an orchestration hangs on its planner; undefined where there is none. */
export function taskGate({ draft }: Planted): Gate<never, never> | undefined {
  const gates = draft.kind === "agent" ? draft.after : [];
  const index = gates.findIndex(isOfTasks);
  const gate = gates[index];
  return gate === undefined ? undefined : retyped(gateOf(gate, `after-${index}`, () => undefined));
}

function gateOf(draft: GateDraft, name: string, plan: () => unknown): Gate<unknown, unknown> {
  switch (draft.kind) {
    case "check":
      return check(name, retyped(sayings(draft.says)));
    case "policy":
      return policy(name, retyped(sayings(draft.says)));
    case "judge":
      return retyped(judge(name, retyped(plan())));
    case "confidence":
      return confidence(name, { use: draft.use, ...(draft.ask === undefined ? {} : { ask: draft.ask }) });
    case "approval": {
      const { deadlineMs, otherwise, quorum, roles, when } = draft;
      return approval(name, {
        deadlineMs,
        otherwise,
        ...(quorum === undefined ? {} : { quorum }),
        ...(roles === undefined ? {} : { roles }),
        ...(when === undefined ? {} : { when: retyped(sayings(when)) }),
      });
    }
  }
}
