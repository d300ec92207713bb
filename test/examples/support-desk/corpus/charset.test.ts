import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeBytes, decodeText, encodeBytes, tidy } from "../../../../examples/support-desk/corpus/charset.ts";

it("decodes the charset that is named", () => {
  expect(decodeText(Uint8Array.of(0xc3, 0xa9), "utf-8")).toBe("é");
  expect(decodeText(Uint8Array.of(0xe9), "iso-8859-1")).toBe("é");
  expect(decodeText(Uint8Array.of(0xb2, 0xe2), "gb2312")).toBe("测");
});

it("reads an unknown charset as windows-1252", () => {
  expect(decodeText(Uint8Array.of(0xe9), "default_charset")).toBe("é");
  expect(decodeText(Uint8Array.of(0xe9), "")).toBe("é");
});

it("keeps every byte in text of bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(Uint8Array.from(encodeBytes(decodeBytes(bytes)))).toEqual(bytes);
    }),
  );
});

it("leaves nothing in a text that cannot be printed or stored", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const tidied = tidy(text);
      expect(tidied.isWellFormed()).toBe(true);
      expect(tidied).not.toMatch(/(?![\n\t])\p{Cc}/u);
    }),
  );
});
