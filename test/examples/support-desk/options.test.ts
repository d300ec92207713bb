import { expect, it } from "vitest";
import { readOptions, USAGE } from "../../../examples/support-desk/options.ts";

it("has defaults for everything", () => {
  expect(readOptions([])).toEqual({ mails: 60, seed: 1, patience: 20, json: false, quiet: false, help: false });
});

it("takes what it is told", () => {
  expect(readOptions(["--mails", "5", "--seed=9", "--json"])).toMatchObject({ mails: 5, seed: 9, json: true });
});

it.each([["--mails", "0"], ["--mails", "many"], ["--seed", "1.5"], ["--patience", "-1"], ["--mals", "3"], ["stray"]])(
  "says what is wrong with %s %s",
  (...argv) => {
    expect(readOptions(argv)).toEqual(expect.any(String));
  },
);

it("names every option in its usage", () => {
  for (const name of ["--mails", "--seed", "--patience", "--json", "--quiet"]) expect(USAGE).toContain(name);
});
