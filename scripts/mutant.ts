/** A bug planted by hand: in a file, exactly this text becomes that. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Why nothing can notice it; then it may survive. */
  readonly isEquivalentBecause?: string;
}

export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A bug in one place. */
export function mutant(name: string, file: string, [from, to]: readonly [string, string]): Mutant {
  return { name, edits: [{ file, from, to }] };
}
