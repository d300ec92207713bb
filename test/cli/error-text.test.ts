import { expect, it } from "vitest";
import { errorText } from "../../src/cli/error-text.ts";
import { ModuleCrash } from "../../src/cli/plan-module.ts";
import { coloured, plain } from "../../src/cli/terminal/paint.ts";
import { TroupeError } from "../../src/model/troupe-error.ts";

const mistake = new TroupeError("USAGE", { what: "There is no option --jsn.", remedy: "Did you mean --json?" });

it("says of a mistake what happened and what to do, without a stack", () => {
  expect(errorText(mistake, plain)).toBe("USAGE There is no option --jsn.\n  Did you mean --json?\n");
});

it("cuts off the remedy only where it ends the message", () => {
  const twice = new TroupeError("USAGE", { what: "Keep one. Keep one.", remedy: "Keep one." });
  expect(errorText(twice, plain)).toBe("USAGE Keep one. Keep one.\n  Keep one.\n");
});

it("colours the code", () => {
  expect(errorText(mistake, coloured)).toBe(
    "\u001b[31mUSAGE\u001b[39m There is no option --jsn.\n  Did you mean --json?\n",
  );
});

it("shows a module's own error with its stack", () => {
  const cause = new RangeError("out of sorts");
  const text = errorText(new ModuleCrash("plan.ts threw while it was loaded.", { cause }), plain);
  expect(text).toMatch(/^plan\.ts threw while it was loaded\.\nRangeError: out of sorts\n +at /);
  expect(text).not.toContain("ModuleCrash");
});

it("shows what a module threw that is no error", () => {
  const crash = new ModuleCrash("plan.ts threw while it was loaded.", { cause: "a text" });
  expect(errorText(crash, plain)).toBe("plan.ts threw while it was loaded.\n'a text'\n");
});

it("owns up to anything else, with its stack", () => {
  expect(errorText(new TypeError("oops"), plain)).toMatch(/^This should not have happened\.\nTypeError: oops\n +at /);
  expect(errorText(undefined, plain)).toBe("This should not have happened.\nundefined\n");
});
