import { expect, it } from "vitest";
import { type Asking, askPerson } from "../../../src/cli/terminal/ask.ts";
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
  expect(await asked).toBe("? desk/draft · refund: approve");
  expect(sent).toEqual([{ id: "draft!1", verdict: "approve", hash: "abc", by: "terminal" }]);
});

it("asks on until it is an answer", async () => {
  const typist = createTypist();
  const asked = askPerson(question, asking(typist), never);
  await typist.type("maybe\r");
  await typist.type("reject\r");
  await typist.type("too dear\r");
  expect(await asked).toBe("? desk/draft · refund: reject: too dear");
  expect(typist.terminal.lines()).toEqual([
    "",
    "? approval refund · desk/draft",
    "  120",
    expect.stringMatching(/^ {2}until \S+, then reject$/),
    "  approve · reject <reason> · edit <json> · show",
    "> maybe",
    "  Type approve · reject <reason> · edit <json> · show",
    "> reject",
    "why not? too dear",
    "",
  ]);
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
  expect(await asked).toBe("? desk/draft · refund: edit 2");
  expect(typist.terminal.lines()).toContain("  its value does not fit: refund: Expected number");
  expect(typist.terminal.lines()).toContain("  NOT_JSON: It is no JSON. Send JSON.");
});

it("shows all that is to be approved when it is told to, and asks on", async () => {
  const typist = createTypist(60);
  const shown = { text: "we are sorry about the parcel ".repeat(200) };
  const asked = askPerson({ ...question, shown }, asking(typist), never);
  await typist.type("show\r");
  const squeezed = typist.terminal.lines().join("").replace(/\s/g, "");
  expect(squeezed).toContain(JSON.stringify(shown).replace(/\s/g, ""));
  await typist.type("approve\r");
  expect(await asked).toBe("? desk/draft · refund: approve");
});

it("cuts nothing off a refusal, which may name several fields", async () => {
  const typist = createTypist(60);
  const why =
    "its value does not fit: subject: Invalid input: expected string, received undefined; lines: expected array";
  const answers = [{ accepted: false, why }, { accepted: true }];
  const asked = askPerson(
    question,
    asking(typist, () => Promise.resolve(answers.shift() ?? { accepted: true })),
    never,
  );
  await typist.type("edit {}\r");
  await typist.type("approve\r");
  await asked;
  expect(typist.terminal.lines().join(" ").replace(/ +/g, " ")).toContain(why);
});

it("reads JSON that is pasted over several lines", async () => {
  const typist = createTypist();
  const asked = askPerson(question, asking(typist), never);
  await typist.type('edit {\r  "refund": 10\r}\r');
  expect(await asked).toBe('? desk/draft · refund: edit {"refund":10}');
});

it("takes no single line of several that are pasted at once", async () => {
  const typist = createTypist();
  const asked = askPerson({ ...question, kind: "human", path: "lead", name: "lead" }, asking(typist), never);
  await typist.type("Dear Bob,\rwe are sorry\r");
  await typist.type("a note\r");
  expect(await asked).toBe("? lead: answered a note");
  expect(typist.terminal.lines().join(" ")).toContain("Those were several lines, and none was taken");
});

it("stops asking when it is too late, and says why", async () => {
  const typist = createTypist();
  const late = new AbortController();
  const asked = askPerson(question, asking(typist), late.signal);
  await typist.type("appr");
  late.abort("no answer in time, so reject");
  expect(await asked).toBe("? desk/draft · refund: no answer in time, so reject");
  expect(typist.terminal.lines().slice(-2)).toEqual(["> appr", ""]);
});

it("leaves a question open at the end of the input", async () => {
  const typist = createTypist();
  const asked = askPerson({ ...question, kind: "escalation" }, asking(typist), never);
  await typist.type("\u0004");
  expect(await asked).toBe("? desk/draft: left open until its deadline, then reject");
});

it("asks who it is where several must approve, and sends that with the answer", async () => {
  const typist = createTypist();
  const sent: SignedReply[] = [];
  const roles = ["legal", "lead"];
  const asked = askPerson(
    { ...question, quorum: 2, approvals: [], roles },
    asking(typist, (_, reply) => {
      sent.push(reply);
      return Promise.resolve(
        sent.length === 1 ? { accepted: false, why: "ann has approved already" } : { accepted: true },
      );
    }),
    never,
  );
  await typist.type("approve as ann (legal)\r");
  await typist.type("approve\r");
  await typist.type("bob\r");
  await typist.type("bob (lead)\r");
  expect(await asked).toBe("? desk/draft · refund: approve as bob (lead)");
  expect(sent).toEqual([
    { verdict: "approve", hash: "abc", by: "ann", role: "legal" },
    { verdict: "approve", hash: "abc", by: "bob", role: "lead" },
  ]);
  expect(typist.terminal.lines().slice(2)).toEqual([
    "  approved by 0 of 2: nobody yet",
    "  may answer: legal or lead",
    "  120",
    expect.stringMatching(/^ {2}until \S+, then reject$/),
    "  approve as <name> (<role>) · reject <reason> · edit <json> · show",
    "> approve as ann (legal)",
    "  ann has approved already",
    "> approve",
    "who are you, and in which role? <name> (legal or lead): bob",
    "bob without a role may not answer; legal or lead may, as ann (legal): bob (lead)",
    "",
  ]);
});

it("strikes items out, and says which by the numbers that were shown", async () => {
  const typist = createTypist();
  const sent: SignedReply[] = [];
  const asked = askPerson(
    { ...question, shown: ["a", "b", "c"] },
    asking(typist, (_, reply) => {
      sent.push(reply);
      return Promise.resolve({ accepted: true });
    }),
    never,
  );
  await typist.type("strike 1 3\r");
  expect(await asked).toBe("? desk/draft · refund: strike 1 3");
  expect(sent).toEqual([{ verdict: "strike", items: [0, 2], hash: "abc", by: "terminal" }]);
});
