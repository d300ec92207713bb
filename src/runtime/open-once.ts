import { GRACE_MS } from "../../supervisors/defaults.ts";
import { later } from "../hosts/live/process-time.ts";
import type { Journal, JournalWriter } from "../kernel/journal.ts";
import { closed } from "../kernel/runtime-error.ts";

/** A journal that is being opened for writing. */
export interface Opening {
  readonly writer: Promise<JournalWriter>;
  /** Waits for it no longer than a grace; then `writer` rejects with RUNTIME_CLOSED, and one that opens later is let go. */
  giveUp(): void;
}

/** Opens a journal. Nobody has to hear that it cannot be opened: whoever uses it does. */
export function openOnce(journal: Journal, graceMs: number = GRACE_MS): Opening {
  const late = Promise.withResolvers<never>();
  const opening = journal.write();
  const writer = Promise.race([opening, late.promise]);
  let isSettled = false;
  const settle = () => void (isSettled = true);
  writer.then(settle, settle);
  return {
    writer,
    giveUp() {
      if (isSettled) return;
      const refuse = () => {
        late.reject(closed());
        opening.then((opened) => opened.close()).catch(() => {});
      };
      const takeBack = later(refuse, graceMs);
      writer.then(takeBack, takeBack);
    },
  };
}
