import type { Heard, Life } from "../lives.ts";

/** What a pattern does once it hears something, by what its documentation says. */
export type Move =
  | { readonly start: string; readonly input: unknown; readonly label?: string }
  | { readonly done: unknown; readonly isLacking?: true }
  | { readonly unresolved: true };

/** Follows one life of a pattern: what it must do at once when it begins, and after each thing that it hears. */
interface Oracle {
  readonly begins: readonly Move[];
  hears(event: Heard): readonly Move[];
}

/** An oracle for each life of a pattern. */
export type Oracles = (life: Life) => Oracle;

export const UNRESOLVED: readonly Move[] = [{ unresolved: true }];
