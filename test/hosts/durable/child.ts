import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const FLAGS = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning"];

/** A process of its own that writes to a journal, and what it has said so far. */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** Resolves when it has said so many lines, or is gone. */
  said(count: number): Promise<void>;
  readonly gone: Promise<void>;
}

/** Starts it; `before` are words of a shell that stand before the program, as in `unshare -rm sh -c …`. */
export function startChild(args: readonly string[], before: readonly string[] = []): Child {
  const program = join(import.meta.dirname, "processes", "write.ts");
  const [command = "", ...rest] = [...before, process.execPath, ...FLAGS, program, ...args];
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  let begun = "";
  let heard = () => {};
  const state = { isGone: false };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (begun + text).split("\n");
    begun = parts.pop() ?? "";
    lines.push(...parts);
    heard();
  });
  const gone = new Promise<void>((resolve) => {
    child.once("close", () => {
      state.isGone = true;
      heard();
      resolve();
    });
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await gone;
  });
  return {
    process: child,
    lines,
    gone,
    async said(count) {
      while (lines.length < count && !state.isGone)
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
    },
  };
}
