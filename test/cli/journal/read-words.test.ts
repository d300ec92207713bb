import { expect, it } from "vitest";
import { readWords } from "../../../src/cli/journal/read-words.ts";
import { asked } from "./samples.ts";

const nobody = { by: undefined, role: undefined };
const read = (words: string, question = asked) => readWords(question, { words, ...nobody }, 0);

it("reads an answer, with whom it is of, for the value that it was asked about", () => {
  expect(read("approve")).toEqual({ verdict: "approve", by: "terminal", hash: "h1" });
  expect(readWords(asked, { words: "reject too dear", by: "ann", role: "legal" }, 0)).toEqual({
    verdict: "reject",
    reason: "too dear",
    by: "ann",
    role: "legal",
    hash: "h1",
  });
  expect(read('edit {"euros":10}')).toMatchObject({ verdict: "edit", value: { euros: 10 } });
  expect(read("strike 2", { ...asked, shown: ["a", "b"] })).toMatchObject({ verdict: "strike", items: [1] });
  expect(read("skip null", { ...asked, kind: "escalation" })).toMatchObject({ verdict: "skip", value: null });
  expect(read("it is blue", { ...asked, kind: "human" })).toMatchObject({ verdict: "edit", value: "it is blue" });
});

it.each([
  ["aprove", 'does not understand "aprove". Did you mean "approve"?'],
  ["retry", 'does not understand "retry". There are: approve, reject, edit, strike.'],
  ["reject", 'needs more than "reject". Write reject <reason>.'],
  ["edit", 'needs more than "edit". Write edit <json>.'],
  ["edit {euros", 'does not understand "edit {euros".'],
  ["approve it", 'does not understand "approve it".'],
])("refuses %j", (words, said) => {
  expect(() => read(words)).toThrow(`BAD_REPLY: The approval large-sum ${said}`);
});

it("refuses to show where an answer is wanted", () => {
  expect(() => read("show", { ...asked, kind: "human" })).toThrow("Write troupe show <journal> <run>.");
});

it("wants to know who it is where that counts, and in which role", () => {
  const several = { ...asked, quorum: 2, roles: ["legal", "lead"], approvals: [{ by: "ann", role: "lead" }] };
  const by = (name: string | undefined, role: string | undefined, words = "approve") =>
    readWords(several, { words, by: name, role }, 0);
  expect(() => by(undefined, "legal")).toThrow(
    "counts an answer only with who gives it. Add --by <name> --role <legal|lead>.",
  );
  expect(() => by("bob", undefined)).toThrow(
    "may not be answered without a role. Add --role with one that may: legal or lead.",
  );
  expect(() => by("bob", "boss")).toThrow('may not be answered by the role "boss". Add --role');
  expect(() => by("ann", "legal")).toThrow("was approved by ann already. Somebody else must");
  expect(by("ann", "lead", "reject no")).toMatchObject({ verdict: "reject", by: "ann" });
  expect(by("bob", "legal")).toEqual({ verdict: "approve", by: "bob", role: "legal", hash: "h1" });
});

it("refuses what comes too late, and says what was taken instead", () => {
  expect(() => readWords(asked, { words: "approve", ...nobody }, 60_000)).toThrow(
    "was open until 1970-01-01T00:01:00.000Z. It takes what it declares for then: reject.",
  );
});
