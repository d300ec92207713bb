import type { SeenRun } from "../../../src/cli/journal/stored-view.ts";
import type { StoredRun } from "../../../src/kernel/journal.ts";
import { EMPTY_VIEW } from "../../../src/model/fold.ts";
import type { Question } from "../../../src/model/question.ts";

/** A run of a journal that is not over. */
export const stored: StoredRun = {
  id: "run-1",
  plan: "refund",
  hash: "",
  start: "{}",
  startedAt: 0,
  status: undefined,
  endedAt: undefined,
};

/** What a run asks, until the time 60,000. */
export const asked: Question = {
  id: "refund/pay!1",
  path: "refund/pay",
  kind: "approval",
  name: "large-sum",
  hash: "h1",
  isOfInput: false,
  shown: { euros: 120 },
  deadline: 60_000,
  otherwise: "reject",
};

/** A run with what it asks. */
export function asking(id: string, ...questions: readonly Question[]): SeenRun {
  return { stored: { ...stored, id }, view: { ...EMPTY_VIEW, questions } };
}
