import { expect, it } from "vitest";
import {
  isToBeSigned,
  readSignature,
  rolesText,
  signatureHint,
  signatureText,
  whoPrompt,
} from "../../../src/cli/terminal/signature.ts";

const roles = ["legal", "lead"];

it("is wanted where several must approve, or roles are named", () => {
  expect([{}, { quorum: 2 }, { roles }].map(isToBeSigned)).toEqual([false, true, true]);
});

it("says how one says who one is", () => {
  expect([signatureHint({ quorum: 2 }), whoPrompt({ quorum: 2 })]).toEqual(["as <name>", "who are you? "]);
  expect([signatureHint({ roles }), whoPrompt({ roles })]).toEqual([
    "as <name> (<role>)",
    "who are you, and in which role? <name> (legal or lead): ",
  ]);
});

it("reads a name, and a role in brackets, whatever is around them", () => {
  expect(readSignature("ann", {})).toEqual({ by: "ann" });
  expect(readSignature(" Ann Lee ( the boss ) ", {})).toEqual({ by: "Ann Lee", role: "the boss" });
  expect(readSignature("ann(legal)", { roles })).toEqual({ by: "ann", role: "legal" });
});

it("says what is wrong with it, and how it would be right", () => {
  expect(readSignature("", {})).toEqual({ why: "Say who you are, as ann" });
  for (const text of ["", "(legal)", "ann (legal", "ann () x"])
    expect(readSignature(text, { roles })).toEqual({ why: "Say who you are, as ann (legal)" });
  expect(readSignature("ann", { roles })).toEqual({
    why: "ann without a role may not answer; legal or lead may, as ann (legal)",
  });
  expect(readSignature("ann (intern)", { roles })).toEqual({
    why: "intern may not answer; legal or lead may, as ann (legal)",
  });
});

it("shows who it is on one line, whatever they call themselves", () => {
  expect([signatureText({ by: "ann" }), signatureText({ by: "a\nb\u001b[2J", role: "legal" })]).toEqual([
    "ann",
    "a b (legal)",
  ]);
  expect(rolesText(["le\ngal", "lead"])).toBe("le gal or lead");
});
