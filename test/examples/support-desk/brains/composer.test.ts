import fc from "fast-check";
import { expect, it } from "vitest";
import { composeReply } from "../../../../examples/support-desk/brains/composer.ts";
import { sentencesOf } from "../../../../examples/support-desk/brains/own-words.ts";
import { maskText } from "../../../../examples/support-desk/corpus/mask.ts";
import { draftSchema } from "../../../../examples/support-desk/schemas.ts";
import { aMail, aPastReply, aTriage } from "../a-mail.ts";

const mail = aMail({ id: "m9", subject: "Re: [x] Sound card", body: "How do I unmute my sound card in the mixer?" });

it("quotes the sentences closest to the question and says where they come from", () => {
  const draft = composeReply({ mail, triage: aTriage(), replies: [aPastReply()] });
  expect(draft.subject).toBe("Re: Sound card");
  expect(draft.quotes).toEqual([
    { mailId: "r1", sentence: "Open the mixer and unmute the sound card." },
    { mailId: "r1", sentence: "Then store the levels of the mixer." },
  ]);
  expect(draft.body).toContain(
    "> Open the mixer and unmute the sound card.\n> Then store the levels of the mixer.\n(from r1)",
  );
});

it("quotes sentences in the order in which they were written, not in that of their merit", () => {
  const reply = "First of all have a look at the mixer. Then unmute the sound card in the mixer.";
  const { quotes } = composeReply({ mail, triage: aTriage(), replies: [aPastReply({ reply })] });
  expect(quotes.map(({ sentence }) => sentence.split(" ")[0])).toEqual(["First", "Then"]);
});

it("quotes a second reply only if it comes near to the first", () => {
  const cited = (score: number) => {
    const replies = [aPastReply(), aPastReply({ replyId: "r2", score })];
    return composeReply({ mail, triage: aTriage(), replies }).quotes.map(({ mailId }) => mailId);
  };
  expect(cited(9)).toContain("r2");
  expect(cited(5)).not.toContain("r2");
});

it("says that it found nothing rather than invent something", () => {
  const draft = composeReply({ mail, triage: aTriage(), replies: [] });
  expect(draft.quotes).toEqual([]);
  expect(draft.body).toContain("no earlier answer that fits");
});

it("notes numbers and regrets trouble", () => {
  const { body } = composeReply({ mail, triage: aTriage({ tone: "angry", numbers: ["48211"] }), replies: [] });
  expect(body).toContain("sorry for the trouble");
  expect(body).toContain("48211");
});

it("invents no sentence, lets no address through, and gives what the schema wants", () => {
  const sentence = fc.oneof(fc.lorem({ mode: "sentences", maxCount: 4 }), fc.string(), fc.emailAddress());
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 6 }), fc.emailAddress(), (sentences, address) => {
      const reply = aPastReply({ reply: sentences.join(" ") });
      const draft = composeReply({ mail: { ...mail, subject: address }, triage: aTriage(), replies: [reply] });
      const answered = new Set(sentencesOf(reply.reply).map((text) => maskText(text)));
      expect(draft.quotes.filter((quote) => !answered.has(quote.sentence))).toEqual([]);
      expect(draftSchema.parse(draft)).toEqual(draft);
      expect(JSON.stringify(draft)).not.toMatch(/[\w.+-]@[\w-]+\.\w/);
    }),
  );
});
