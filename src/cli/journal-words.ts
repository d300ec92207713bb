import type { AnswerCommand, Command, CommandName, ResumeCommand, RunsCommand } from "./commands.ts";
import { readDuration } from "./duration.ts";
import { isModule } from "./plan-module.ts";
import { acceptOptions, type Given, onlyOne, showWayIn } from "./options.ts";
import { clip } from "./terminal/text.ts";
import { usage } from "./usage.ts";

/** The commands that begin with a journal. */
export type JournalCommandName = Exclude<CommandName, "run" | "draw" | "check">;

/** How each is written: what it takes, in order, with an example of each. */
const FORMS: Readonly<Record<JournalCommandName, readonly (readonly [what: string, example: string])[]>> = {
  runs: [["which journal", "troupe.db"]],
  show: [
    ["which journal", "troupe.db"],
    ["which run", "<run>"],
  ],
  answer: [
    ["which journal", "troupe.db"],
    ["which question", "<question>"],
    ["what the answer is", "approve"],
  ],
  cancel: [
    ["which journal", "troupe.db"],
    ["which run", "<run>"],
  ],
  resume: [
    ["which journal", "troupe.db"],
    ["with which module", "plan.ts"],
  ],
};

/** Why a run is cancelled where nothing is said. */
const NO_REASON = "cancelled by the command line";

/** Of these, all words that are left belong to the last thing that is said. */
const SAYS_MORE: ReadonlySet<JournalCommandName> = new Set(["answer", "cancel"]);

/**
 * Reads what stands behind the name of a command that is about a journal.
 *
 * @throws TroupeError USAGE
 */
export function readJournalCommand(name: JournalCommandName, words: readonly string[], given: Given): Command {
  acceptWords(name, words);
  acceptOptions(name, given);
  const [journal = "", second = "", ...rest] = words;
  acceptJournal(name, journal);
  switch (name) {
    case "runs":
      return runsCommand(journal, given);
    case "show":
      return { name, journal, run: second, isJson: given.has("json") };
    case "answer":
      return answerCommand([journal, second], rest, given);
    case "cancel": {
      const reason = rest.join(" ").trim();
      return { name, journal, run: second, reason: reason === "" ? NO_REASON : reason, waitMs: waitIn(given) };
    }
    case "resume":
      return resumeCommand(journal, second, given);
  }
}

function acceptWords(name: JournalCommandName, words: readonly string[]): void {
  const form = FORMS[name];
  const usual = `troupe ${name} ${form.map(([, example]) => example).join(" ")}`;
  for (const [place, [what]] of form.entries())
    if ((words[place] ?? "") === "") throw usage(`troupe ${name} does not say ${what}.`, `Write ${usual}`);
  const more = words[form.length];
  if (more !== undefined && !SAYS_MORE.has(name))
    throw usage(`troupe ${name} does not know what to do with ${JSON.stringify(clip(more, 60))}.`, `Write ${usual}`);
}

/** Whoever mistakes the order should not read that a module is no journal. */
function acceptJournal(name: JournalCommandName, journal: string): void {
  if (journal === ":memory:")
    throw usage("A journal in memory ends with its process, so there is none to look at.", "Name the file of one.");
  if (isModule(journal))
    throw usage(
      `${journal} is a module, and troupe ${name} begins with a journal.`,
      `Write troupe ${name} ${FORMS[name].map(([, example]) => example).join(" ")}`,
    );
}

function runsCommand(journal: string, given: Given): RunsCommand {
  const which = onlyOne(given, ["all", "over", "open"]) ?? "recent";
  return { name: "runs", journal, which, isJson: given.has("json") };
}

function answerCommand(
  [journal, question]: readonly [string, string],
  said: readonly string[],
  given: Given,
): AnswerCommand {
  const [run, by, role] = [given.get("run"), given.get("by"), given.get("role")];
  return { name: "answer", journal, question, run, words: said.join(" "), by, role, waitMs: waitIn(given) };
}

function resumeCommand(journal: string, module: string, given: Given): ResumeCommand {
  const isUnattended = given.has("unattended");
  return { name: "resume", journal, module, exportName: given.get("export"), show: showWayIn(given), isUnattended };
}

/** A service looks four times a second. */
const WAIT_MS = 5_000;
const DAY_MS = 86_400_000;

function waitIn(given: Given): number {
  const text = given.get("wait");
  if (text === undefined) return WAIT_MS;
  const ms = readDuration(text);
  if (ms !== undefined && ms <= DAY_MS) return ms;
  throw usage(`--wait is ${JSON.stringify(clip(text, 30))}, which is no duration of up to a day.`, "Write --wait 5s.");
}
