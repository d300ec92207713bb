import { expect, it } from "vitest";
import { createAsker } from "../../../src/cli/terminal/asker.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import type { Show } from "../../../src/cli/terminal/show.ts";
import type { Fact } from "../../../src/model/fact.ts";
import type { Question } from "../../../src/model/question.ts";
import { createTypist } from "./typist.ts";

const question = (id: string): Question => ({
  id,
  path: id,
  kind: "approval",
  name: "refund",
  hash: "",
  isOfInput: false,
  shown: 1,
  deadline: 600,
  otherwise: "reject",
});
const base = { seq: 0, at: 0, cause: undefined, path: "a", source: "kernel" } as const;
const asks = (asked: Question, at = 0): Fact => ({ ...base, at, type: "question.asked", question: asked });
const closes = (id: string, why: "answered" | "deadline" | "withdrawn"): Fact => ({
  ...base,
  type: "question.closed",
  question: id,
  why,
});

function open() {
  const typist = createTypist();
  const heard: string[] = [];
  const show: Show = {
    see: () => {},
    pause: () => void heard.push("pause"),
    resume: (record) => void heard.push(record),
    end: () => {},
    close: () => {},
  };
  const runOf = (runId: string, before = "") => ({
    id: runId,
    answer: (id: string) => {
      heard.push(`answer ${before}${id}`);
      return Promise.resolve({ accepted: true });
    },
  });
  const run = runOf("r");
  const asker = createAsker(show, { desk: typist.desk, paint: plain, now: () => 0 });
  return { typist, heard, asker, runOf, see: (fact: Fact) => asker.see(fact, { run }) };
}

it("asks one question after the other, and has the keyboard meanwhile", async () => {
  const { typist, heard, asker, see } = open();
  see(asks(question("a")));
  see(asks(question("b")));
  await typist.type("a\r");
  see(closes("a", "answered"));
  await typist.type("a\r");
  await asker.close();
  expect(heard).toEqual(["pause", "answer a", "? a · refund: approve", "pause", "answer b", "? b · refund: approve"]);
});

it("sees what an answer led to before it asks the next question", async () => {
  const { typist, heard, asker, see } = open();
  see(asks(question("a")));
  see(asks(question("b")));
  await typist.type("a\r");
  await Promise.resolve();
  see(closes("b", "withdrawn"));
  await asker.close();
  expect(heard).toEqual(["pause", "answer a", "? a · refund: approve"]);
});

it("does not ask what is over before its turn, nor what nobody has time for", async () => {
  const { typist, heard, asker, see } = open();
  see(asks(question("a")));
  see(asks(question("b")));
  see(asks(question("c"), 600));
  see(closes("b", "withdrawn"));
  await typist.type("a\r");
  await asker.close();
  expect(heard).toEqual(["pause", "answer a", "? a · refund: approve"]);
});

it("says why a question was closed while somebody typed", async () => {
  for (const [why, text] of [
    ["deadline", "no answer in time, so reject"],
    ["withdrawn", "withdrawn"],
    ["answered", "answered elsewhere"],
  ] as const) {
    const { typist, heard, asker, see } = open();
    see(asks(question("a")));
    await typist.type("app");
    see(closes("a", why));
    await asker.close();
    expect(heard).toEqual(["pause", `? a · refund: ${text}`]);
  }
});

it("asks nothing more once it is closed", async () => {
  const { typist, heard, asker, see } = open();
  see(asks(question("a")));
  see(asks(question("b")));
  await typist.type("app");
  await asker.close();
  expect(heard).toEqual(["pause", "? a · refund: not answered"]);
});

it("asks the questions of several runs on one terminal, each with the name of its run, and answers that run", async () => {
  const { typist, heard, asker, runOf } = open();
  const [one, two] = [
    { run: runOf("r1", "one "), name: "r1" },
    { run: runOf("r2", "two "), name: "r2" },
  ];
  asker.see(asks(question("a")), one);
  asker.ask(question("a"), two);
  asker.see(asks(question("b")), two);
  await typist.type("a\r");
  asker.see(closes("b", "withdrawn"), two);
  await typist.type("a\r");
  await asker.close();
  expect(heard).toEqual([
    "pause",
    "answer one a",
    "? a · run r1 · refund: approve",
    "pause",
    "answer two a",
    "? a · run r2 · refund: approve",
  ]);
});
