#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { answerCommand } from "./answer-command.ts";
import { cancelCommand } from "./cancel-command.ts";
import { checkCommand } from "./check-command.ts";
import { readCommandLine } from "./command-line.ts";
import { drawCommand } from "./draw-command.ts";
import { errorText } from "./error-text.ts";
import { helpText } from "./help.ts";
import { resumeCommand } from "./resume-command.ts";
import { runCommand } from "./run-command.ts";
import { runsCommand } from "./runs-command.ts";
import { showCommand } from "./show-command.ts";
import { paintFor } from "./terminal/paint.ts";
import { type Streams, whenGone } from "./terminal/streams.ts";

/** The exit code of a command that could not be carried out. */
const NOT_DONE = 1;

async function main(args: readonly string[], streams: Streams): Promise<number> {
  const { stdout, stderr } = streams;
  let problem: string | undefined;
  for (const stream of [stdout, stderr])
    whenGone(stream, (why) => {
      problem ??= why;
    });
  const code = await carryOut(args, streams);
  await flushed(streams);
  if (problem === undefined) return code;
  stderr.write(`note: the output cannot be written: ${problem}\n`);
  return NOT_DONE;
}

async function carryOut(args: readonly string[], streams: Streams): Promise<number> {
  const { stdout, stderr } = streams;
  try {
    const command = readCommandLine(args);
    switch (command.name) {
      case "help":
        stdout.write(helpText(command.of));
        return 0;
      case "version":
        stdout.write(`${ownVersion()}\n`);
        return 0;
      case "draw":
        return await drawCommand(command, streams);
      case "check":
        return await checkCommand(command, streams);
      case "run":
        return await runCommand(command, streams);
      case "resume":
        return await resumeCommand(command, streams);
      case "runs":
        return await runsCommand(command, streams);
      case "show":
        return await showCommand(command, streams);
      case "answer":
        return await answerCommand(command, streams);
      case "cancel":
        return await cancelCommand(command, streams);
    }
  } catch (error) {
    stderr.write(errorText(error, paintFor(stderr)));
    return NOT_DONE;
  }
}

function ownVersion(): string {
  const about: unknown = JSON.parse(readFileSync(new URL(import.meta.resolve("troupe/package.json")), "utf8"));
  return typeof about === "object" && about !== null && "version" in about ? String(about.version) : "unknown";
}

/** Writing to a pipe takes its time. */
async function flushed({ stdout, stderr }: Streams): Promise<void> {
  for (const stream of [stdout, stderr])
    await new Promise<void>((resolve) => {
      stream.write("", () => resolve());
    });
}

const code = await main(process.argv.slice(2), process);
await flushed(process);
// What a module left running must not keep the command alive.
process.exit(code);
