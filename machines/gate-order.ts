/** Which gate: the input's own schema, one before the work, the person who is the work, one after it; or who answers what the work asks back. */
export interface GatePlace {
  readonly when: "fit" | "before" | "person" | "after" | "asking";
  readonly index: number;
}

/** Where an output comes first. */
export const AFTER_WORK: GatePlace = { when: "after", index: 0 };

/** What decides about the order of an agent's gates. */
export interface Gated {
  readonly gatesBefore: number;
  readonly gatesAfter: number;
  /** Whether the work is a person's, and whether the input has a schema. */
  readonly nature: { readonly isPerson: boolean; readonly hasSchema: boolean };
  readonly place: GatePlace | undefined;
}

/**
 * The gate that stands before the work, if any; for a person the asking itself. Where one stands there, an input's schema
 * comes first, so that neither a gate nor a person is asked about nonsense; work without one asks it by itself.
 */
export function firstGate(gated: Gated): GatePlace | undefined {
  const first = firstAsked(gated);
  return first !== undefined && gated.nature.hasSchema ? { when: "fit", index: 0 } : first;
}

function firstAsked({ gatesBefore, nature }: Gated): GatePlace | undefined {
  if (gatesBefore > 0) return { when: "before", index: 0 };
  return nature.isPerson ? { when: "person", index: 0 } : undefined;
}

/** The gate that opens once the one at `place` has passed; none: on to the work, or done. */
export function gateAfter(gated: Gated): GatePlace | undefined {
  const { place, gatesBefore, gatesAfter, nature } = gated;
  if (place === undefined || place.when === "asking") return undefined;
  if (place.when === "fit") return firstAsked(gated);
  if (place.when === "before" && place.index + 1 < gatesBefore) return { when: "before", index: place.index + 1 };
  if (place.when === "before") return nature.isPerson ? { when: "person", index: 0 } : undefined;
  const index = place.when === "person" ? 0 : place.index + 1;
  return index < gatesAfter ? { when: "after", index } : undefined;
}
