import { parseArgs } from "node:util";
import { didYouMean, nearNames } from "../model/near.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Budget } from "../model/usage.ts";
import { boundNamed, readBudget } from "./budget-words.ts";
import { readDuration } from "./duration.ts";
import { clip } from "./terminal/text.ts";

/** What was asked for on the command line. */
export type Command =
  | { readonly name: "help"; readonly of: CommandName | undefined }
  | { readonly name: "version" }
  | DrawCommand
  | CheckCommand
  | RunCommand;

export interface DrawCommand {
  readonly name: "draw";
  readonly module: string;
  readonly exportName: string | undefined;
}

export interface CheckCommand {
  readonly name: "check";
  readonly module: string;
  readonly exportName: string | undefined;
  /** The module of the plan that it is compared with. */
  readonly against: string | undefined;
  readonly budget: Budget | undefined;
  readonly isJson: boolean;
}

export interface RunCommand {
  readonly name: "run";
  readonly module: string;
  readonly exportName: string | undefined;
  /** A file with JSON, `-` for the standard input; undefined: null. */
  readonly input: string | undefined;
  readonly budget: Budget | undefined;
  readonly seed: number;
  readonly show: "tree" | "json" | "quiet";
  /** Nobody is asked anything, even at a terminal. */
  readonly isUnattended: boolean;
  /** How long the person at the terminal has for an escalation, in milliseconds; undefined: nobody is asked. */
  readonly escalationMs: number | undefined;
}

export const COMMAND_NAMES = ["run", "draw", "check"] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

interface OptionKind {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly of: readonly CommandName[];
}

const OPTIONS: Readonly<Record<string, OptionKind>> = {
  help: { type: "boolean", short: "h", of: COMMAND_NAMES },
  version: { type: "boolean", short: "v", of: COMMAND_NAMES },
  export: { type: "string", of: COMMAND_NAMES },
  input: { type: "string", of: ["run"] },
  against: { type: "string", of: ["check"] },
  budget: { type: "string", of: ["run", "check"] },
  seed: { type: "string", of: ["run"] },
  json: { type: "boolean", of: ["run", "check"] },
  quiet: { type: "boolean", of: ["run"] },
  unattended: { type: "boolean", of: ["run"] },
  "on-escalation": { type: "string", of: ["run"] },
};

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

function budgetIn(given: Given): Budget | undefined {
  const budget = given.get("budget");
  return budget === undefined ? undefined : readBudget(budget);
}

type Given = ReadonlyMap<string, string>;

/** Words and options apart. A flag's value is the empty text. */
function split(args: readonly string[]): { readonly words: readonly string[]; readonly given: Given } {
  const options = Object.fromEntries(
    Object.entries(OPTIONS).map(([name, { type, short }]) => [name, short === undefined ? { type } : { type, short }]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const command = tokens.find((token) => token.kind === "positional")?.value;
  const words: string[] = [];
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const value = valueOf(token, command);
    if (given.has(token.name))
      throw usage(
        `--${token.name} is given twice.`,
        token.name === "budget" ? `Write both in one: ${VALUES["budget"]}.` : "Keep one of them.",
      );
    given.set(token.name, value);
  }
  return { words, given };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function valueOf({ name, rawName, value, inlineValue }: OptionToken, command: string | undefined): string {
  const kind = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  if (kind === undefined) {
    const near = meantBy(name);
    const list = `troupe ${COMMAND_NAMES.find((known) => known === command) ?? "run"} --help lists the options.`;
    const bound = boundNamed(name);
    const meant = bound === undefined ? near : `budget ${bound.split("=")[0]}=${value ?? bound.split("=")[1]}`;
    throw usage(`There is no option ${rawName}.`, meant === undefined ? list : `Did you mean --${meant}?`);
  }
  if (kind.type === "boolean") {
    if (value !== undefined) throw usage(`${rawName} takes no value.`, `Write ${rawName} alone.`);
    return "";
  }
  const isNext = value !== undefined && inlineValue !== true && value.startsWith("--");
  if (value === undefined || value === "" || isNext)
    throw usage(`${rawName} has no value.`, `Write ${rawName} ${VALUES[name] ?? "<value>"}.`);
  return value;
}

/** The option that was probably meant: a near name, or the only one that begins with a single letter. */
function meantBy(name: string): string | undefined {
  const names = Object.keys(OPTIONS);
  return name.length === 1 ? names.find((option) => option.startsWith(name)) : nearNames(name, names)[0];
}

const VALUES: Readonly<Record<string, string>> = {
  export: "<name>",
  input: "<file>, or - for the standard input",
  against: "<module>",
  budget: "steps=40,usd=1,wall=2m",
  seed: "<number>",
  "on-escalation": "10m",
};

function commandName(word: string): CommandName {
  const known = COMMAND_NAMES.find((name) => name === word);
  if (known !== undefined) return known;
  const isFile = /\.[cm]?[jt]s$/.test(word);
  const meant = isFile ? `troupe run ${word}` : word === "version" ? "troupe --version" : undefined;
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

function acceptOptions(name: CommandName, given: Given): void {
  const foreign = [...given.keys()].find((option) => OPTIONS[option]?.of.includes(name) !== true);
  if (foreign === undefined) return;
  const known = Object.keys(OPTIONS).filter((option) => OPTIONS[option]?.of.includes(name));
  throw usage(
    `troupe ${name} has no option --${foreign}.`,
    `It has: ${known.map((option) => `--${option}`).join(", ")}.`,
  );
}

function runCommand(module: string, exportName: string | undefined, given: Given): RunCommand {
  if (given.has("json") && given.has("quiet"))
    throw usage("--json and --quiet exclude each other.", "Keep one of them.");
  if (given.has("on-escalation") && given.has("unattended"))
    throw usage("--on-escalation asks a person, and --unattended asks nobody.", "Keep one of them.");
  return {
    name: "run",
    module,
    exportName,
    input: given.get("input"),
    budget: budgetIn(given),
    seed: readSeed(given.get("seed") ?? "0"),
    show: given.has("json") ? "json" : given.has("quiet") ? "quiet" : "tree",
    isUnattended: given.has("unattended"),
    escalationMs: readEscalation(given.get("on-escalation")),
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

function usage(what: string, remedy: string): TroupeError {
  return new TroupeError("USAGE", { what, remedy });
}
