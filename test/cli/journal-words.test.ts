import { expect, it } from "vitest";
import { readCommandLine } from "../../src/cli/command-line.ts";

const read = (line: string) => readCommandLine(line.split(" "));

it("lists the runs of a journal, some of them, or all", () => {
  const runs = { name: "runs", journal: "troupe.db", which: "recent", isJson: false };
  expect(read("runs troupe.db")).toEqual(runs);
  for (const which of ["all", "over", "open"]) expect(read(`runs troupe.db --${which}`)).toEqual({ ...runs, which });
});

it("shows a run", () => {
  expect(read("show troupe.db 41c2 --json")).toEqual({ name: "show", journal: "troupe.db", run: "41c2", isJson: true });
});

it("answers with all the words that are left", () => {
  const answer = {
    name: "answer",
    journal: "troupe.db",
    question: "refund",
    run: undefined,
    words: "reject far too dear",
    by: undefined,
    role: undefined,
    waitMs: 5_000,
  };
  expect(read("answer troupe.db refund reject far too dear")).toEqual(answer);
  expect(read("answer troupe.db refund approve --by ann --role legal --run 41c2 --wait 1m")).toEqual({
    ...answer,
    words: "approve",
    by: "ann",
    role: "legal",
    run: "41c2",
    waitMs: 60_000,
  });
});

it("cancels with a reason, or one of its own", () => {
  const cancel = { name: "cancel", journal: "troupe.db", run: "41c2", reason: "not wanted", waitMs: 0 };
  expect(read("cancel troupe.db 41c2 not wanted --wait 0s")).toEqual(cancel);
  expect(read("cancel troupe.db 41c2 --wait 0s")).toEqual({ ...cancel, reason: "cancelled by the command line" });
});

it("resumes with a module's plans, or one of them", () => {
  const resume = {
    name: "resume",
    journal: "troupe.db",
    module: "plan.ts",
    exportName: undefined,
    show: "tree",
    isUnattended: false,
  };
  expect(read("resume troupe.db plan.ts")).toEqual(resume);
  expect(read("resume troupe.db plan.ts --export desk --quiet --unattended")).toEqual({
    ...resume,
    exportName: "desk",
    show: "quiet",
    isUnattended: true,
  });
});

it.each([
  ["runs", "troupe runs does not say which journal. Write troupe runs troupe.db"],
  ["show troupe.db", "troupe show does not say which run. Write troupe show troupe.db <run>"],
  ["answer troupe.db", "troupe answer does not say which question. Write troupe answer troupe.db <question> approve"],
  ["answer troupe.db refund", "troupe answer does not say what the answer is. Write troupe answer"],
  ["cancel troupe.db", "troupe cancel does not say which run. Write troupe cancel troupe.db <run>"],
  ["resume troupe.db", "troupe resume does not say with which module. Write troupe resume troupe.db plan.ts"],
  ["runs :memory:", "A journal in memory ends with its process, so there is none to look at. Name the file of one."],
  [
    "resume plan.ts troupe.db",
    "plan.ts is a module, and troupe resume begins with a journal. Write troupe resume troupe.db plan.ts",
  ],
  ["runs troupe.db open", 'troupe runs does not know what to do with "open". Write troupe runs troupe.db'],
  ["runs troupe.db --all --open", "--all and --open exclude each other. Keep one of them."],
  ["resume troupe.db plan.ts --json --quiet", "--json and --quiet exclude each other. Keep one of them."],
  ["cancel troupe.db 41c2 --wait soon", '--wait is "soon", which is no duration of up to a day. Write --wait 5s.'],
  ["cancel troupe.db 41c2 --wait 2d", '--wait is "2d", which is no duration of up to a day. Write --wait 5s.'],
])("refuses %j", (line, said) => {
  expect(() => read(line)).toThrow(`USAGE: ${said}`);
});
