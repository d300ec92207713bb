import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { fetchPackage } from "../../../../examples/support-desk/corpus/fetch-package.ts";
import { fakeNpm } from "../fake-npm.ts";

it("gives the file of the package, byte by byte", async () => {
  const npm = await fakeNpm();
  expect(await fetchPackage(npm.package, npm)).toEqual(await readFile(`${npm.directory}/package.tgz`));
});

it("refuses a file with another checksum", async () => {
  const npm = await fakeNpm('echo tampered > "$npm_config_pack_destination/x.tgz"');
  await expect(fetchPackage(npm.package, npm)).rejects.toMatchObject({ code: "checksum" });
});

it("says so if npm leaves no file", async () => {
  const npm = await fakeNpm("exit 0");
  await expect(fetchPackage(npm.package, npm)).rejects.toMatchObject({ code: "fetch" });
});

it("does not begin after it was told to give up", async () => {
  const npm = await fakeNpm();
  const signal = AbortSignal.abort(new Error("too late"));
  await expect(fetchPackage(npm.package, { ...npm, signal })).rejects.toThrow("too late");
});
