import { TroupeError } from "../model/troupe-error.ts";

/** A command that was wrong: what is, and what to do about it. */
export function usage(what: string, remedy: string): TroupeError {
  return new TroupeError("USAGE", { what, remedy });
}
