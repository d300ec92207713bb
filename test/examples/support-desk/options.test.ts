import { expect, it } from "vitest";
import { readOptions, USAGE } from "../../../examples/support-desk/options.ts";

it("has defaults for everything", () => {
  expect(readOptions([])).toEqual({ mails: 60, seed: 1, patience: 20, json: false, quiet: false, help: false });
});

it("takes what it is told", () => {
  expect(readOptions(["--mails", "5", "--seed=9", "--json"])).toMatchObject({ mails: 5, seed: 9, json: true });
});

it.each([
  [["--mails", "-3"], '--mails takes a whole number from 1 to 1000000, not "-3".'],
  [["--mails", "0"], '--mails takes a whole number from 1 to 1000000, not "0".'],
  [["--mails", "many"], '--mails takes a whole number from 1 to 1000000, not "many".'],
  [["--mails", "--json"], '--mails takes a whole number from 1 to 1000000, not "--json".'],
  [["--mails"], "--mails takes a whole number from 1 to 1000000."],
  [["--seed", ""], '--seed takes a whole number from 0 to 9007199254740991, not "".'],
  [["--seed", "1.5"], '--seed takes a whole number from 0 to 9007199254740991, not "1.5".'],
  [["--patience", "100000"], '--patience takes a whole number from 1 to 86400, not "100000".'],
  [["--json=yes"], "--json takes no value."],
  [["--mals", "3"], "There is no option --mals."],
  [["stray"], '"stray" is no option.'],
])("says what is wrong with %j, in words of its own", (argv, words) => {
  expect(readOptions(argv)).toBe(words);
});

it("names every option in its usage", () => {
  for (const name of ["--mails", "--seed", "--patience", "--json", "--quiet"]) expect(USAGE).toContain(name);
});
