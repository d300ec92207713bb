import type { Rule } from "./finding.ts";
import { called, type Place } from "./place.ts";

/** An agent that may ask back, and nobody around it who answers. Alone it may be a part of a plan to come. */
export const nobodyAnswers: Rule = {
  name: "nobody-answers",
  check(place) {
    const { asks = 0 } = place.spec.agent ?? {};
    if (asks === 0 || hasAnswerer(place)) return [];
    return [
      {
        severity: place.up === undefined ? "note" : "warning",
        message: `${called(place.spec)} may ask back, and nobody around it answers.`,
        remedy: "Say who does, on it or on a plan around it: .answers((question) => …, desk); or leave out asks.",
      },
    ];
  },
};

/** Whether there is somebody to ask from here. Who answers asks those behind them, and those further out. */
function hasAnswerer({ spec, up, as, at }: Place): boolean {
  if (spec.answers !== undefined) return true;
  if (up === undefined) return false;
  if (as !== "answerer") return hasAnswerer(up);
  if ((up.spec.answers ?? []).length > at + 1) return true;
  return up.up !== undefined && hasAnswerer(up.up);
}
