import type { StoredRun } from "../../kernel/journal.ts";
import { didYouMean } from "../../model/near.ts";
import type { TroupeError } from "../../model/troupe-error.ts";
import { usage } from "../usage.ts";
import type { OpenJournal } from "./open-journal.ts";

/** How many runs an error names. */
const NAMED_MAX = 5;

/**
 * The run of that id, or the only one whose id begins so.
 *
 * @throws TroupeError USAGE where there is none, or several; with those that were probably meant
 */
export async function findRun({ file, reader }: Pick<OpenJournal, "file" | "reader">, id: string): Promise<StoredRun> {
  const exact = await reader.run(id);
  if (exact !== undefined) return exact;
  const runs = await reader.runs();
  const [only, ...others] = runs.filter((run) => run.id.startsWith(id));
  if (only === undefined) throw unknownRun(file, id, runs);
  if (others.length === 0) return only;
  throw usage(
    `${others.length + 1} runs of ${file} begin with ${JSON.stringify(id)}.`,
    `Write more of it: ${listed([only, ...others].map((run) => run.id))}.`,
  );
}

function unknownRun(file: string, id: string, runs: readonly StoredRun[]): TroupeError {
  const open = runs.filter(({ status }) => status === undefined);
  const hint =
    runs.length === 0
      ? "It has none at all."
      : didYouMean(id, (open.length > 0 ? open : runs).map((run) => run.id).slice(0, NAMED_MAX));
  const list = runs.length === 0 ? "" : ` troupe runs ${file} --all lists them.`;
  return usage(`There is no run ${JSON.stringify(id)} in ${file}.`, `${hint}${list}`);
}

/** Some names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - NAMED_MAX;
  return `${names.slice(0, NAMED_MAX).join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}
