import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sourceFingerprint } from "../../../../examples/support-desk/corpus/source-fingerprint.ts";
import { temporaryFolder } from "../temporary-folder.ts";

it("changes with the name of a source", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "a.ts"), "1");
  const before = await sourceFingerprint([folder]);
  await rename(join(folder, "a.ts"), join(folder, "b.ts"));
  expect(await sourceFingerprint([folder])).not.toBe(before);
});

it("changes with a source, and with nothing else", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "a.ts"), "1");
  const before = await sourceFingerprint([folder]);
  await writeFile(join(folder, "notes.md"), "x");
  expect(await sourceFingerprint([folder])).toBe(before);
  await writeFile(join(folder, "a.ts"), "2");
  expect(await sourceFingerprint([folder])).not.toBe(before);
});
