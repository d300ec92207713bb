import { parseArgs } from "node:util";
import { nearNames } from "../model/near.ts";
import { boundNamed } from "./budget-words.ts";
import { COMMAND_NAMES, type CommandName, type ShowWay } from "./commands.ts";
import { usage } from "./usage.ts";

interface OptionKind {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly of: readonly CommandName[];
}

const OPTIONS: Readonly<Record<string, OptionKind>> = {
  help: { type: "boolean", short: "h", of: COMMAND_NAMES },
  version: { type: "boolean", short: "v", of: COMMAND_NAMES },
  export: { type: "string", of: ["run", "draw", "check", "resume"] },
  input: { type: "string", of: ["run"] },
  against: { type: "string", of: ["check"] },
  budget: { type: "string", of: ["run", "check"] },
  seed: { type: "string", of: ["run"] },
  json: { type: "boolean", of: ["run", "check", "runs", "show", "resume"] },
  quiet: { type: "boolean", of: ["run", "resume"] },
  unattended: { type: "boolean", of: ["run", "resume"] },
  "on-escalation": { type: "string", of: ["run"] },
  journal: { type: "string", of: ["run"] },
  id: { type: "string", of: ["run"] },
  all: { type: "boolean", of: ["runs"] },
  over: { type: "boolean", of: ["runs"] },
  open: { type: "boolean", of: ["runs"] },
  run: { type: "string", of: ["answer"] },
  by: { type: "string", of: ["answer"] },
  role: { type: "string", of: ["answer"] },
  wait: { type: "string", of: ["answer", "cancel"] },
};

/** What an option's value looks like, for whoever left it out. */
const VALUES: Readonly<Record<string, string>> = {
  export: "<name>",
  input: "<file>, or - for the standard input",
  against: "<module>, or --against <journal>",
  budget: "steps=40,usd=1,wall=2m",
  seed: "<number>",
  "on-escalation": "10m",
  journal: "troupe.db",
  id: "<id>",
  run: "<run>",
  by: "<name>",
  role: "<role>",
  wait: "5s",
};

/** Options with their values; a flag's value is the empty text. */
export type Given = ReadonlyMap<string, string>;

/**
 * Words and options of a command line apart.
 *
 * @throws TroupeError USAGE for an option that there is not, twice the same, or one without its value
 */
export function split(args: readonly string[]): { readonly words: readonly string[]; readonly given: Given } {
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

/** Refuses options of other commands. */
export function acceptOptions(name: CommandName, given: Given): void {
  const foreign = [...given.keys()].find((option) => OPTIONS[option]?.of.includes(name) !== true);
  if (foreign === undefined) return;
  const known = Object.keys(OPTIONS).filter((option) => OPTIONS[option]?.of.includes(name));
  throw usage(
    `troupe ${name} has no option --${foreign}.`,
    `It has: ${known.map((option) => `--${option}`).join(", ")}.`,
  );
}

/** How runs are to be shown. */
export function showWayIn(given: Given): ShowWay {
  return onlyOne(given, ["json", "quiet"]) ?? "tree";
}

/** Refuses options that contradict one another; gives the one that was chosen. */
export function onlyOne<T extends string>(given: Given, options: readonly T[]): T | undefined {
  const [chosen, another] = options.filter((option) => given.has(option));
  if (another !== undefined) throw usage(`--${chosen} and --${another} exclude each other.`, "Keep one of them.");
  return chosen;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function valueOf({ name, rawName, value, inlineValue }: OptionToken, command: string | undefined): string {
  const kind = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  if (kind === undefined) throw unknownOption({ name, rawName, value, inlineValue }, command);
  if (kind.type === "boolean") {
    if (value !== undefined) throw usage(`${rawName} takes no value.`, `Write ${rawName} alone.`);
    return "";
  }
  const isNext = value !== undefined && inlineValue !== true && value.startsWith("--");
  if (value === undefined || value === "" || isNext)
    throw usage(`${rawName} has no value.`, `Write ${rawName} ${VALUES[name] ?? "<value>"}.`);
  return value;
}

function unknownOption({ name, rawName, value }: OptionToken, command: string | undefined) {
  const near = meantBy(name);
  const of = COMMAND_NAMES.find((known) => known === command) ?? "run";
  if (/^-\d/.test(rawName) && of === "answer")
    return usage(
      `There is no option ${rawName}.`,
      "What begins with - stands behind --, as in troupe answer … -- skip -1",
    );
  const list = `troupe ${of} --help lists the options.`;
  const bound = boundNamed(name);
  const meant = bound === undefined ? near : `budget ${bound.split("=")[0]}=${value ?? bound.split("=")[1]}`;
  return usage(`There is no option ${rawName}.`, meant === undefined ? list : `Did you mean --${meant}?`);
}

/** The option that was probably meant: a near name, or the only one that begins with a single letter. */
function meantBy(name: string): string | undefined {
  const names = Object.keys(OPTIONS);
  return name.length === 1 ? names.find((option) => option.startsWith(name)) : nearNames(name, names)[0];
}
