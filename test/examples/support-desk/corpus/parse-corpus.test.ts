import { expect, it } from "vitest";
import { parseCorpus } from "../../../../examples/support-desk/corpus/parse-corpus.ts";

const entry = (name: string, text: string) => ({ name: `package/data/${name}`, bytes: new TextEncoder().encode(text) });
const hash = "0".repeat(32);

it("takes the mails only, in the order of their ids, labelled by their directory", () => {
  const mails = parseCorpus([
    entry(`spam-2/00001.${hash}.txt`, "\nspam"),
    entry(`hard-ham-1/00002.${hash}.txt`, "\nham"),
    entry(`hard-ham-1/00002.${hash}.json`, "{}"),
    entry(`../spam-2/00001.${hash}.txt`, "\nno"),
  ]);
  expect(mails.map(({ mail, label }) => [mail.id, label])).toEqual([
    ["hard-ham-1/00002", "ham"],
    ["spam-2/00001", "spam"],
  ]);
});

it("masks whoever wrote any of the mails in all of them", () => {
  const [first] = parseCorpus([
    entry(`easy-ham-1/00001.${hash}.txt`, "\nAda Lovelace told me"),
    entry(`easy-ham-1/00002.${hash}.txt`, "From: Ada Lovelace <ada@example.org>\n\nhello"),
  ]);
  expect(first?.mail.body).toBe("[name] told me");
});
