import { acceptBoolean, acceptKeys, acceptWord } from "../model/accept.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Budget } from "../model/usage.ts";

/** How one run differs from the next. */
export interface RunOptions {
  /**
   * Names the run: 1 to 128 letters, digits and `. _ : -`. Default a new UUID. Two runs of one name at a time are
   * refused.
   */
  readonly id?: string;
  /** What it may spend. Default: the plan's bound in steps; a plan without a bound needs `steps` here. */
  readonly budget?: Budget;
  /** Calendar time for all of it, in milliseconds; then everything is stopped, and the run fails. Default: none. */
  readonly deadlineMs?: number;
  /** How long aborted work is waited for before it is abandoned, in milliseconds. Default 5,000. */
  readonly graceMs?: number;
  /** Asks a person about what no policy could handle, once, before the run fails. Default: nobody is asked. */
  readonly onEscalation?: { readonly ask: "person"; readonly deadlineMs: number };
  /** Nobody is there to be asked: every question is recorded and takes what it declares for its deadline, at once. Default false. */
  readonly unattended?: boolean;
}

/** What a run may be called. No slash: with the id before them, the paths of two runs never read alike. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

function acceptRunId(id: unknown): void {
  if (typeof id === "string" && RUN_ID.test(id)) return;
  throw new TroupeError("BAD_OPTION", {
    what: `id of start() is ${shown(id)}.`,
    remedy:
      'Give 1 to 128 letters, digits, ".", "_", ":" and "-", beginning with a letter or a digit; or leave it out.',
    facts: { where: "start()", option: "id" },
  });
}

const OPTIONS = ["id", "budget", "deadlineMs", "graceMs", "onEscalation", "unattended"];

/**
 * Holds the options of a start against what there is: a misspelled `budget` would run without one.
 *
 * @throws TroupeError BAD_OPTION
 */
export function acceptOptions(options: RunOptions): void {
  acceptKeys(options, { where: "start()", known: OPTIONS });
  const { id, onEscalation, unattended } = options;
  if (id !== undefined) acceptRunId(id);
  if (unattended !== undefined) acceptBoolean(unattended, "unattended of start()");
  if (onEscalation === undefined) return;
  acceptKeys(onEscalation, { where: "onEscalation of start()", known: ["ask", "deadlineMs"] });
  acceptWord(onEscalation.ask, { where: "ask in onEscalation of start()", words: ["person"] });
}
