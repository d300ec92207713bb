import { TroupeError } from "../model/troupe-error.ts";

/** Options without which there is no plan, by their names, each with what to write. */
export interface Needs {
  readonly where: string;
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Options of which none may be left out; BAD_OPTION otherwise, with what to write. One that is there and undefined is
 * not left out: most often its module has not run yet, which is for whoever reads it to say.
 */
export function acceptNeeded(given: object, { where, options }: Needs): void {
  const missing = Object.entries(options).find(([name]) => !(name in given));
  if (missing === undefined) return;
  const [option, example] = missing;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} needs ${option}, which is left out.`,
    remedy: `Write ${example}.`,
    facts: { where, option },
  });
}
