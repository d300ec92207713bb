import { availableParallelism, loadavg } from "node:os";
import { judge, type Judgement, type Results } from "./aims.ts";
import { measureConcerns } from "./concerns.ts";
import { type Contender, NAMES } from "./contender.ts";
import { lineUp } from "./line-up.ts";
import { interleave, type Result } from "./measure.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { type Measured, SCENARIOS, type ScenarioId } from "./scenarios.ts";
import { aimsTable, concernsTable, resultsTable } from "./table.ts";

const READING = `Medians of n interleaved readings in one process; a short run is read as the mean of 100 ms of runs.
x plain, x XState, x Troupe: the median per agent over that contender's. A block is the time for which nothing else in
the process could run. Aims are judged by medians. Of the journal, an agent is a row of 400 bytes; of durable runs, a step.`;

async function main(options: Options): Promise<void> {
  const started = performance.now();
  const { contenders, missing } = await lineUp({ peers: options.peers, say });
  for (const { contender, why } of missing) say(`Without ${contender}: ${why}`);
  const scenarios = SCENARIOS.filter(({ topic }) => options.topics.includes(topic));
  const results = new Map<ScenarioId, readonly Result[]>();
  for (const scenario of scenarios) {
    say(`${scenario.title} …`);
    results.set(scenario.id, await measure(scenario, contenders, options));
  }
  const judgements = judge(results);
  const concerns = measureConcerns();
  const environment = `Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`;
  const seconds = Math.round((performance.now() - started) / 1_000);
  if (options.json)
    console.log(
      JSON.stringify(
        { environment, seconds, missing, results: Object.fromEntries(results), aims: judgements, concerns },
        null,
        2,
      ),
    );
  else
    console.log(
      [
        resultsTable(scenarios, results),
        READING,
        aimsTable(judgements),
        concernsTable(concerns),
        `${environment}; ${seconds} s.`,
      ].join("\n\n"),
    );
  if (options.strict && !isGood(results, judgements)) process.exitCode = 1;
}

/** Results in the order of the contenders, those that take no part included. */
async function measure(
  scenario: Measured,
  contenders: readonly Contender[],
  { rounds, slow }: Options,
): Promise<readonly Result[]> {
  const entered = contenders.flatMap((contender) => {
    const entry = scenario.enter(contender, { slow });
    return entry === undefined ? [] : [{ contender, entry }];
  });
  const measured = await interleave(
    entered.flatMap(({ entry }) => (typeof entry === "string" ? [] : [entry])),
    rounds,
  );
  return entered.flatMap(({ contender, entry }) =>
    typeof entry === "string"
      ? [{ kind: "absent", contender: contender.name, why: entry } as const]
      : measured.filter((result) => result.contender === contender.name),
  );
}

function isGood(results: Results, judgements: readonly Judgement[]): boolean {
  const troupe = [...results.values()].map((all) => all.find(({ contender }) => contender === NAMES.troupe));
  return (
    troupe.every((result) => result?.kind === "measured") && judgements.every(({ verdict }) => verdict !== "missed")
  );
}

/** Progress goes to stderr, so that stdout is the table alone. */
function say(text: string): void {
  console.error(text);
}

let options: Options | undefined;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options !== undefined) await main(options);
