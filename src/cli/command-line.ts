import { didYouMean } from "../model/near.ts";
import type { Budget } from "../model/usage.ts";
import { readBudget } from "./budget-words.ts";
import { type Command, COMMAND_NAMES, type CommandName, type RunCommand } from "./commands.ts";
import { readDuration } from "./duration.ts";
import { type JournalCommandName, readJournalCommand } from "./journal-words.ts";
import { acceptOptions, type Given, showWayIn, split } from "./options.ts";
import { clip } from "./terminal/text.ts";
import { usage } from "./usage.ts";

/**
 * Reads the arguments of `troupe`, without the program's own name.
 *
 * @throws TroupeError USAGE with what was wrong and what is near, BAD_BUDGET
 */
export function readCommandLine(args: readonly string[]): Command {
  const { words, given } = split(args);
  const [first, ...rest] = words;
  if (given.has("version")) return { name: "version" };
  if (first === "help") return { name: "help", of: rest[0] === undefined ? undefined : commandName(rest[0]) };
  if (first === undefined) {
    if (given.size > 0 && !given.has("help")) throw usage("No command is given.", "Say troupe run <module>.");
    return { name: "help", of: undefined };
  }
  const name = commandName(first);
  if (given.has("help")) return { name: "help", of: name };
  if (isOfJournals(name)) return readJournalCommand(name, rest, given);
  const module = onlyModule(name, rest);
  acceptOptions(name, given);
  const exportName = given.get("export");
  switch (name) {
    case "draw":
      return { name, module, exportName };
    case "check": {
      const against = given.get("against");
      return { name, module, exportName, against, budget: budgetIn(given), isJson: given.has("json") };
    }
    case "run":
      return runCommand(module, exportName, given);
  }
}

function isOfJournals(name: CommandName): name is JournalCommandName {
  return name !== "run" && name !== "draw" && name !== "check";
}

function budgetIn(given: Given): Budget | undefined {
  const budget = given.get("budget");
  return budget === undefined ? undefined : readBudget(budget);
}

function commandName(word: string): CommandName {
  const known = COMMAND_NAMES.find((name) => name === word);
  if (known !== undefined) return known;
  const isFile = /\.[cm]?[jt]s$/.test(word);
  const isJournal = /\.(?:db|sqlite3?)$/.test(word);
  const meant = isFile
    ? `troupe run ${word}`
    : isJournal
      ? `troupe runs ${word}`
      : word === "version"
        ? "troupe --version"
        : undefined;
  throw usage(
    `There is no command ${JSON.stringify(word)}.`,
    meant === undefined ? didYouMean(word, [...COMMAND_NAMES]) : `Did you mean: ${meant}?`,
  );
}

function onlyModule(name: CommandName, words: readonly string[]): string {
  const [module, another] = words;
  if (module === undefined || module === "")
    throw usage(`troupe ${name} does not say which plan.`, `Name a module that exports one: troupe ${name} plan.ts`);
  if (another !== undefined)
    throw usage(
      `troupe ${name} takes one module, not ${JSON.stringify(module)} and ${JSON.stringify(another)}.`,
      another.endsWith(".json") ? `Is that the input? --input ${another}` : "A value with spaces needs quotes.",
    );
  return module;
}

function runCommand(module: string, exportName: string | undefined, given: Given): RunCommand {
  const show = showWayIn(given);
  if (given.has("on-escalation") && given.has("unattended"))
    throw usage("--on-escalation asks a person, and --unattended asks nobody.", "Keep one of them.");
  if (given.has("id") && !given.has("journal"))
    throw usage("--id names a run of a journal, and no journal is given.", "Add --journal troupe.db.");
  return {
    name: "run",
    module,
    exportName,
    input: given.get("input"),
    budget: budgetIn(given),
    seed: readSeed(given.get("seed") ?? "0"),
    show,
    isUnattended: given.has("unattended"),
    escalationMs: readEscalation(given.get("on-escalation")),
    journal: given.get("journal"),
    id: given.get("id"),
  };
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw usage(`--seed is ${JSON.stringify(text)}, which is no whole number from 0.`, "Write --seed 7.");
}

function readEscalation(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = readDuration(text);
  if (ms !== undefined && ms > 0 && ms <= TEN_YEARS_MS) return ms;
  throw usage(
    `--on-escalation is ${JSON.stringify(clip(text, 30))}, which is no duration of up to ten years.`,
    "Write --on-escalation 10m.",
  );
}

const TEN_YEARS_MS = 315_360_000_000;
