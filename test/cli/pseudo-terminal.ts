import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createEmulator, type Emulator } from "./terminal/emulator.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning", "src/cli/main.ts"];
const SIZE = { columns: 100, rows: 30 };
// A person's terminal and nothing of the environment the tests run in: Node sees fewer colours where CI or TEAMCITY_VERSION is set.
const AT_HOME = { PATH: process.env.PATH, HOME: process.env.HOME, TERM: "xterm" };

/** Whether `script` (util-linux's, or busybox's) can give a command a pseudo-terminal here. */
export const HAS_SCRIPT = spawnSync("script", ["-qec", "exit 7", "/dev/null"]).status === 7;

/** The real command line at a real terminal of 100 columns and 30 rows. */
export interface Session {
  /** What the terminal shows, and what has scrolled out of it. */
  readonly screen: Emulator;
  /** Types; `\r` is the Enter key, `\u0003` is Ctrl-C. */
  type(keys: string): void;
  /** Waits until the screen shows it. Throws if the command ends before that. */
  sees(text: string | RegExp): Promise<void>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts `troupe` at a pseudo-terminal, where given with the output of another command as its standard input. */
export function openTerminal(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  pipedFrom?: string,
): Session {
  const words = [process.execPath, ...MAIN, ...args].map((word) => `'${word}'`).join(" ");
  const command = `stty cols ${SIZE.columns} rows ${SIZE.rows}; ${pipedFrom === undefined ? "exec" : `${pipedFrom} |`} ${words}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], { cwd: ROOT, env: { ...AT_HOME, ...env } });
  const screen = createEmulator(SIZE.columns);
  const looks = new Set<() => void>();
  child.stdout.on("data", (chunk: Buffer) => {
    screen.write(String(chunk).replaceAll("\r\n", "\n"));
    for (const look of looks) look();
  });
  const ended = once(child, "close").then(() => child.exitCode);
  const sees = (text: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        const shown = screen.lines().join("\n");
        if (!(typeof text === "string" ? shown.includes(text) : text.test(shown))) return;
        looks.delete(look);
        resolve();
      };
      looks.add(look);
      look();
      void ended.then(() => reject(new Error(`never saw ${String(text)}:\n${screen.lines().join("\n")}`)));
    });
  return { screen, ended, sees, type: (keys) => void child.stdin.write(keys) };
}
