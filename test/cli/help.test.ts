import { expect, it } from "vitest";
import { readCommandLine } from "../../src/cli/command-line.ts";
import { COMMAND_NAMES, type CommandName } from "../../src/cli/commands.ts";
import { helpText } from "../../src/cli/help.ts";

const texts = [undefined, ...COMMAND_NAMES].map(helpText);

it("names every command", () => {
  for (const name of COMMAND_NAMES)
    expect(helpText(undefined)).toMatch(new RegExp(`^  troupe ${name} <(module|journal)> `, "m"));
});

it("shows how an input is given, and an example of each command that can be read", () => {
  const examples = helpText(undefined)
    .split("\n")
    .flatMap((line) =>
      /^ {2}(?:npx )?troupe (?:run|draw|check) [a-z]+\.ts/.test(line) ? [line.trim().split(/ +/)] : [],
    )
    .map((words) => readCommandLine(words.slice(words.indexOf("troupe") + 1)));
  expect(examples).toMatchObject([
    { name: "run", input: "mails.json" },
    { name: "draw" },
    { name: "check" },
    { name: "run", journal: "troupe.db" },
  ]);
  expect(helpText(undefined)).toMatch(/\| troupe run \S+ --input -/);
});

it("says what a module may be named", () => {
  expect(helpText(undefined)).toContain("A module is a .js, .mjs, .ts or .mts file.");
});

it("begins a command's help with its usage", () => {
  for (const name of COMMAND_NAMES) expect(helpText(name)).toMatch(new RegExp(`^troupe ${name} <(module|journal)> `));
});

it("lists exactly the options that a command takes", () => {
  const listed = (name: CommandName) =>
    [...helpText(name).matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option = ""]) => option);
  for (const name of COMMAND_NAMES) {
    const accepted = taken(name).filter((option) => option !== "--help" && option !== "--version");
    expect(listed(name).toSorted()).toEqual(accepted.toSorted());
  }
});

it("gives an example of a budget and of a time that can be read", () => {
  const [, budget = ""] = /as in (steps=\S+)/.exec(helpText("run")) ?? [];
  const [, time = ""] = /waits so long, as in (\S+)/.exec(helpText("run")) ?? [];
  expect(readCommandLine(["run", "plan.ts", "--budget", budget, "--on-escalation", time])).toMatchObject({
    budget: { steps: 40, usd: 1, wallMs: 120_000, tokens: 200_000 },
    escalationMs: 600_000,
  });
});

it("says what the exit codes mean", () => {
  expect(helpText("run")).toContain(
    "Exit codes: 0 done or degraded, 1 the command could not be carried out, 2 failed, 130 cancelled or interrupted.",
  );
  expect(helpText("check")).toContain(
    "Exit codes: 0 nothing, or only notes, 1 the command could not be carried out, 2 errors, 3 warnings and no errors.",
  );
});

it("gives examples of each command about journals that can be read", () => {
  for (const name of COMMAND_NAMES) {
    const examples = [...helpText(name).matchAll(/^ {2}troupe ((?:runs|show|answer|cancel|resume) .*)$/gm)];
    for (const [, line = ""] of examples)
      expect(readCommandLine(line.replaceAll('"', "").split(" "))).toMatchObject({ name, journal: "troupe.db" });
  }
});

it("fits 120 columns, and ends with one line end", () => {
  for (const text of texts) {
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(text).toMatch(/[^\n]\n$/);
  }
});

/** The options of a command, as the refusal of one that it has not lists them. */
function taken(name: CommandName): readonly string[] {
  const foreign = name === "check" ? ["--quiet"] : ["--against", "old.ts"];
  const words = { run: 1, draw: 1, check: 1, runs: 1, show: 2, answer: 3, cancel: 2, resume: 2 }[name];
  try {
    readCommandLine([name, ...Array.from({ length: words }, () => "plan.ts"), ...foreign]);
  } catch (error) {
    return [...String(error).matchAll(/--[a-z-]+/g)].map(([option]) => option).slice(1);
  }
  return [];
}
