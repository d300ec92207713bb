import { attemptsOf } from "./history.ts";
import type { Law } from "./law.ts";
import { ANSWER_LAWS } from "./laws/answers.ts";
import { CONSULTING_LAWS } from "./laws/consulting.ts";
import { COURSE_LAWS } from "./laws/courses.ts";
import { DECISION_LAWS } from "./laws/decisions.ts";
import { GATE_LAWS } from "./laws/gates.ts";
import { KIND_LAWS } from "./laws/kinds.ts";
import { LIMIT_LAWS } from "./laws/limits.ts";
import { PATTERN_LAWS } from "./laws/patterns.ts";
import { RECORD_LAWS } from "./laws/record.ts";
import { RETRY_LAWS } from "./laws/retries.ts";
import { STOP_LAWS } from "./laws/stops.ts";
import { TIMER_LAWS } from "./laws/timers.ts";
import { WORLD_LAWS } from "./laws/world.ts";
import type { Played } from "./play.ts";

/** Everything that must hold of every run, whatever its plan and its agents. */
const LAWS: readonly Law[] = [
  ...WORLD_LAWS,
  ...RECORD_LAWS,
  ...LIMIT_LAWS,
  ...PATTERN_LAWS,
  ...COURSE_LAWS,
  ...KIND_LAWS,
  ...DECISION_LAWS,
  ...RETRY_LAWS,
  ...STOP_LAWS,
  ...ANSWER_LAWS,
  ...GATE_LAWS,
  ...CONSULTING_LAWS,
  ...TIMER_LAWS,
];

/** What speaks against a run, each with the law that it breaks. */
export function brokenLaws(played: Played): readonly string[] {
  const judged = { ...played, attempts: attemptsOf(played) };
  return LAWS.flatMap(({ says, against }) => against(judged).map((wrong) => `${says}: ${wrong}`));
}
