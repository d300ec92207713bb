import { spawn } from "node:child_process";
import { CorpusError } from "./corpus-error.ts";

/** How to run npm: a signal that gives up, a time limit (60 s by default), and the environment (by default our own). */
export type NpmOptions = {
  readonly signal?: AbortSignal;
  readonly timeLimitMs?: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** Of what npm complains about at most this much is kept, in characters. */
const COMPLAINT_CHARS_MAX = 8_000;

/**
 * Runs the npm client to its end. Throws `CorpusError` if it is not there (`npm`), fails (`fetch`, with npm's own error
 * code but none of its text, which can name the user's registry) or takes too long (`time-limit`), and the signal's
 * reason if the caller gives up. In the last two cases npm is killed, and not waited for.
 */
export function runNpm(args: readonly string[], options: NpmOptions = {}): Promise<void> {
  const { timeLimitMs = 60_000, environment = process.env } = options;
  const limit = AbortSignal.timeout(timeLimitMs);
  const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
  const { promise, resolve, reject } = Promise.withResolvers<void>();

  const child = spawn("npm", args, {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
    shell: process.platform === "win32",
    signal,
    killSignal: "SIGKILL",
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(0, COMPLAINT_CHARS_MAX);
  });
  child.on("error", (error) => {
    child.stderr.destroy();
    if (options.signal?.aborted) reject(options.signal.reason);
    else if (limit.aborted) reject(new CorpusError("time-limit", `npm took longer than ${timeLimitMs} ms`));
    else reject(new CorpusError("npm", `npm could not be started (${codeOf(error)}), perhaps it is not in the PATH`));
  });
  child.on("close", (status) => {
    if (status === 0) resolve();
    else reject(failure(complaint, status));
  });
  return promise;
}

function failure(complaint: string, status: number | null): CorpusError {
  const code = /^npm (?:error|ERR!) code (\w{1,40})$/m.exec(complaint)?.[1] ?? `exit status ${status}`;
  const hint = OFFLINE.has(code) ? ", perhaps there is no network" : "";
  return new CorpusError("fetch", `npm could not fetch the package (${code})${hint}`);
}

const OFFLINE: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT"]);

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}
