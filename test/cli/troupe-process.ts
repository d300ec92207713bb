import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning", "src/cli/main.ts"];

/** What a process left behind. */
interface Left {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a plan for these tests is, from the project's folder. */
export function planFile(name: string): string {
  return `test/cli/plans/${name}`;
}

/** Starts `troupe` from its sources, in the project's folder, without colours. */
export function startTroupe(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...MAIN, ...args], { cwd: ROOT, env: environment() });
}

function environment() {
  return { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NODE_OPTIONS: undefined };
}

/** Waits for a process to end. */
async function leftBy(child: ChildProcessWithoutNullStreams): Promise<Left> {
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, stdout, stderr };
}

/** Runs `troupe` to its end. */
export async function troupe(args: readonly string[], stdin = ""): Promise<Left> {
  const child = startTroupe(args);
  child.stdin.end(stdin);
  return leftBy(child);
}

/** Runs `troupe` to its end with its standard output in a file. */
export async function troupeInto(file: string, args: readonly string[]): Promise<Omit<Left, "stdout">> {
  const target = await open(file, "w");
  const child = spawn(process.execPath, [...MAIN, ...args], {
    cwd: ROOT,
    env: environment(),
    stdio: ["ignore", target.fd, "pipe"],
  });
  const [stderr] = await Promise.all([child.stderr === null ? "" : text(child.stderr), once(child, "close")]);
  await target.close();
  return { code: child.exitCode, stderr };
}

/** Sends a signal as soon as the standard output has a text, and waits for the end. */
export async function signalledAt(
  mark: string,
  { args, signal }: { readonly args: readonly string[]; readonly signal: NodeJS.Signals },
): Promise<Left> {
  const child = startTroupe(args);
  child.stdin.end();
  let heard = "";
  let isSent = false;
  child.stdout.on("data", (chunk: unknown) => {
    heard += String(chunk);
    if (isSent || !heard.includes(mark)) return;
    isSent = true;
    child.kill(signal);
  });
  return leftBy(child);
}
