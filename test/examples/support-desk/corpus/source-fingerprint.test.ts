import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sourceFingerprint } from "../../../../examples/support-desk/corpus/source-fingerprint.ts";

it("changes with a source, and with nothing else", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "troupe-sources-"));
  await writeFile(join(folder.path, "a.ts"), "1");
  const before = await sourceFingerprint([folder.path]);
  await writeFile(join(folder.path, "notes.md"), "x");
  expect(await sourceFingerprint([folder.path])).toBe(before);
  await writeFile(join(folder.path, "a.ts"), "2");
  expect(await sourceFingerprint([folder.path])).not.toBe(before);
});
