import { parseArgs } from "node:util";

/** What the desk can be told. */
export interface DeskOptions {
  /** How many mails, at least 1. */
  readonly mails: number;
  /** Which mails, and whom the mishaps strike. */
  readonly seed: number;
  /** How long a person has to answer, in seconds. */
  readonly patience: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
}

export const USAGE = `npm start -- [options]

  --mails N      how many mails of the held-out part (default 60)
  --seed N       which of them, and whom the mishaps strike (default 1)
  --patience S   how many seconds a person has to answer (default 20)
  --json         facts as lines of JSON, the report last; keep npm's own words out with npm start --silent -- --json
  --quiet        the table only
  --help         this
`;

const NUMBERS = {
  mails: { default: 60, least: 1, most: 1_000_000 },
  seed: { default: 1, least: 0, most: Number.MAX_SAFE_INTEGER },
  patience: { default: 20, least: 1, most: 86_400 },
} as const;

const OPTIONS = {
  mails: { type: "string" },
  seed: { type: "string" },
  patience: { type: "string" },
  json: { type: "boolean" },
  quiet: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Reads the command line; a string is what is wrong with it. */
export function readOptions(argv: readonly string[]): DeskOptions | string {
  const { values, tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === "positional") return `"${token.value}" is no option.`;
    if (token.kind !== "option") continue;
    if (!Object.hasOwn(OPTIONS, token.name)) return `There is no option ${token.rawName}.`;
    const isFlag = !Object.hasOwn(NUMBERS, token.name);
    if (isFlag && token.value !== undefined) return `${token.rawName} takes no value.`;
  }
  const mails = readNumber("mails", values.mails);
  if (typeof mails === "string") return mails;
  const seed = readNumber("seed", values.seed);
  if (typeof seed === "string") return seed;
  const patience = readNumber("patience", values.patience);
  if (typeof patience === "string") return patience;
  return {
    mails,
    seed,
    patience,
    json: values.json === true,
    quiet: values.quiet === true,
    help: values.help === true,
  };
}

/** The number that an option names, or what is wrong with it. */
function readNumber(name: keyof typeof NUMBERS, given: string | boolean | undefined): number | string {
  const rule = NUMBERS[name];
  if (given === undefined) return rule.default;
  const number = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (number >= rule.least && number <= rule.most) return number;
  const said = typeof given === "string" ? `, not "${given}"` : "";
  return `--${name} takes a whole number from ${rule.least} to ${rule.most}${said}.`;
}
