import { expect, it } from "vitest";
import { errorText } from "../../src/cli/error-text.ts";
import { ModuleCrash } from "../../src/cli/module-error.ts";
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

it("says where a mistake was made that a module threw, and of whichever copy of the library it is", () => {
  const crash = new ModuleCrash("plan.ts threw while it was loaded.", { cause: mistake });
  expect(errorText(crash, plain)).toMatch(
    /^USAGE There is no option --jsn\.\n {2}Did you mean --json\?\n {2}test\/cli\/error-text\.test\.ts:\d+:\d+\n$/,
  );
  const copy = Object.assign(new Error("BAD_NAME: It is bad. Mend it."), { code: "BAD_NAME", remedy: "Mend it." });
  copy.name = "TroupeError";
  expect(errorText(new ModuleCrash("plan.ts threw.", { cause: copy }), plain)).toMatch(
    /^BAD_NAME It is bad\.\n {2}Mend it\.\n/,
  );
});

it("leaves out the frames that are not the module's own", () => {
  const cause = new RangeError("out of sorts", { cause: new Error("deeper") });
  const text = errorText(new ModuleCrash("plan.ts threw while it was loaded.", { cause }), plain);
  expect(text).toContain("[cause]: Error: deeper");
  expect(text).not.toMatch(/node_modules|node:internal/);
  const begin = "Error: no key\n    at node:internal/x:1:1\n";
  const mixed = Object.assign(new Error("no key"), {
    code: "E_KEY",
    stack: `${begin}    at /desk/plan.ts:3:1\n    at node:x:1:1`,
  });
  expect(errorText(new ModuleCrash("plan.ts threw.", { cause: mixed }), plain)).toBe(
    "plan.ts threw.\nError: no key\n    at /desk/plan.ts:3:1 {\n  code: 'E_KEY'\n}\n",
  );
});

it("shows every frame where none is the module's own: it may be our mistake", () => {
  const cause = Object.assign(new Error("no key"), { stack: "Error: no key\n    at node:internal/x:1:1" });
  expect(errorText(new ModuleCrash("plan.ts threw.", { cause }), plain)).toBe(
    "plan.ts threw.\nError: no key\n    at node:internal/x:1:1\n",
  );
});

it("owns up to anything else, with its stack", () => {
  expect(errorText(new TypeError("oops"), plain)).toMatch(/^This should not have happened\.\nTypeError: oops\n +at /);
  expect(errorText(undefined, plain)).toBe("This should not have happened.\nundefined\n");
});
