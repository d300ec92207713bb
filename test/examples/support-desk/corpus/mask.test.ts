import fc from "fast-check";
import { expect, it } from "vitest";
import { maskMessageId, maskSender, maskText } from "../../../../examples/support-desk/corpus/mask.ts";

const ADDRESS = /[\w.+-]@[\w-]+\.\w/;

const separator = fc.constantFrom(
  " ",
  "\n",
  "<",
  ">",
  "(",
  ")",
  ",",
  ";",
  ":",
  '"',
  "mailto:",
  "To: ",
  "=",
  "[",
  "|",
  "http://x/?m=",
);

it("lets no address through, whatever stands around it", () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string(), separator, fc.string(), (address, before, mark, after) => {
      const masked = maskText(`${before}${mark}${address}${mark}${after}`);
      expect(masked).not.toContain(address);
      expect(masked).not.toMatch(ADDRESS);
    }),
    { numRuns: 1_000 },
  );
});

it("lets nothing through that looks like an address, in any text", () => {
  const piece = fc.oneof(
    fc.constantFrom("@", "a", ".", "b.c", "%40", "&#64;", '"', "http://", "/", "?", "~", " ", "at", "dot"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(maskText(pieces.join(""))).not.toMatch(ADDRESS);
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  "jane.doe@example.org",
  '"Jane Doe"@example.org',
  "jane%40example.org",
  "jane&#64;example.org",
  "jane at example dot org",
  "jane [at] example.org",
  "jane @ example.org",
  "jané@exämple.org",
  "jane＠example.org",
  "root@localhost",
])("masks the address %s", (address) => {
  const masked = maskText(`write to ${address} today`);
  expect(masked).toContain("[address]");
  expect(masked).not.toMatch(/jan|root|example/);
});

it("lets no phone number through", () => {
  const digits = (count: number) => fc.stringMatching(new RegExp(`^[1-9]{${count}}$`));
  const phone = fc.oneof(
    fc.tuple(digits(2), digits(2), digits(3), digits(4)).map(([cc, area, a, b]) => `+${cc} ${area} ${a} ${b}`),
    fc.tuple(digits(3), digits(3), digits(4)).map(([area, a, b]) => `(${area}) ${a}-${b}`),
    fc.tuple(digits(3), digits(3), digits(4)).map((groups) => groups.join("-")),
    fc.tuple(digits(3), digits(3), digits(4)).map((groups) => groups.join(".")),
    fc.tuple(digits(2), digits(9)).map(([cc, number]) => `+${cc}${number}`),
    fc.tuple(digits(2), digits(3), digits(4)).map(([area, a, b]) => `0${area} ${a} ${b}`),
  );
  fc.assert(
    fc.property(phone, (number) => {
      expect(maskText(`call ${number}, please`)).toBe("call [phone], please");
    }),
  );
});

it.each([
  "2.4.18-27.7",
  "192.168.100.200",
  "2002-08-22 12:36:16",
  "22/08/2002",
  "1.0.0",
  "order 1234-5678",
  "#1234567",
  "20 000",
])("leaves %s, which is no phone number", (text) => {
  expect(maskText(`see ${text} there`)).toBe(`see ${text} there`);
});

it("keeps the place of a URL and takes out users and queries", () => {
  expect(maskText("http://jane:secret@example.org/~jane/x?id=42#y")).toBe("http://example.org/[user]/x?[query]");
  expect(maskText("https://example.org/users/jane/photos.")).toBe("https://example.org/users/[user]/photos.");
});

it("changes nothing any more the second time", () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string(), fc.webUrl({ withQueryParameters: true }), (address, text, url) => {
      const once = maskText(`${text} ${address} ${url}`);
      expect(maskText(once)).toBe(once);
    }),
  );
});

it("gives the same sender the same stand-in, without name or address", () => {
  const stranger = maskSender('"Jane Doe" <Jane.Doe@example.org>');
  expect(stranger).toBe(maskSender("jane.doe@example.org (J. Doe)"));
  expect(stranger).toMatch(/^Correspondent [0-9a-f]{6}$/);
  expect(maskSender("")).toMatch(/^Correspondent [0-9a-f]{6}$/);
});

it("gives the same Message-ID the same stand-in, and another another", () => {
  expect(maskMessageId("<1@x>")).toMatch(/^m-[0-9a-f]{16}$/);
  expect(maskMessageId("<1@x>")).toBe(maskMessageId("<1@x>"));
  expect(maskMessageId("<1@x>")).not.toBe(maskMessageId("<2@x>"));
});
