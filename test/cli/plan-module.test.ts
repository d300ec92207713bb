import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ModuleCrash } from "../../src/cli/module-error.ts";
import { isModule, loadPlan, loadPlans } from "../../src/cli/plan-module.ts";
import { planFile } from "./troupe-process.ts";

/** A module with a default export, which our own files may not have. */
const PREFERRED = `import { agent } from ${JSON.stringify(new URL("../../src/index.ts", import.meta.url).href)};
export const plan = agent("other", { work: () => 1 });
export default agent("preferred", { work: () => 2 });
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "troupe-plan-"));
  await writeFile(join(folder, "preferred.mjs"), PREFERRED);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it("takes the export named plan", async () => {
  expect((await loadPlan(planFile("failing.ts"), undefined)).name).toBe("failing");
});

it("prefers the default export", async () => {
  expect((await loadPlan(join(folder, "preferred.mjs"), undefined)).name).toBe("preferred");
});

it("takes the only plan, whatever its name", async () => {
  expect((await loadPlan(planFile("only-plan.ts"), undefined)).name).toBe("only");
});

it("takes the export that is named", async () => {
  expect((await loadPlan(planFile("two-plans.ts"), "second")).name).toBe("second");
  expect((await loadPlan(join(folder, "preferred.mjs"), "plan")).name).toBe("other");
});

it("asks which of several plans is meant", async () => {
  await expect(loadPlan(planFile("two-plans.ts"), undefined)).rejects.toThrow(
    "USAGE: test/cli/plans/two-plans.ts exports several plans: first, second. Say which one, as in --export first.",
  );
});

it("names the export that was probably meant", async () => {
  await expect(loadPlan(planFile("two-plans.ts"), "fist")).rejects.toThrow(
    'USAGE: test/cli/plans/two-plans.ts exports nothing named "fist". Did you mean "first"?',
  );
});

it("takes nothing that every object has for an export", async () => {
  await expect(loadPlan(planFile("two-plans.ts"), "toString")).rejects.toThrow('exports nothing named "toString"');
});

it("says what a named export is when it is no plan", async () => {
  await expect(loadPlan(planFile("no-plan.ts"), "makePlan")).rejects.toThrow(
    'NOT_A_PLAN: The export "makePlan" of test/cli/plans/no-plan.ts is a function, not a plan. If the function makes',
  );
});

it("says what stands where the plan belongs", async () => {
  await writeFile(join(folder, "object.mjs"), "export const plan = { steps: [] }; export const more = 1;");
  await expect(loadPlan(join(folder, "object.mjs"), undefined)).rejects.toThrow(
    /^NOT_A_PLAN: The export "plan" of .*object\.mjs is an object, not a plan\. Plans are made by/,
  );
  await writeFile(join(folder, "default.mjs"), "export default () => 1;");
  await expect(loadPlan(join(folder, "default.mjs"), undefined)).rejects.toThrow(
    /^NOT_A_PLAN: The export "default" of .*default\.mjs is a function, not a plan\. If the function makes/,
  );
});

it("offers plans only where the export that is named is not there", async () => {
  await expect(loadPlan(join(folder, "preferred.mjs"), "desk")).rejects.toThrow(
    /exports nothing named "desk"\. There are: default, plan\.$/,
  );
  await expect(loadPlan(planFile("no-plan.ts"), "answr")).rejects.toThrow(
    'exports nothing named "answr". It exports no plan at all; export one, as in: export const plan =',
  );
});

it("lists what a module exports instead of a plan", async () => {
  await expect(loadPlan(planFile("no-plan.ts"), undefined)).rejects.toThrow(
    "NOT_A_PLAN: test/cli/plans/no-plan.ts exports no plan, only answer, makePlan. Export one, as in:",
  );
});

it("says so when a module exports nothing at all", async () => {
  await expect(loadPlan(planFile("empty.ts"), undefined)).rejects.toThrow(
    "NOT_A_PLAN: test/cli/plans/empty.ts exports no plan, nor anything else.",
  );
});

it("takes a module by its address, too", async () => {
  const address = pathToFileURL(planFile("failing.ts")).href;
  expect((await loadPlan(address, undefined)).name).toBe("failing");
});

it("names the file that was probably meant", async () => {
  await expect(loadPlan(planFile("ecko.ts"), undefined)).rejects.toThrow(
    'MODULE_NOT_FOUND: There is no file test/cli/plans/ecko.ts. Did you mean "echo.ts"?',
  );
});

it("names the file with another extension", async () => {
  await expect(loadPlan(planFile("two-plans.js"), undefined)).rejects.toThrow('Did you mean "two-plans.ts"?');
  await expect(loadPlan(planFile("two-plans"), undefined)).rejects.toThrow('Did you mean "two-plans.ts"?');
});

it("says that there is no such folder either", async () => {
  await expect(loadPlan("test/nowhere/plan.ts", undefined)).rejects.toThrow(
    `There is no file test/nowhere/plan.ts. There is no folder test/nowhere either. Paths begin where you are: ${process.cwd()}`,
  );
});

it("names no file where none is near", async () => {
  await expect(loadPlan(planFile("zzzzzz.ts"), undefined)).rejects.toThrow(
    `MODULE_NOT_FOUND: There is no file test/cli/plans/zzzzzz.ts. Paths begin where you are: ${process.cwd()}`,
  );
});

it("names a module in a folder that is given for one", async () => {
  await expect(loadPlan("test/cli/plans", undefined)).rejects.toThrow(
    "MODULE_NOT_FOUND: test/cli/plans is a folder. Name the module in it, as in test/cli/plans/asking.ts",
  );
  await expect(loadPlan("docs", undefined)).rejects.toThrow("docs is a folder. There is no module in it.");
});

it("takes a file for no module that is none, and says where an input belongs", async () => {
  await expect(loadPlan("package.json", undefined)).rejects.toThrow(
    "BAD_MODULE: package.json is no module. A module is .js, .mjs, .ts or .mts; an input is given by --input package.json.",
  );
  await expect(loadPlan("README.md", undefined)).rejects.toThrow(
    /^BAD_MODULE: README\.md is no module\. A module is \.js, \.mjs, \.ts or \.mts\.$/,
  );
  await expect(loadPlan("LICENSE", undefined)).rejects.toThrow("BAD_MODULE: LICENSE is no module.");
});

it("keeps the error of a module that throws as the cause", async () => {
  const crash: unknown = await loadPlan(planFile("crashing.ts"), undefined).catch((error: unknown) => error);
  expect(crash).toBeInstanceOf(ModuleCrash);
  expect(crash).toMatchObject({
    message: "test/cli/plans/crashing.ts threw while it was loaded.",
    cause: { name: "RangeError", message: "the module is out of sorts" },
  });
});

it("takes every plan that a module exports, each once, or the one that is named", async () => {
  const names = async (module: string, exportName?: string) =>
    (await loadPlans(module, exportName)).map(({ name }) => name);
  expect(await names(planFile("two-plans.ts"))).toEqual(["first", "second"]);
  expect(await names(planFile("two-plans.ts"), "second")).toEqual(["second"]);
  await expect(names(planFile("no-plan.ts"))).rejects.toThrow("NOT_A_PLAN");
});

it("knows a module by its name", () => {
  expect(["plan.ts", "plan.mjs", "troupe.db", "plan.json"].map(isModule)).toEqual([true, true, false, false]);
});
