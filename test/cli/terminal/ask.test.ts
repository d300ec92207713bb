import { expect, it } from "vitest";
import { type Asking, askPerson, questionRows } from "../../../src/cli/terminal/ask.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import type { SignedReply } from "../../../src/kernel/answering.ts";
import type { Question } from "../../../src/model/question.ts";
import { TroupeError } from "../../../src/model/troupe-error.ts";
import { createTypist, type Typist } from "./typist.ts";

const question: Question = {
  id: "draft!1",
  path: "desk/draft",
  kind: "approval",
  name: "refund",
  hash: "abc",
  isOfInput: false,
  shown: 120,
  deadline: 600_000,
  otherwise: "reject",
};

function asking(typist: Typist, answer: Asking["answer"] = () => Promise.resolve({ accepted: true })): Asking {
  return { desk: typist.desk, paint: plain, now: () => 0, answer };
}

const never = new AbortController().signal;

it("sends the answer, with the hash of what was shown and who gave it", async () => {
  const typist = createTypist();
  const sent: unknown[] = [];
  const asked = askPerson(
    question,
    asking(typist, (id, reply: SignedReply) => {
      sent.push({ id, ...reply });
      return Promise.resolve({ accepted: true });
    }),
    never,
  );
  await typist.type("a\r");
  expect((await asked).record).toBe("? desk/draft · refund: approve");
  expect(sent).toEqual([{ id: "draft!1", verdict: "approve", hash: "abc", by: "terminal" }]);
});

it("asks on until it is an answer, and counts every row", async () => {
  const typist = createTypist();
  const asked = askPerson(question, asking(typist), never);
  await typist.type("maybe\r");
  await typist.type("reject\r");
  await typist.type("too dear\r");
  const { record, rows } = await asked;
  expect(record).toBe("? desk/draft · refund: reject: too dear");
  expect(typist.terminal.lines()).toEqual([
    "",
    "? approval refund · desk/draft",
    "  120",
    expect.stringContaining("  10m left, then reject"),
    "  approve · reject <reason> · edit <json>",
    "> maybe",
    "  Type approve · reject <reason> · edit <json>",
    "> reject",
    "why not? too dear",
    "",
  ]);
  expect(rows).toBe(typist.terminal.lines().length - 1);
  expect(questionRows(question, asking(typist))).toBeGreaterThan(5);
});

it("says why an answer was not taken, and asks again", async () => {
  const typist = createTypist();
  const answers = [
    () => Promise.resolve({ accepted: false, why: "its value does not fit: refund: Expected number" }),
    () => Promise.reject(new TroupeError("NOT_JSON", { what: "It is no JSON.", remedy: "Send JSON." })),
    () => Promise.resolve({ accepted: true }),
  ];
  const asked = askPerson(
    question,
    asking(typist, () => answers.shift()?.() ?? Promise.reject(new Error("asked too often"))),
    never,
  );
  await typist.type('edit "x"\r');
  await typist.type("edit 1\r");
  await typist.type("edit 2\r");
  const { record, rows } = await asked;
  expect(record).toBe("? desk/draft · refund: edit 2");
  expect(typist.terminal.lines()).toContain("  its value does not fit: refund: Expected number");
  expect(typist.terminal.lines()).toContain("  NOT_JSON: It is no JSON. Send JSON.");
  expect(rows).toBe(typist.terminal.lines().length - 1);
});

it("stops asking when it is too late, and says why", async () => {
  const typist = createTypist();
  const late = new AbortController();
  const asked = askPerson(question, asking(typist), late.signal);
  await typist.type("appr");
  late.abort("no answer in time, so reject");
  const { record, rows } = await asked;
  expect(record).toBe("? desk/draft · refund: no answer in time, so reject");
  expect(rows).toBe(typist.terminal.lines().length - 1);
});

it("leaves a question open at the end of the input", async () => {
  const typist = createTypist();
  const asked = askPerson({ ...question, kind: "escalation" }, asking(typist), never);
  await typist.type("\u0004");
  expect((await asked).record).toBe("? desk/draft: left open until its deadline, then reject");
});
