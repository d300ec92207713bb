import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a process of its own did. */
export interface Exited {
  /** What it printed, line by line, as JSON. */
  readonly said: readonly unknown[];
  readonly errors: string;
  /** 0 where it ended by itself and well. */
  readonly code: number | null;
  readonly ms: number;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** How long a process may take before it counts as hanging, in milliseconds. */
const HANGS_MS = 50_000;

/** Runs a script in a Node of its own, as a user's program would: `say(value)` prints a value, and `troupe` is there to import. */
export function runScript(script: string, ...flags: readonly string[]): Promise<Exited> {
  const program = `const say = (value) => console.log(JSON.stringify(value));\n${script}`;
  const args = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning", ...flags];
  const began = performance.now();
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...args, "--input-type=module", "--eval", program],
      { cwd: ROOT, timeout: HANGS_MS, env: { ...process.env, NODE_OPTIONS: "" } },
      (_, stdout, stderr) => {
        const said = stdout
          .split("\n")
          .filter((line) => line !== "")
          .map((line): unknown => JSON.parse(line));
        resolve({ said, errors: stderr, code: child.exitCode, ms: performance.now() - began });
      },
    );
  });
}
