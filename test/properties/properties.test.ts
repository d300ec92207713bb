import fc, { type Parameters } from "fast-check";
import { it } from "vitest";
import { scenarios } from "./random-plan.ts";
import { isBrief, recipe } from "./recipe.ts";
import type { Scenario } from "./scenario.ts";
import { wrongsOf } from "./verdict.ts";

/** TROUPE_RUNS says how many runs, TROUPE_SEED which; with TROUPE_PATH, one failing run is played again. */
const { TROUPE_RUNS = "10000", TROUPE_SEED = "1", TROUPE_PATH } = process.env;

it(`keeps every law in ${TROUPE_RUNS} runs of any plan with any agents, on both drivers alike`, {
  timeout: 1_200_000,
}, async () => {
  const property = fc.asyncProperty(scenarios, async (scenario) => {
    const wrongs = await wrongsOf(scenario);
    if (wrongs.length > 0) throw new Error(wrongs.join("\n"));
  });
  const options: Parameters<[Scenario]> = {
    numRuns: Number(TROUPE_RUNS),
    seed: Number(TROUPE_SEED),
    endOnFailure: isBrief,
    ...(TROUPE_PATH === undefined ? {} : { path: TROUPE_PATH }),
  };
  const details = await fc.check(property, options);
  if (details.failed) throw new Error(await recipe(details));
});
