import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadPlan, ModuleCrash } from "../../src/cli/plan-module.ts";
import { planFile, troupe } from "./troupe-process.ts";

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

const refusalOf = async (args: readonly string[]) => {
  const { code, stdout, stderr } = await troupe(["draw", ...args]);
  return { code, stdout, said: stderr };
};

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

it("names the file that was probably meant", async () => {
  await expect(loadPlan(planFile("ecko.ts"), undefined)).rejects.toThrow(
    'MODULE_NOT_FOUND: There is no file test/cli/plans/ecko.ts. Did you mean "echo.ts"?',
  );
});

it("names the file with another extension", async () => {
  await expect(loadPlan(planFile("two-plans.js"), undefined)).rejects.toThrow('Did you mean "two-plans.ts"?');
  await expect(loadPlan(planFile("two-plans"), undefined)).rejects.toThrow('Did you mean "two-plans.ts"?');
});

it("says that there is no module in the folder either", async () => {
  await expect(loadPlan("test/nowhere/plan.ts", undefined)).rejects.toThrow(
    "MODULE_NOT_FOUND: There is no file test/nowhere/plan.ts. There is no module in that folder either; paths begin where",
  );
});

it("takes a folder for no module", async () => {
  await expect(loadPlan("test/cli/plans", undefined)).rejects.toThrow(
    "MODULE_NOT_FOUND: There is no file test/cli/plans.",
  );
});

it("keeps the error of a module that throws as the cause", async () => {
  const crash: unknown = await loadPlan(planFile("crashing.ts"), undefined).catch((error: unknown) => error);
  expect(crash).toBeInstanceOf(ModuleCrash);
  expect(crash).toMatchObject({
    message: "test/cli/plans/crashing.ts threw while it was loaded.",
    cause: { name: "RangeError", message: "the module is out of sorts" },
  });
});

it("says which import is not there", async () => {
  const { code, said } = await refusalOf([planFile("lost-import.js")]);
  expect(code).toBe(1);
  expect(said).toMatch(/^MODULE_NOT_FOUND test\/cli\/plans\/lost-import\.js imports something that is not there: /);
  expect(said).toContain("is-not-there.js");
});

it("says what to do about a file that Node cannot load", async () => {
  const { code, said } = await refusalOf(["README.md"]);
  expect(code).toBe(1);
  expect(said).toMatch(/^MODULE_NOT_FOUND Node \S+ cannot load README\.md: Unknown file extension "\.md"/);
});
