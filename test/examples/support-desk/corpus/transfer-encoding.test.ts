import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeBytes } from "../../../../examples/support-desk/corpus/charset.ts";
import { decodeTransfer } from "../../../../examples/support-desk/corpus/transfer-encoding.ts";

it("undoes base64, line breaks and all", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const lines = Buffer.from(bytes)
        .toString("base64")
        .replace(/(.{10})/g, "$1\n");
      expect(decodeTransfer(lines, " BASE64 ")).toBe(decodeBytes(bytes));
    }),
  );
});

it("undoes quoted-printable, and leaves an equals sign that starts no code", () => {
  expect(decodeTransfer("a=3Db=\nc =ZZ", "quoted-printable")).toBe("a=bc =ZZ");
});

it("leaves a text in any other encoding as it is", () => {
  expect(decodeTransfer("=41", "8bit")).toBe("=41");
  expect(decodeTransfer("=41", "x-unheard-of")).toBe("=41");
});
