import { expect, it } from "vitest";
import { readCommandLine } from "../../src/cli/command-line.ts";

const read = (line: string) => readCommandLine(line.split(" ").filter((word) => word !== ""));

const RUN = {
  name: "run",
  module: "plan.ts",
  exportName: undefined,
  input: undefined,
  budget: undefined,
  seed: 0,
  show: "tree",
  isUnattended: false,
  escalationMs: undefined,
  journal: undefined,
  id: undefined,
};

it("helps when nothing is asked for", () => {
  for (const line of ["", "--help", "-h", "help"]) expect(read(line)).toEqual({ name: "help", of: undefined });
});

it("helps with a command", () => {
  for (const line of ["help run", "run --help", "run -h", "--help run", "run plan.ts --help"])
    expect(read(line)).toEqual({ name: "help", of: "run" });
});

it("says its version, whatever else is asked for", () => {
  for (const line of ["--version", "-v", "run --version", "frobnicate -v"])
    expect(read(line)).toEqual({ name: "version" });
});

it("runs a module with the defaults", () => {
  expect(read("run plan.ts")).toEqual(RUN);
});

it("takes options before and after the module, with a space or an equals sign", () => {
  const all = {
    ...RUN,
    exportName: "desk",
    input: "-",
    budget: { steps: 4, usd: 1 },
    seed: 7,
    show: "json",
    escalationMs: 600_000,
  };
  const line = "--export desk --input - --budget steps=4,usd=1 --seed 7 --json --on-escalation 10m";
  expect(read(`run plan.ts ${line}`)).toEqual(all);
  expect(read(`${line} run plan.ts`)).toEqual(all);
  expect(
    read("run --export=desk --input=- --budget=steps=4,usd=1 --seed=7 --json --on-escalation=10m plan.ts"),
  ).toEqual(all);
});

it("shows only the outcome when it is to be quiet", () => {
  expect(read("run plan.ts --quiet")).toEqual({ ...RUN, show: "quiet" });
});

it("asks nobody when it is to be unattended", () => {
  expect(read("run plan.ts --unattended")).toEqual({ ...RUN, isUnattended: true });
});

it("keeps a run in a journal, under a name", () => {
  expect(read("run plan.ts --journal troupe.db --id a")).toEqual({ ...RUN, journal: "troupe.db", id: "a" });
});

it("takes an empty name for no module", () => {
  expect(() => readCommandLine(["run", ""])).toThrow("USAGE: troupe run does not say which plan.");
});

it("draws a module, or one of its exports", () => {
  expect(read("draw plan.ts")).toEqual({ name: "draw", module: "plan.ts", exportName: undefined });
  expect(read("draw plan.ts --export desk")).toEqual({ name: "draw", module: "plan.ts", exportName: "desk" });
});

it("checks a module, alone or against another", () => {
  const alone = {
    name: "check",
    module: "plan.ts",
    exportName: undefined,
    against: undefined,
    budget: undefined,
    isJson: false,
  };
  expect(read("check plan.ts")).toEqual(alone);
  expect(read("check plan.ts --against old.ts --budget steps=4 --export desk --json")).toEqual({
    ...alone,
    exportName: "desk",
    against: "old.ts",
    budget: { steps: 4 },
    isJson: true,
  });
});

it("takes what follows -- for words", () => {
  expect(read("run -- --plan.ts")).toEqual({ ...RUN, module: "--plan.ts" });
});

it.each([
  ["rn plan.ts", 'There is no command "rn". Did you mean "run" or "runs"?'],
  ["frobnicate", 'There is no command "frobnicate". There are: run, draw, check, runs, show, answer, cancel, resume.'],
  ["help drw", 'There is no command "drw". Did you mean "draw"?'],
  ["plan.ts", 'There is no command "plan.ts". Did you mean: troupe run plan.ts?'],
  ["plan.mjs", 'There is no command "plan.mjs". Did you mean: troupe run plan.mjs?'],
  ["--json", "No command is given. Say troupe run <module>."],
  ["run", "troupe run does not say which plan. Name a module that exports one: troupe run plan.ts"],
  ["chek plan.ts", 'There is no command "chek". Did you mean "check"?'],
  ["check", "troupe check does not say which plan. Name a module that exports one: troupe check plan.ts"],
  ["draw --export desk", "troupe draw does not say which plan."],
  ["troupe.db", 'There is no command "troupe.db". Did you mean: troupe runs troupe.db?'],
  ["version", 'There is no command "version". Did you mean: troupe --version?'],
  ["run a.ts b.json", 'troupe run takes one module, not "a.ts" and "b.json". Is that the input? --input b.json'],
  ["run a.ts b.ts", 'troupe run takes one module, not "a.ts" and "b.ts". A value with spaces needs quotes.'],
])("refuses the words %j", (line, said) => {
  expect(() => read(line)).toThrow(`USAGE: ${said}`);
});

it.each([
  ["run plan.ts --jsn", "There is no option --jsn. Did you mean --json?"],
  ["run plan.ts --on-escalaton 1m", "There is no option --on-escalaton. Did you mean --on-escalation?"],
  ["run plan.ts --bananas", "There is no option --bananas. troupe run --help lists the options."],
  ["draw plan.ts --bananas", "There is no option --bananas. troupe draw --help lists the options."],
  ["--bananas", "There is no option --bananas. troupe run --help lists the options."],
  ["run plan.ts -q", "There is no option -q. Did you mean --quiet?"],
  ["run plan.ts -i mails.json", "There is no option -i. Did you mean --input?"],
  ["run plan.ts -x", "There is no option -x. troupe run --help lists the options."],
  ["run plan.ts --constructor", "There is no option --constructor. troupe run --help lists the options."],
  ["run plan.ts --no-json", "There is no option --no-json."],
  ["run plan.ts --wall 2m", "There is no option --wall. Did you mean --budget wall=2m?"],
  ["run plan.ts --steps=40", "There is no option --steps. Did you mean --budget steps=40?"],
  [
    "run plan.ts --budget steps=1 --budget usd=1",
    "--budget is given twice. Write both in one: steps=40,usd=1,wall=2m.",
  ],
  [
    "run plan.ts --on-escalation 1m --unattended",
    "--on-escalation asks a person, and --unattended asks nobody. Keep one of them.",
  ],
  ["run plan.ts --id a", "--id names a run of a journal, and no journal is given. Add --journal troupe.db."],
  ["run plan.ts --json --json", "--json is given twice. Keep one of them."],
  ["run plan.ts --seed 1 --seed 2", "--seed is given twice. Keep one of them."],
  ["run plan.ts --json=yes", "--json takes no value. Write --json alone."],
  ["run plan.ts --export", "--export has no value. Write --export <name>."],
  ["run plan.ts --export=", "--export has no value. Write --export <name>."],
  ["run plan.ts --budget --json", "--budget has no value. Write --budget steps=40,usd=1,wall=2m."],
  ["run plan.ts --input", "--input has no value. Write --input <file>, or - for the standard input."],
  ["run plan.ts --json --quiet", "--json and --quiet exclude each other. Keep one of them."],
  ["check plan.ts --against", "--against has no value. Write --against <module>, or --against <journal>."],
  ["check plan.ts --agianst old.ts", "There is no option --agianst. Did you mean --against?"],
  ["check plan.ts --bananas", "There is no option --bananas. troupe check --help lists the options."],
  [
    "check plan.ts --quiet",
    "troupe check has no option --quiet. It has: --help, --version, --export, --against, --budget, --json.",
  ],
  ["draw plan.ts --json", "troupe draw has no option --json. It has: --help, --version, --export."],
])("refuses the options of %j", (line, said) => {
  expect(() => read(line)).toThrow(`USAGE: ${said}`);
});

it("takes only whole numbers from 0 for a seed", () => {
  for (const seed of ["seven", "1.5", "-1", "1e3", "0x10", "9007199254740993"])
    expect(() => read(`run plan.ts --seed=${seed}`)).toThrow(
      `USAGE: --seed is "${seed}", which is no whole number from 0. Write --seed 7.`,
    );
});

it("takes only a time that passes for an escalation", () => {
  for (const time of ["10", "0s", "soon"])
    expect(() => read(`run plan.ts --on-escalation ${time}`)).toThrow(
      `USAGE: --on-escalation is "${time}", which is no duration of up to ten years. Write --on-escalation 10m.`,
    );
});

it("takes ten years at most for an escalation", () => {
  for (const time of ["3651d", `${"9".repeat(400)}s`])
    expect(() => read(`run plan.ts --on-escalation ${time}`)).toThrow("Write --on-escalation 10m.");
  expect(read("run plan.ts --on-escalation 3650d")).toMatchObject({ escalationMs: 315_360_000_000 });
});

it("leaves a wrong budget to the words of budgets", () => {
  expect(() => read("run plan.ts --budget step=4")).toThrow("BAD_BUDGET");
});

it("leaves the arguments as they are", () => {
  const args = Object.freeze(["run", "plan.ts", "--json"]);
  expect(readCommandLine(args)).toEqual({ ...RUN, show: "json" });
});
