/** Which gate: one before the work, the person who is the work, or one after it. */
export interface GatePlace {
  readonly when: "before" | "person" | "after";
  readonly index: number;
}

/** What decides about the order of an agent's gates. */
export interface Gated {
  readonly gatesBefore: number;
  readonly gatesAfter: number;
  readonly isPerson: boolean;
  readonly place: GatePlace | undefined;
}

/** The gate that stands before the work, if any; for a person the asking itself. */
export function firstGate({ gatesBefore, isPerson }: Gated): GatePlace | undefined {
  if (gatesBefore > 0) return { when: "before", index: 0 };
  return isPerson ? { when: "person", index: 0 } : undefined;
}

/** The gate that opens once the one at `place` has passed; none: on to the work, or done. */
export function gateAfter({ place, gatesBefore, gatesAfter, isPerson }: Gated): GatePlace | undefined {
  if (place === undefined) return undefined;
  if (place.when === "before" && place.index + 1 < gatesBefore) return { when: "before", index: place.index + 1 };
  if (place.when === "before") return isPerson ? { when: "person", index: 0 } : undefined;
  const index = place.when === "person" ? 0 : place.index + 1;
  return index < gatesAfter ? { when: "after", index } : undefined;
}
