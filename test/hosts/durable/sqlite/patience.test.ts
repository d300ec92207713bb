import { expect, it } from "vitest";
import { pause, untilFree } from "../../../../src/hosts/durable/sqlite/patience.ts";

const locked = Object.assign(new Error("database is locked"), { errcode: 5 });

it("tries again until no lock is in the way, and lets others have their turn meanwhile", async () => {
  let tries = 0;
  let turns = 0;
  const other = setInterval(() => void (turns += 1), 1);
  const came = await untilFree("j.db", () => {
    tries += 1;
    if (tries < 10) throw locked;
    return "free";
  });
  clearInterval(other);
  expect([came, tries]).toEqual(["free", 10]);
  expect(turns).toBeGreaterThan(0);
});

it("does not try again where something else is wrong", async () => {
  let tries = 0;
  const act = () => {
    tries += 1;
    throw new TypeError("ours");
  };
  await expect(untilFree("j.db", act)).rejects.toThrow("ours");
  expect(tries).toBe(1);
});

it("gives up in the end, and says how long it waited", { timeout: 30_000 }, async () => {
  const act = () => {
    throw locked;
  };
  await expect(untilFree("j.db", act)).rejects.toMatchObject({ code: "JOURNAL_BUSY", facts: { waitedMs: 5_000 } });
});

it("pauses for a little while", async () => {
  const began = performance.now();
  await pause();
  expect(performance.now() - began).toBeGreaterThan(1);
});
