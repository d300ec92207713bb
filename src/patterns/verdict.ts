/** What a judge says of an output: good enough; not yet, and why; or no, once and for all. `score`: the higher, the better. */
export type Verdict =
  | { readonly verdict: "pass"; readonly score?: number }
  | { readonly verdict: "revise"; readonly feedback: string; readonly score?: number }
  | { readonly verdict: "reject"; readonly reason: string };

/** What a judge is shown. */
export interface Judged<out I, out O> {
  readonly input: I;
  readonly output: O;
  /** What the output's giver says of how it came to it. */
  readonly reasoning?: string;
}

/** The verdict in what a judge gave; undefined for anything that is none. */
export function readVerdict(said: unknown): Verdict | undefined {
  if (typeof said !== "object" || said === null) return undefined;
  const { verdict, score, feedback, reason }: Fields = said;
  const scored = typeof score === "number" ? { score } : {};
  if (score !== undefined && typeof score !== "number") return undefined;
  if (verdict === "pass") return { verdict, ...scored };
  if (verdict === "revise" && typeof feedback === "string") return { verdict, feedback, ...scored };
  return verdict === "reject" && typeof reason === "string" ? { verdict, reason } : undefined;
}

interface Fields {
  readonly verdict?: unknown;
  readonly score?: unknown;
  readonly feedback?: unknown;
  readonly reason?: unknown;
}

/** What a judge has to give, for the words of an error. */
export const VERDICT_WORDS =
  '{ verdict: "pass" }, { verdict: "revise", feedback: "…" } or { verdict: "reject", reason: "…" }';
