import { isDeepStrictEqual } from "node:util";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import type { Fact } from "../../src/model/fact.ts";
import { brokenLaws } from "./laws.ts";
import { play, type Played } from "./play.ts";
import { replayWrongs } from "./replayed.ts";
import type { Scenario } from "./scenario.ts";

/**
 * What speaks against the runs of a scenario: laws that its run breaks, and the first fact that is another when the same
 * scenario runs again, stepped without actors. A run that breaks or hangs speaks against itself.
 */
export async function wrongsOf(
  scenario: Scenario,
  watch: (played: Played) => void = () => {},
): Promise<readonly string[]> {
  try {
    const played = await play(scenario);
    watch(played);
    const stepped = await play(scenario, stepDriver);
    return [
      ...brokenLaws(played),
      ...firstDifference(played.facts, stepped.facts),
      ...replayWrongs(played.beginning, played.facts),
    ];
  } catch (error) {
    return [`the run broke with ${nameOf(error)}: ${wordsOf(error)}`];
  }
}

function firstDifference(ones: readonly Fact[], others: readonly Fact[]): readonly string[] {
  const length = Math.max(ones.length, others.length);
  for (let i = 0; i < length; i++) {
    const [one, other] = [withoutStack(ones[i]), withoutStack(others[i])];
    if (!isDeepStrictEqual(one, other))
      return [
        `the same scenario gives the same facts on both drivers: ${JSON.stringify(one)}, then ${JSON.stringify(other)}`,
      ];
  }
  return [];
}

/** Where in our code something was thrown is no part of what happened. */
function withoutStack(fact: Fact | undefined): unknown {
  return fact?.type === "work.threw" || fact?.type === "function.threw"
    ? { ...fact, thrown: { ...fact.thrown, stack: "" } }
    : fact;
}

/** So that what is made smaller still breaks for the same reason. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.message.split(":", 1).join("") : String(error);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const at = (error.stack ?? "")
    .split("\n")
    .slice(1, 4)
    .map((line) => line.trim());
  const cause = error.cause === undefined ? "" : `, because ${wordsOf(error.cause)}`;
  return `${error.message} (${at.join("; ")})${cause}`;
}
