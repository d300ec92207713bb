import { expect, it } from "vitest";
import { readCampaign, USAGE } from "../../scripts/campaign-options.ts";

it("plays three seeds of 10,000 runs by default", () => {
  expect(readCampaign([])).toEqual({ seeds: [1, 2, 3], runs: 10_000, help: false });
  expect(USAGE).toContain("default 1-3");
  expect(USAGE).toContain("default 10000");
});

it("takes single seeds and ranges, each seed once", () => {
  expect(readCampaign(["--seeds", "7, 2-4,3", "--runs", "5"])).toEqual({ seeds: [7, 2, 3, 4], runs: 5, help: false });
});

it.each(["", "x", "4-2", "-3", "1.5", "1-", "2147483648"])("says what seeds are, where it is given %o", (seeds) => {
  expect(() => readCampaign([`--seeds=${seeds}`])).toThrow("--seeds takes whole numbers and ranges of them");
});

it.each(["0", "many", "2.5", "100001"])("says how many runs there may be, where it is given %o", (runs) => {
  expect(() => readCampaign(["--runs", runs])).toThrow("--runs takes a whole number from 1 to 100000");
});

it("plays no more than a thousand seeds, and does not count further than that", () => {
  expect(readCampaign(["--seeds", "1-1000"]).seeds.length).toBe(1_000);
  expect(() => readCampaign(["--seeds", "0-2147483647"])).toThrow("at most 1000 seeds");
});
