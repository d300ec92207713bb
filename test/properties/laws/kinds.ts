import type { FailureKind } from "../../../src/model/failure.ts";
import { factsOf } from "../history.ts";
import type { Law } from "../law.ts";
import type { ThrownName } from "../oddities.ts";
import { agentAt, type Call } from "../play.ts";
import type { AgentDraft } from "../scenario.ts";

/** What our own classification makes of what is thrown: all that is not named here is transient. */
const KIND_OF: { readonly [N in ThrownName]?: FailureKind } = {
  "too many requests": "rate-limited",
  "retry-after": "rate-limited",
  "bad request": "permanent",
  timeout: "timeout",
  "type error": "defect",
  "rate-limited": "rate-limited",
  "declared timeout": "timeout",
  "invalid-output": "invalid-output",
  rejected: "rejected",
  permanent: "permanent",
  defect: "defect",
};

/** How long the provider asked us to wait, in milliseconds. */
const RETRY_AFTER: { readonly [N in ThrownName]?: number } = { "rate-limited": 30, "retry-after": 70 };

/** What an attempt throws; undefined where it does something else, or its odd reports throw before. */
function thrownBy({ act: { ends, spends } }: Call): ThrownName | undefined {
  if (spends.some(({ usd }) => usd > Number.MAX_SAFE_INTEGER)) return undefined;
  if (ends.how === "throws") return ends.thrown;
  if (ends.how !== "works" || ends.by.end.how !== "throws") return undefined;
  return ends.by.usd === "none" || ends.by.usd === "some" ? ends.by.end.thrown : undefined;
}

/** The agent's own word counts before ours, where it is a kind at all. */
function kindOf(thrown: ThrownName, { classify }: AgentDraft): FailureKind {
  if (classify !== undefined && classify !== "nonsense" && classify !== "throws") return classify;
  return KIND_OF[thrown] ?? "transient";
}

/** What errors are taken for. */
export const KIND_LAWS: readonly Law[] = [
  {
    says: "what work throws is taken for its kind, and a provider's wait is kept",
    against: (run) =>
      factsOf(run.facts, "node.failed").flatMap(({ path, seq, cause, failure }) => {
        const threw = cause === undefined ? undefined : run.facts[cause];
        const attempt = run.attempts.findLast((one) => one.path === path && one.seq < seq);
        const draft = agentAt(run, path);
        const thrown = attempt === undefined || attempt.aborted !== undefined ? undefined : thrownBy(attempt.call);
        if (threw?.type !== "work.threw" || draft === undefined || thrown === undefined) return [];
        const kind = kindOf(thrown, draft);
        const isKept = failure.retryAfterMs === RETRY_AFTER[thrown];
        return failure.kind === kind && isKept ? [] : [`fact ${seq}: ${thrown} is ${failure.kind}, not ${kind}`];
      }),
  },
  {
    says: "a refusal of the work is an answer: its agent has declined, and nobody decides about it",
    against: ({ facts }) =>
      factsOf(facts, "work.declined").flatMap(({ path, seq }) => {
        const next = facts.find(
          (fact) => fact.seq > seq && fact.path === path && (fact.type === "node.ended" || fact.type === "node.failed"),
        );
        const isDeclined = next?.type === "node.ended" && (next.how === "declined" || next.how === "stopped");
        const last = facts.findLast(
          (fact) =>
            fact.seq < seq &&
            fact.path === path &&
            (fact.type === "attempt.started" || fact.type === "attempt.aborted"),
        );
        return isDeclined || last?.type === "attempt.aborted" ? [] : [`fact ${seq}: ${path}`];
      }),
  },
];
