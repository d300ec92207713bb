import fc from "fast-check";
import { expect, it } from "vitest";
import { CorpusError } from "../../../../examples/support-desk/corpus/corpus-error.ts";
import { readTar } from "../../../../examples/support-desk/corpus/tar-reader.ts";
import { writeTar } from "../tar-writer.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const read = (archive: Uint8Array) => [...readTar(archive)].map(({ name, bytes }) => ({ name, text: text(bytes) }));

it("reads back whatever files were packed", () => {
  const file = fc.record({ name: fc.stringMatching(/^[a-z/.]{1,90}$/), text: fc.string({ maxLength: 2_000 }) });
  fc.assert(
    fc.property(fc.array(file, { maxLength: 8 }), (files) => {
      const wellFormed = files.map(({ name, text: content }) => ({ name, text: content.toWellFormed() }));
      expect(read(writeTar(wellFormed))).toEqual(wellFormed);
    }),
  );
});

it("passes over links and directories, and reports names that climb without following them", () => {
  const archive = writeTar([
    { name: "folder/", text: "", type: "5" },
    { name: "link", text: "", type: "2" },
    { name: "../../etc/passwd", text: "harmless" },
  ]);
  expect(read(archive)).toEqual([{ name: "../../etc/passwd", text: "harmless" }]);
});

it("refuses an archive that is cut off within a file", () => {
  const archive = writeTar([{ name: "a", text: "x".repeat(2_000) }]);
  expect(() => read(archive.subarray(0, 1_500))).toThrow("is cut off");
});

it("refuses a header of which a byte was changed", () => {
  const archive = writeTar([{ name: "a", text: "x" }]);
  archive[0] = 98;
  expect(() => read(archive)).toThrow("does not match its checksum");
});

it("refuses an entry and a number of entries beyond the limits", () => {
  const archive = writeTar([
    { name: "a", text: "12345" },
    { name: "b", text: "" },
  ]);
  expect(() => [...readTar(archive, { entryBytesMax: 4, entriesMax: 9 })]).toThrow("an entry of 5 bytes; at most 4");
  expect(() => [...readTar(archive, { entryBytesMax: 9, entriesMax: 1 })]).toThrow("more than 1 entries");
});

it("reads any bytes, or says that the archive is damaged", () => {
  const outcome = (bytes: Uint8Array) => {
    try {
      read(bytes);
      return "read";
    } catch (error) {
      return error instanceof CorpusError ? error.code : "another error";
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      expect(["read", "archive"]).toContain(outcome(bytes));
    }),
  );
});
