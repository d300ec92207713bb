import { mkdtempDisposable, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readSealed, writeSealed } from "../../../../examples/support-desk/corpus/sealed-file.ts";

const temporary = () => mkdtempDisposable(join(tmpdir(), "troupe-sealed-"));

it("reads what was written", async () => {
  await using folder = await temporary();
  const file = { path: join(folder.path, "deep", "a.json"), fingerprint: "f" };
  expect(await writeSealed(file, { a: ["é", 1] })).toBe(true);
  expect(await readSealed(file)).toEqual({ a: ["é", 1] });
  expect(await readdir(join(folder.path, "deep"))).toEqual(["a.json"]);
});

it("does not see what was made from something else, nor what is not there", async () => {
  await using folder = await temporary();
  const file = { path: join(folder.path, "a.json"), fingerprint: "f" };
  await writeSealed(file, 1);
  expect(await readSealed({ ...file, fingerprint: "g" })).toBeUndefined();
  expect(await readSealed({ ...file, path: join(folder.path, "b.json") })).toBeUndefined();
  expect(await readSealed({ ...file, path: folder.path })).toBeUndefined();
});

it("sees through any cut and any changed byte", async () => {
  await using folder = await temporary();
  const file = { path: join(folder.path, "a.json"), fingerprint: "f" };
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
  await using folder = await temporary();
  await writeFile(join(folder.path, "in-the-way"), "");
  expect(await writeSealed({ path: join(folder.path, "in-the-way", "a.json"), fingerprint: "f" }, 1)).toBe(false);
  expect(await writeSealed({ path: folder.path, fingerprint: "f" }, 1)).toBe(false);
  expect(await readdir(folder.path)).toEqual(["in-the-way"]);
});

it("is whole whenever it is read, while many write it", async () => {
  await using folder = await temporary();
  const file = { path: join(folder.path, "a.json"), fingerprint: "f" };
  await writeSealed(file, "x".repeat(100_000));
  const writes = Array.from({ length: 20 }, (_, n) => writeSealed(file, String(n).repeat(100_000)));
  const reads = await Promise.all(Array.from({ length: 20 }, () => readSealed(file)));
  await Promise.all(writes);
  expect(reads.filter((content) => content === undefined)).toEqual([]);
});
