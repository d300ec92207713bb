import fc from "fast-check";
import { expect, it } from "vitest";
import { triageMail } from "../../../../examples/support-desk/brains/triage.ts";
import { triageSchema } from "../../../../examples/support-desk/schemas.ts";
import { aMail } from "../a-mail.ts";

it("reads an urgent, angry question with numbers", () => {
  const triage = triageMail(
    aMail({
      subject: "URGENT: order 10-4711",
      body: "The production server is down, this is horrible and ridiculous. When will ticket #48211 be solved?",
    }),
  );
  expect(triage).toMatchObject({
    urgency: "high",
    tone: "angry",
    language: "en",
    isQuestion: true,
    numbers: ["10-4711", "48211"],
    because: ["urgent", "production", "is down"],
  });
});

it("reads a relaxed word of thanks", () => {
  const triage = triageMail(aMail({ body: "Thanks, that was very helpful and it is great. No rush with the rest." }));
  expect(triage).toMatchObject({ urgency: "low", tone: "friendly", isQuestion: false, numbers: [] });
});

it("does not hold against the sender what is quoted", () => {
  const triage = triageMail(aMail({ body: "> This is urgent! Bug 4711 is horrible, isn't it?\nFixed." }));
  expect(triage).toMatchObject({ urgency: "normal", tone: "neutral", isQuestion: false, numbers: [] });
});

it.each(["Any ideas?", "how do I mount a disk", "Does anyone know why", "please help"])(
  "takes %j for a question",
  (body) => {
    expect(triageMail(aMail({ body })).isQuestion).toBe(true);
  },
);

it("does not take the question mark of a URL for one", () => {
  expect(triageMail(aMail({ body: "see http://example.org/?[query]" })).isQuestion).toBe(false);
});

it.each([
  ["Order no. 12345", ["12345"]],
  ["case: ABC-12345 and rma 777", ["ABC-12345", "777"]],
  ["in order to do 5 things, kernel 2.4.18", []],
])("finds the numbers in %j", (body, numbers) => {
  expect(triageMail(aMail({ body })).numbers).toEqual(numbers);
});

it("gives what the schema wants, whatever the mail", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), (subject, body) => {
      const triage = triageMail(aMail({ subject, body }));
      expect(triageSchema.parse(triage)).toEqual(triage);
    }),
  );
});
