import fc from "fast-check";
import { expect, it } from "vitest";
import { BODY_CHARS_MAX, parseMail, sendersOf } from "../../../../examples/support-desk/corpus/mail-parser.ts";
import { mailSchema } from "../../../../examples/support-desk/schemas.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseMail(bytes(text), { id: "x/1", label: "ham" });

it("reads a mail with everything, masked", () => {
  const { mail, label, listId } = parse(
    [
      "From ada@example.org  Thu Aug 22 12:36:23 2002",
      "Message-ID: <1@example.org>",
      "In-Reply-To: Your message of Thursday <0@example.org>",
      "References: <9@example.org>",
      "  <0@example.org>",
      "List-Id: The List <List.Example.org>",
      "From: Ada Lovelace <ada@example.org>",
      "Subject: =?utf-8?Q?caf=C3=A9?= of ada@example.org",
      "Date: Thu, 22 Aug 2002 18:26:25 +0700",
      "",
      "Ada here, call +353 1 555 0199.",
    ].join("\r\n"),
  );
  expect(mail).toEqual({
    id: "x/1",
    messageId: parse("Message-ID: <1@example.org>\n\n").mail.messageId,
    parents: ["<0@example.org>", "<9@example.org>"].map((id) => parse(`Message-ID: ${id}`).mail.messageId),
    from: expect.stringMatching(/^Correspondent [0-9a-f]{6}$/),
    subject: "café of [address]",
    sentAt: "2002-08-22T11:26:25.000Z",
    body: "[name] here, call [phone].",
  });
  expect({ label, listId }).toEqual({ label: "ham", listId: "list.example.org" });
});

it.each([
  "",
  "\n",
  "\0\0\0",
  "no headers at all",
  "From ",
  "Subject: only",
  "Content-Type: multipart/mixed; boundary=\n\n--\n--",
])("makes a mail of %j", (raw) => {
  expect(mailSchema.safeParse(parse(raw).mail).success).toBe(true);
});

it("makes a valid mail of any bytes", () => {
  const line = fc.constantFrom(
    "Subject: =?x?q?=ZZ?=",
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: text/html; charset=nonsense",
    "Content-Transfer-Encoding: base64",
    "From: <<>>@@",
    "Date: 99 Feb 0 99:99",
    "--b",
    "",
    "\0\u0001\ud800",
  );
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(fc.oneof(line, fc.string())).map((lines) => bytes(lines.join("\n"))),
  );
  fc.assert(
    fc.property(anything, (raw) => {
      const { mail } = parseMail(raw, { id: "x/1", label: "spam" });
      expect(mailSchema.safeParse(mail).success).toBe(true);
      expect(JSON.parse(JSON.stringify(mail))).toEqual(mail);
    }),
    { numRuns: 500 },
  );
});

it("lets no address through, wherever in a mail it stands", () => {
  const place = fc.constantFrom(
    "From: ",
    "Subject: ",
    "Message-ID: <",
    "References: <",
    "To: ",
    "\n\n",
    "Content-Type: text/html\n\n<a href='mailto:",
  );
  fc.assert(
    fc.property(place, fc.emailAddress(), (before, address) => {
      expect(JSON.stringify(parse(`${before}${address}>'`).mail)).not.toContain(address);
    }),
  );
});

it.each(["<", "a@", "=?utf-8?q?", "On \n", "1 1-", "http://a@", "--b\n", "\0", "<script>", "Aa Bb ", "at dot "])(
  "bounds a body of five megabytes of %j",
  (piece) => {
    const { mail } = parse(`Content-Type: text/html\nSubject: x\n\n${piece.repeat(5_000_000 / piece.length)}`);
    expect(mail.body.length).toBeLessThanOrEqual(2 * BODY_CHARS_MAX);
  },
  10_000,
);

it("names the senders, to mask them elsewhere", () => {
  const people = new Set(sendersOf(bytes("From: Ada Lovelace <ada@example.org>\n\n")));
  const other = parseMail(bytes("\nas Ada Lovelace said"), { id: "x/2", label: "ham", people });
  expect(other.mail.body).toBe("as [name] said");
});
