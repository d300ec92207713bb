import type { RunDetails } from "fast-check";
import { drawn } from "./drawn.ts";
import { plant } from "./planted.ts";
import { reduce } from "./reduce.ts";
import type { Scenario } from "./scenario.ts";
import { wrongsOf } from "./verdict.ts";

/** The command that plays a failing run again. */
const COMMAND = "npx vitest run test/properties/properties.test.ts";

/** TROUPE_BRIEF leaves it at the first failure as it was drawn: for mutants, where only that it fails matters. */
export const isBrief: boolean = process.env["TROUPE_BRIEF"] !== undefined;

/** What to read, and what to type, when a property fails: the plan, the wrongs, and how to play it again. */
export async function recipe({
  seed,
  counterexamplePath,
  counterexample,
  numRuns,
}: RunDetails<[Scenario]>): Promise<string> {
  const [drawnByChance] = counterexample ?? [];
  if (drawnByChance === undefined) return `no counterexample after ${numRuns} runs`;
  const wrongs = await wrongsOf(drawnByChance);
  if (isBrief) return ["Run breaks a law.", ...wrongs.map((wrong) => `  ✗ ${wrong}`)].join("\n");
  const laws = lawsIn(wrongs);
  const smallest = await reduce(drawnByChance, async (smaller) =>
    lawsIn(await wrongsOf(smaller)).some((law) => laws.includes(law)),
  );
  const { plan, ...rest } = smallest;
  return [
    `Run ${numRuns} breaks a law.`,
    ...(await wrongsOf(smallest)).map((wrong) => `  ✗ ${wrong}`),
    "",
    "The plan, made small:",
    drawn(plant(plan)),
    JSON.stringify(rest),
    "",
    "Play it again, and shrink it again:",
    `  TROUPE_SEED=${seed} TROUPE_PATH=${counterexamplePath ?? ""} ${COMMAND}`,
    "Or put it into test/properties/regressions.test.ts:",
    `  ${JSON.stringify(smallest)}`,
  ].join("\n");
}

/** The laws that are broken, without what exactly broke them. */
function lawsIn(wrongs: readonly string[]): readonly string[] {
  return wrongs.map((wrong) => wrong.split(":", 1)[0] ?? "");
}
