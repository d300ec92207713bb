import { type GateSpec, gateSpecOf } from "../gates/gate.ts";
import { acceptDistinct } from "../model/accept-name.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { specOf } from "./erasure.ts";
import type { Spec } from "./spec.ts";

/** The gates to hang on an agent, and the side of its work that they look at. */
export interface Hanging {
  readonly gates: readonly unknown[];
  readonly when: "before" | "after";
}

/**
 * The agent with more gates, after those that it has. Anything but an agent or a person is returned as it is.
 *
 * @throws TroupeError BAD_OPTION for what is no gate, and for a confidence before the work; DUPLICATE_NAME
 */
export function gate(spec: Spec, { gates, when }: Hanging): Spec {
  if (spec.agent === undefined) return spec;
  const where = `agent "${spec.name}"`;
  const more = gates.map((given) => acceptGate(given, where));
  const tooSoon = when === "before" ? more.find(({ kind }) => kind === "confidence") : undefined;
  if (tooSoon !== undefined) throw nothingSaid(tooSoon, where);
  const gatesBefore = inOrder(when === "before" ? [...spec.agent.gatesBefore, ...more] : spec.agent.gatesBefore);
  const gatesAfter = inOrder(when === "after" ? [...spec.agent.gatesAfter, ...more] : spec.agent.gatesAfter);
  const all = [...gatesBefore, ...gatesAfter];
  acceptDistinct(
    all.map(({ name }) => name),
    { where, remedy: "Failures and questions name their gate: give each gate of an agent a name of its own." },
  );
  const judges = all.filter(({ kind }) => kind === "judge");
  const children = judges.map(({ name, by }) =>
    Object.freeze({ segment: name, spec: specOf(by, `The plan of judge "${name}"`) }),
  );
  const gated = { ...spec.agent, gatesBefore, gatesAfter };
  return Object.freeze({ ...spec, children: Object.freeze(children), agent: Object.freeze(gated) });
}

/** Policies come last, so that they see what everybody before them has made of the value. */
function inOrder(gates: readonly GateSpec[]): readonly GateSpec[] {
  const [policies, others] = [
    gates.filter(({ kind }) => kind === "policy"),
    gates.filter(({ kind }) => kind !== "policy"),
  ];
  return Object.freeze([...others, ...policies]);
}

/** No answer yet is a confidence of 0: the gate would say the same of every input. */
function nothingSaid({ name }: GateSpec, where: string): TroupeError {
  return new TroupeError("BAD_OPTION", {
    what: `confidence "${name}" stands before the work of ${where}, which has said nothing yet of how sure it is.`,
    remedy: "Hang it behind the work, with .gated(…); to have a person asked before the work, use an approval.",
    facts: { where, gate: name },
  });
}

function acceptGate(given: unknown, where: string): GateSpec {
  const found = gateSpecOf(given);
  if (found !== undefined) return found;
  throw new TroupeError("BAD_OPTION", {
    what: `A gate of ${where} is ${shown(given)}.`,
    remedy:
      'Gates are made by check, judge, confidence, approval and policy, as in check("short", (reply) => reply.text.length < 500).',
    facts: { where },
  });
}
