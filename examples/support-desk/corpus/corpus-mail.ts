import type { Mail } from "../schemas.ts";

/** What the corpus says about a mail by the directory in which it lies: wanted (`ham`) or not (`spam`). */
export type Label = "ham" | "spam";

/**
 * A mail with what is known about it. `label` and `listId` are the truth that the desk is trained on and measured
 * against; only `mail` may be shown to an agent.
 */
export type CorpusMail = {
  readonly mail: Mail;
  readonly label: Label;
  /** The identifier between the angle brackets of the List-Id header, in lower case, for example `ilug.linux.ie`. */
  readonly listId: string | null;
};
