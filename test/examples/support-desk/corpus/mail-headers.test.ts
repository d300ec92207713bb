import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeHeader, headerParameter, splitHeaders } from "../../../../examples/support-desk/corpus/mail-headers.ts";

it("joins folded lines and cuts at the empty line", () => {
  const { headers, body } = splitHeaders("Subject: one\n two\nX: y\n\nbody\n\nmore");
  expect(headers.get("subject")).toBe("one two");
  expect(body).toBe("body\n\nmore");
});

it("passes over lines that are no header field, and takes the first of equal names", () => {
  const { headers } = splitHeaders("no field\n: nothing\nA: 1\na: 2\n__proto__: 3");
  expect([...headers]).toEqual([
    ["a", "1"],
    ["__proto__", "3"],
  ]);
});

it("takes a part that begins with an empty line for a body without headers", () => {
  expect(splitHeaders("\nbody")).toEqual({ headers: new Map(), body: "body" });
});

it("decodes encoded words, joined where only blanks part them", () => {
  expect(decodeHeader("=?iso-8859-1?Q?caf=E9_?= =?UTF-8?B?4oKs?= end")).toBe("café € end");
});

it("leaves encoded words that are none, and never throws", () => {
  expect(decodeHeader("=?utf-8?X?abc?= =?broken")).toBe("=?utf-8?X?abc?= =?broken");
  const piece = fc.constantFrom("=?", "?=", "?Q?", "?b?", "utf-8", "x-odd", "=E9", "=ZZ", "_", " ", "\t");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
      expect(decodeHeader(pieces.join("").toWellFormed()).isWellFormed()).toBe(true);
    }),
  );
});

it("finds a parameter with and without quotes", () => {
  expect(headerParameter('text/plain; charset="utf-8"; x=1', "charset")).toBe("utf-8");
  expect(headerParameter("multipart/mixed; BOUNDARY = abc", "boundary")).toBe("abc");
  expect(headerParameter("text/plain", "charset")).toBeUndefined();
});
