import { onTestFinished } from "vitest";
import type { JournalWriter } from "../../../src/kernel/journal.ts";
import { sqliteJournal } from "../../../src/hosts/durable/sqlite-journal.ts";
import { createRuntime } from "../../../src/index.ts";
import { makePath } from "../../hosts/durable/place.ts";
import { plan } from "../plans/refund.ts";
import { planFile, signalledAt, startTroupe } from "../troupe-process.ts";

/** A plan that pays what it is asked to, once a person has agreed. */
export const REFUND = planFile("refund.ts");

/** A journal whose runs were killed while they waited for a person. */
export async function killedRuns(...ids: readonly string[]): Promise<string> {
  const file = makePath();
  for (const id of ids)
    await signalledAt("asks for approval", {
      args: ["run", REFUND, "--journal", file, "--id", id],
      signal: "SIGKILL",
    });
  return file;
}

/** A journal whose runs were let go while they wait for a person. */
export async function waitingRuns(...ids: readonly string[]): Promise<string> {
  const file = makePath();
  const runtime = createRuntime({ journal: file });
  for (const id of ids)
    for await (const { type } of runtime.start(plan, null, { id }).facts()) if (type === "question.asked") break;
  await runtime.close();
  return file;
}

/** A process that runs a run of a journal, and what becomes of it. */
export interface Service {
  readonly pid: number | undefined;
  /** Resolves when it has asked a person something. */
  readonly asked: Promise<void>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts it; it is killed with the test at the latest. */
export function startService(args: readonly string[]): Service {
  const child = startTroupe(args);
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", () => resolve(child.exitCode)));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const asked = new Promise<void>((resolve) => {
    child.stdout.on("data", (text: unknown) => {
      said += String(text);
      if (said.includes("asks for")) resolve();
    });
  });
  return { pid: child.pid, asked, ended };
}

/** A journal with what a writer has put into it. */
export async function writtenBy(write: (writer: JournalWriter) => Promise<void>): Promise<string> {
  const file = makePath();
  const writer = await sqliteJournal(file).write();
  await write(writer);
  await writer.close();
  return file;
}

/** A run that has just begun, and has no facts. */
export function begun(id: string, ofPlan = "refund") {
  return {
    begins: { id, plan: ofPlan, hash: "h", start: "{}", startedAt: 1, status: undefined, endedAt: undefined },
    rows: [],
  };
}
