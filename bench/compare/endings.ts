import { shown } from "./sight.ts";

/** How a task of a pattern ended, and how much of what was finished its caller has in hand. */
export interface Ending {
  /** "done", "success", "resolves"; "failed", "rejects". */
  readonly how: string;
  /** The output, or the message. */
  readonly said: string;
  /** Finished outputs of steps that its caller got, also where the run failed. */
  readonly kept: number;
}

/** Reads what the frameworks give: an outcome, a workflow's result, a plain output; or what was thrown. */
export async function endingOf(result: Promise<unknown>): Promise<Ending> {
  try {
    return read(await result);
  } catch (thrown) {
    return { how: "rejects", said: thrown instanceof Error ? thrown.message : shown(thrown), kept: 0 };
  }
}

interface Read {
  readonly status?: unknown;
  readonly finished?: object;
  readonly steps?: Readonly<Record<string, { readonly status?: unknown }>>;
  readonly output?: unknown;
  readonly result?: unknown;
  readonly failure?: { readonly message: string };
  readonly error?: { readonly message: string };
}

function read(given: unknown): Ending {
  if (typeof given !== "object" || given === null) return { how: "resolves", said: shown(given), kept: 0 };
  const { status, finished, steps, output, result, failure, error }: Read = given;
  if (typeof status !== "string") return { how: "resolves", said: shown(given), kept: 0 };
  const ended = failure ?? error;
  return {
    how: status,
    said: ended === undefined ? shown(output ?? result) : ended.message,
    kept:
      Object.keys(finished ?? {}).length +
      Object.values(steps ?? {}).filter((step) => step.status === "success").length,
  };
}
