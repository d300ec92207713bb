import { expect, it } from "vitest";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { questionLines } from "../../../src/cli/terminal/question-lines.ts";
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
const lines = (changes: Partial<Question>, width = 79) =>
  questionLines({ ...question, ...changes }, { width, now, paint: plain });

it("says who asks, about what, what can be said, and what is taken otherwise", () => {
  expect(lines({})).toEqual([
    "",
    "? approval refund · desk/draft",
    '  {"text":"We look into it.","refund":120}',
    "  10m left, then reject (at 12:10:00)",
    "  approve · reject <reason> · edit <json>",
  ]);
});

it("says that it is about an input, and on which day the deadline is", () => {
  const [, head, , deadline] = lines({ isOfInput: true, deadline: now + 3 * 86_400_000 });
  expect(head).toBe("? approval refund · desk/draft, before it begins");
  expect(deadline).toBe("  3d left, then reject (at 12:00:00 on 2026-11-24)");
});

it("shows a large value over some lines, and none that breaks the terminal", () => {
  const shown = { list: Array.from({ length: 40 }, (_, i) => `line ${i}\u001b[2J${"x".repeat(200)}`) };
  const all = lines({ shown });
  expect(all).toHaveLength(17);
  expect(all.at(-3)).toBe("  … 32 more lines");
  expect(all.join("")).not.toContain("\u001b");
  expect(Math.max(...all.map(widthOf))).toBeLessThanOrEqual(79);
});

it("shows the causes of an escalation", () => {
  const shown = escalationOf({ kind: "permanent", path: "desk/draft", message: "no such order" }, "desk");
  expect(lines({ kind: "escalation", name: "desk", path: "desk", shown })).toEqual([
    "",
    "? nobody could handle this failure · desk",
    "  desk: gave up",
    "  desk/draft: permanent: no such order",
    "  10m left, then reject (at 12:10:00)",
    "  retry · skip <json> · reject <reason>",
  ]);
});
