import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readSealed, writeSealed } from "../../../../examples/support-desk/corpus/sealed-file.ts";
import { temporaryFolder } from "../temporary-folder.ts";

it("reads what was written", async () => {
  const folder = await temporaryFolder();
  const file = { path: join(folder, "deep", "a.json"), fingerprint: "f" };
  expect(await writeSealed(file, { a: ["é", 1] })).toBe(true);
  expect(await readSealed(file)).toEqual({ a: ["é", 1] });
  expect(await readdir(join(folder, "deep"))).toEqual(["a.json"]);
});

it("does not see what was made from something else, nor what is not there", async () => {
  const folder = await temporaryFolder();
  const file = { path: join(folder, "a.json"), fingerprint: "f" };
  await writeSealed(file, 1);
  expect(await readSealed({ ...file, fingerprint: "g" })).toBeUndefined();
  expect(await readSealed({ ...file, path: join(folder, "b.json") })).toBeUndefined();
  expect(await readSealed({ ...file, path: folder })).toBeUndefined();
});

it("sees through any cut and any changed byte", async () => {
  const folder = await temporaryFolder();
  const file = { path: join(folder, "a.json"), fingerprint: "f" };
  await writeSealed(file, { text: "some content" });
  const whole = await readFile(file.path);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.boolean(), async (at, isCut) => {
      await writeFile(file.path, isCut ? whole : whole.map((byte, index) => (index === at ? byte ^ 1 : byte)));
      if (isCut) await truncate(file.path, at);
      expect(await readSealed(file)).toBeUndefined();
    }),
  );
});

it("says so where it cannot write, and leaves nothing behind", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "in-the-way"), "");
  expect(await writeSealed({ path: join(folder, "in-the-way", "a.json"), fingerprint: "f" }, 1)).toBe(false);
  expect(await writeSealed({ path: folder, fingerprint: "f" }, 1)).toBe(false);
  expect(await readdir(folder)).toEqual(["in-the-way"]);
});

it("is whole whenever it is read, while many write it", async () => {
  const folder = await temporaryFolder();
  const file = { path: join(folder, "a.json"), fingerprint: "f" };
  await writeSealed(file, "x".repeat(1_000_000));
  const rounds = Array.from({ length: 20 }, async (_, round) => {
    const writing = writeSealed(file, String(round).repeat(1_000_000));
    const seen = [await readSealed(file), await readSealed(file)];
    await writing;
    return seen;
  });
  const reads = (await Promise.all(rounds)).flat();
  expect(reads.filter((content) => content === undefined)).toEqual([]);
});
