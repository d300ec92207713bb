import type { FailureKind } from "../../src/model/failure.ts";

export const KINDS = [
  "transient",
  "rate-limited",
  "timeout",
  "invalid-output",
  "rejected",
  "permanent",
  "defect",
  "unresolved",
  "budget",
  "cancelled",
  "unresponsive",
  "lost",
  "escalated",
  "refused",
] as const satisfies readonly FailureKind[];
export const DIRECTIVES = ["retry", "revise", "skip", "fallback", "escalate"] as const;
export const PATTERNS = [
  "an agent alone",
  "chain",
  "parallel",
  "map",
  "branch",
  "route",
  "given",
  "vote",
  "loop",
  "refine",
  "handoff",
  "graph",
  "orchestrate",
] as const;
/** Whose policy it is: that of what fails, that of the pattern around it, that of a chain around the pattern. */
const PLACES = ["child", "pattern", "ancestor"] as const;

export type Kind = (typeof KINDS)[number];
export type DirectiveWord = (typeof DIRECTIVES)[number];
export type Pattern = (typeof PATTERNS)[number];
type PolicyPlace = (typeof PLACES)[number];

/** One case: what goes wrong where, and whose policy says what. */
export interface Row {
  readonly kind: Kind;
  readonly directive: DirectiveWord;
  readonly pattern: Pattern;
  readonly place: PolicyPlace;
  /** Work that ignores its abort may only be run again where it is declared idempotent. */
  readonly isIdempotent: boolean;
}

/** No host of this release loses work or refuses it for want of room: these two are asked of `decide()` itself. */
const DECIDED_ONLY: ReadonlySet<Kind> = new Set(["lost", "refused"]);

export function isDecidedOnly({ kind }: Row): boolean {
  return DECIDED_ONLY.has(kind);
}

/** Every kind, every directive, every pattern, and every place that a policy can have. */
export const ROWS: readonly Row[] = KINDS.flatMap((kind) =>
  DIRECTIVES.flatMap((directive) =>
    PATTERNS.flatMap((pattern) =>
      placesIn(pattern).flatMap((place) =>
        (kind === "unresponsive" ? [true, false] : [false]).map(
          (isIdempotent): Row => ({ kind, directive, pattern, place, isIdempotent }),
        ),
      ),
    ),
  ),
);

/** An agent alone is its own pattern, and has nothing around it. */
function placesIn(pattern: Pattern): readonly PolicyPlace[] {
  return pattern === "an agent alone" ? ["child"] : PLACES;
}

/** The row in words. */
export function nameOf(row: Row): string {
  const { kind, directive, pattern, place, isIdempotent } = row;
  const work =
    kind === "unresponsive" ? (isIdempotent ? " of idempotent work" : " of work that is not idempotent") : "";
  const article = pattern === "orchestrate" ? "an" : "a";
  const where = pattern === "an agent alone" ? pattern : `${article} ${pattern}, by the policy of the ${place}`;
  return `${kind}${work} × ${directive} in ${where}${isDecidedOnly(row) ? " (asked of decide() alone)" : ""}`;
}
