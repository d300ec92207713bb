import type { AgentRequest } from "../../machines/agent-request.ts";
import type { GateInput } from "../../machines/gate-verdict.ts";
import type { GateSpec } from "../gates/gate.ts";
import type { AgentSpec } from "../plan/spec.ts";
import type { Core } from "./core.ts";
import type { AgentProcess, GateProcess, Source } from "./process.ts";

type Open = Extract<AgentRequest, { ask: "openGate" }>;

/** The gate that is to be opened, and who may know what is asked back there. */
type Opening = Open & { readonly sources: readonly Source[] };

/** What the gate machine looks at, for the gate that the agent's machine wants to be opened. */
export function gateInput(core: Core, agent: AgentProcess, open: Opening): GateInput {
  const { place, value, sources } = open;
  const isBefore = place.when === "before" || place.when === "fit";
  const base = { path: agent.path, isBefore, isUnattended: core.isUnattended, value, ...NOBODY };
  const spec = agent.spec.agent;
  switch (place.when) {
    case "fit":
      return { ...base, kind: "fit", name: "input" };
    case "asking":
      return {
        ...base,
        kind: "asking",
        name: "asking",
        sources: sources.map((source) => kindOf(core, source)),
      };
    case "person": {
      const { deadlineMs = 0, otherwise = REJECT, asks } = spec?.person ?? {};
      return { ...base, kind: "person", name: agent.spec.name, deadlineMs, otherwise, ...inWords(asks) };
    }
    case "before":
    case "after":
      return { ...base, ...ofGate(gateAt(spec, place), open) };
  }
}

const REJECT = { does: "reject" } as const;
const NOBODY = { hasWhen: false, deadlineMs: 0, otherwise: REJECT } as const;

/** The gate of an agent at a place; none where its schema, a person, or who answers it stands there. */
export function gateAt(spec: AgentSpec | undefined, { when, index }: Open["place"]): GateSpec | undefined {
  if (when === "before") return spec?.gatesBefore[index];
  return when === "after" ? spec?.gatesAfter[index] : undefined;
}

function ofGate(
  gate: GateSpec | undefined,
  { place, input, about }: Open,
): Omit<GateInput, "path" | "isBefore" | "value"> {
  const { kind = "check", name = "", deadlineMs = 0, otherwise = "reject", asks, quorum, thresholds } = gate ?? {};
  const asksPerson = kind === "approval" || kind === "confidence";
  const is = about?.confidence === undefined ? {} : { is: about.confidence };
  const revises = gate?.onReject === "revise" && place.when === "after";
  return {
    kind,
    name,
    hasWhen: kind === "approval" && gate?.test !== undefined,
    deadlineMs,
    otherwise: { does: otherwise },
    ...inWords(asks),
    ...(asksPerson && place.when === "after" ? { input } : {}),
    ...(quorum === undefined ? {} : { quorum }),
    ...(revises ? { revises } : {}),
    ...(thresholds === undefined ? {} : { confidence: { ...is, ...thresholds } }),
  };
}

/** What a person is asked, in the plan's words. */
export function inWords(asks: string | undefined): Pick<GateInput, "asks"> {
  return asks === undefined ? {} : { asks };
}

function kindOf(core: Core, { site, index }: Source): "function" | "plan" {
  return core.layout.answerersOf(site)[index] === undefined ? "function" : "plan";
}

/** What the host is to ask at a place; nothing where a person or a plan decides. */
export function askedAt({ when, index }: Open["place"]): GateProcess["place"] {
  if (when === "person" || when === "asking") return undefined;
  return when === "fit" ? "input" : { gates: when, index };
}
