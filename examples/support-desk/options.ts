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
  --json         facts as lines of JSON, the report last
  --quiet        the table only
  --help         this
`;

/** Reads the command line; a string is what is wrong with it. */
export function readOptions(argv: readonly string[]): DeskOptions | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        mails: { type: "string", default: "60" },
        seed: { type: "string", default: "1" },
        patience: { type: "string", default: "20" },
        json: { type: "boolean", default: false },
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const numbers = { mails: Number(values.mails), seed: Number(values.seed), patience: Number(values.patience) };
    for (const [name, least] of [
      ["mails", 1],
      ["seed", 0],
      ["patience", 1],
    ] as const) {
      if (!Number.isInteger(numbers[name]) || numbers[name] < least)
        return `--${name} takes a whole number from ${least}, not "${values[name]}".`;
    }
    return { ...numbers, json: values.json, quiet: values.quiet, help: values.help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
