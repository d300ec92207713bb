import { nearNames } from "../../model/near.ts";
import type { Question } from "../../model/question.ts";
import { TroupeError } from "../../model/troupe-error.ts";
import { usage } from "../usage.ts";
import type { SeenRun } from "./stored-view.ts";
import { shellWord } from "./shell-word.ts";

/** An open question, and whose it is. */
export interface AskedBy {
  readonly runId: string;
  readonly plan: string;
  readonly question: Question;
}

/** How many questions an error names. */
const NAMED_MAX = 5;

/**
 * The open question that is meant: by its id, else by its name or its path, else by a run that asks only one.
 *
 * @throws TroupeError UNKNOWN_QUESTION where there is none, USAGE where several are meant; with what tells them apart
 */
export function findQuestion(runs: readonly SeenRun[], meant: string): AskedBy {
  const asked = runs.flatMap(({ stored, view }) =>
    view.questions.map((question): AskedBy => ({ runId: stored.id, plan: stored.plan, question })),
  );
  const ways: readonly ((one: AskedBy) => boolean)[] = [
    ({ question }) => question.id === meant,
    ({ question }) => question.name === meant || question.path === meant,
    ({ runId }) => runId === meant,
    ({ runId, question }) => meant.length >= PREFIX_MIN && (runId.startsWith(meant) || question.id.startsWith(meant)),
  ];
  for (const way of ways) {
    const [only, ...others] = asked.filter(way);
    if (only === undefined) continue;
    if (others.length === 0) return only;
    throw several(meant, [only, ...others]);
  }
  throw unknown(meant, asked);
}

/** A beginning that is shorter than this is no name. */
const PREFIX_MIN = 4;

function several(meant: string, asked: readonly AskedBy[]): TroupeError {
  const isOfOneRun = asked.every(({ runId }) => runId === asked[0]?.runId);
  const names = asked.map(({ runId, question }) =>
    isOfOneRun ? shellWord(question.id) : `${shellWord(question.id)} --run ${runId}`,
  );
  return usage(
    `${asked.length} open questions are meant by ${JSON.stringify(meant)}.`,
    `Say which one: ${some(names, " or ")}.`,
  );
}

function unknown(meant: string, asked: readonly AskedBy[]): TroupeError {
  const names = asked.flatMap(({ question }) => [question.id, question.name]);
  const near = nearNames(meant, [...new Set(names)]);
  const open = asked.map(({ question }) => question.id);
  const remedy =
    near.length > 0
      ? `Did you mean ${near.map((name) => JSON.stringify(name)).join(" or ")}?`
      : open.length > 0
        ? `Open are: ${some([...new Set(open)], ", ")}.`
        : "Nobody is asked anything there now.";
  return new TroupeError("UNKNOWN_QUESTION", {
    what: `There is no open question ${JSON.stringify(meant)}.`,
    remedy,
    facts: { question: meant, open },
  });
}

function some(names: readonly string[], between: string): string {
  const more = names.length - NAMED_MAX;
  return `${names.slice(0, NAMED_MAX).join(between)}${more > 0 ? `, and ${more} more` : ""}`;
}
