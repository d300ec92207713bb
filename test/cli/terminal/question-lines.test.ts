import fc from "fast-check";
import { expect, it } from "vitest";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { questionLines, type QuestionPaper, wholeLines } from "../../../src/cli/terminal/question-lines.ts";
import { widthOf } from "../../../src/cli/terminal/text.ts";
import { escalationOf } from "../../../src/model/failure.ts";
import type { Question } from "../../../src/model/question.ts";

const now = Date.parse("2026-11-21T12:00:00");
const question: Question = {
  id: "desk/draft!1",
  path: "desk/draft",
  kind: "approval",
  name: "refund",
  hash: "h",
  isOfInput: false,
  shown: { text: "We look into it.", refund: 120 },
  deadline: now + 600_000,
  otherwise: "reject",
};
const lines = (changes: Partial<Question>, paper: Partial<QuestionPaper> = {}) =>
  questionLines({ ...question, ...changes }, { width: 79, rows: 30, now, paint: plain, isLive: true, ...paper });
const letter = { to: "bob", text: "Dear Bob,\n\nwe are sorry about the parcel. ".repeat(12) };
const squeezed = (text: string) => text.replace(/\s/g, "");

it("says who asks, about what, what can be said, and what is taken otherwise", () => {
  expect(lines({})).toEqual([
    "",
    "? approval refund · desk/draft",
    '  {"text":"We look into it.","refund":120}',
    "  10m left, then reject (at 12:10:00)",
    "  approve · reject <reason> · edit <json> · show",
  ]);
});

it("says that it is about an input, and on which day the deadline is", () => {
  const [, head, , deadline] = lines({ isOfInput: true, deadline: now + 3 * 86_400_000 });
  expect(head).toBe("? approval refund · desk/draft, before it begins");
  expect(deadline).toBe("  3d left, then reject (at 12:00:00 on 2026-11-24)");
});

it("does not name twice who asks for themselves", () => {
  expect(lines({ kind: "human", path: "lead", name: "lead" })[1]).toBe("? human lead");
});

it("counts the time down, and names the moment alone where it is not drawn again", () => {
  expect(lines({}, { now: now + 540_700 }).at(-2)).toBe("  1m left, then reject (at 12:10:00)");
  expect(lines({}, { now: now + 541_300 }).at(-2)).toBe("  59s left, then reject (at 12:10:00)");
  expect(lines({}, { isLive: false }).at(-2)).toBe("  until 12:10:00, then reject");
});

it("cuts no line of the value, however narrow the terminal is", () => {
  for (const width of [30, 79, 120]) {
    const all = lines({ shown: letter }, { width, rows: 200 });
    expect(squeezed(all.join(""))).toContain(squeezed(JSON.stringify(letter)));
    expect(Math.max(...all.map(widthOf))).toBeLessThanOrEqual(width);
  }
});

it("says how the rest can be seen of what has no room", () => {
  const all = lines({ shown: letter }, { rows: 12 });
  expect(all).toHaveLength(12);
  expect(all.at(-3)).toMatch(/^ {2}… \d+ more lines; show prints them all$/);
});

it("takes no more rows than there are, where that can be, and never leaves out what can be said", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.integer({ min: 12, max: 40 }), (shown, input, rows) => {
      const all = lines({ shown, input, asks: "Is it fit?" }, { rows });
      expect(all.length).toBeLessThanOrEqual(rows);
      expect(all.at(-1)).toMatch(/ {2}approve · (?:strike <n…> · )?reject <reason> · edit <json> · show$/);
    }),
  );
});

it("shows nothing that breaks the terminal", () => {
  const shown = { list: Array.from({ length: 40 }, (_, i) => `line ${i}\u001b[2J${"x".repeat(200)}`) };
  expect(lines({ shown, asks: "a\u001b[2Jb", input: "\u001b[2J" }).join("")).not.toContain("\u001b");
});

it("shows first what the person is asked, and what the output is about before the output", () => {
  expect(lines({ asks: "Is the refund right?", input: { from: "bob" } })).toEqual([
    "",
    "? approval refund · desk/draft",
    "  Is the refund right?",
    "  input",
    '    {"from":"bob"}',
    "  output",
    '    {"text":"We look into it.","refund":120}',
    "  10m left, then reject (at 12:10:00)",
    "  approve · reject <reason> · edit <json> · show",
  ]);
});

it("numbers the items of a list that is to be approved, from 1, as they are struck out", () => {
  const tasks = Array.from({ length: 10 }, (_, at) => ({ worker: "search", label: `task ${at}`, input: at }));
  const all = lines({ name: "tasks", shown: [...tasks, "a text\nof two lines"] });
  expect(all.slice(2, -2)).toEqual([
    ...tasks.map((task, at) => `  ${String(at + 1).padStart(2)}  ${JSON.stringify(task)}`),
    "  11  a text",
    "      of two lines",
  ]);
  expect(all.at(-1)).toBe("  approve · strike <n…> · reject <reason> · edit <json> · show");
  expect(lines({ kind: "human", shown: [1, 2] })[2]).toBe("  [1,2]");
  expect(lines({ shown: [] })[2]).toBe("  []");
});

it("says how many of how many have approved, who, and who may answer at all", () => {
  const roles = ["legal", "lead"];
  expect(lines({ asks: "Pay it?", quorum: 2, approvals: [], roles }).slice(2, 5)).toEqual([
    "  Pay it?",
    "  approved by 0 of 2: nobody yet",
    "  may answer: legal or lead",
  ]);
  const approvals = [{ by: "ann", role: "legal" }, { by: "bob\u001b[2J" }];
  const all = lines({ quorum: 3, approvals });
  expect(all[2]).toBe("  approved by 2 of 3: ann (legal), bob");
  expect(all.at(-1)).toBe("  approve as <name> · reject <reason> · edit <json> · show");
  expect(wholeLines({ ...question, quorum: 3, approvals }, { width: 60, paint: plain })[1]).toBe(all[2]);
});

it("says why it is asked, where the approval's own condition could not say", () => {
  const because = "the function of refund threw: no\nrefund";
  for (const all of [lines({ because }), wholeLines({ ...question, because }, { width: 79, paint: plain })])
    expect(all).toContain("  asked because the function of refund threw: no refund");
});

it("leaves room for the output where the input is long", () => {
  const all = lines({ input: letter, shown: letter }, { rows: 24 }).map((line) => line.trim());
  const [input, output] = [all.indexOf("input"), all.indexOf("output")];
  expect(output - input - 1).toBeLessThan(all.length - output - 3);
  expect(all.filter((line) => line.startsWith("… "))).toHaveLength(2);
});

it("shows the causes of an escalation", () => {
  const shown = escalationOf({ kind: "permanent", path: "desk/draft", message: "no such order" }, "desk");
  expect(lines({ kind: "escalation", name: "desk", path: "desk", shown })).toEqual([
    "",
    "? nobody could handle this failure · desk",
    "  desk/draft: permanent: no such order",
    "  10m left, then reject (at 12:10:00)",
    "  retry · skip <output as json> · reject <reason> · show",
  ]);
});

it("shows all of an output that only looks like a failure", () => {
  const shown = { kind: "note", message: "all well", path: "a", amount: 7 };
  expect(lines({ shown })[2]).toBe('  {"kind":"note","message":"all well","path":"a","amount":7}');
});

it("prints everything when it is to be seen whole", () => {
  const all = wholeLines({ ...question, shown: letter, input: { from: "bob" } }, { width: 60, paint: plain });
  expect(all[0]).toBe("approval refund · desk/draft");
  expect(squeezed(all.join(""))).toContain(squeezed(JSON.stringify(letter)));
  expect(all).toContain('    {"from":"bob"}');
});

it("prints two thousand lines of a value at most, and says where the rest is", () => {
  const all = wholeLines({ ...question, shown: "x\n".repeat(3_000) }, { width: 60, paint: plain });
  expect(all.at(-1)).toBe("  … 1002 more lines; the facts (--json) have it whole");
});
