import { expect, it } from "vitest";
import { checksumOf, checksumOfRow } from "../../../../src/hosts/durable/sqlite/checksum.ts";

it("is the CRC-32 of the parts, the same on every machine and in every version", () => {
  expect(checksumOf("123456789")).toBe(0xcbf43926);
  expect(checksumOfRow("run", 7, "{}")).toBe(checksumOf("run", 7, "{}"));
});

it("differs where any part differs, or another part has it", () => {
  const all = [
    ["a", 1, "b"],
    ["a", 2, "b"],
    ["c", 1, "b"],
    ["a", 1, "c"],
    ["b", 1, "a"],
    ["a1", "", "b"],
  ] as const;
  expect(new Set(all.map((parts) => checksumOf(...parts))).size).toBe(all.length);
});
