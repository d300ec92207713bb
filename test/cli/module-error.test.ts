import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { planFile, troupe } from "./troupe-process.ts";

const troupeUrl = JSON.stringify(new URL("../../src/index.ts", import.meta.url).href);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "troupe-module-"));
  await written("package.json", '{"type":"module"}');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** What the command says of a module that cannot be loaded, without the folder that it is in. */
async function said(file: string): Promise<string> {
  const { code, stdout, stderr } = await troupe(["draw", file]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  return stderr.replaceAll(`${folder}/`, "");
}

it("says which import is not there", async () => {
  const text = await said(planFile("lost-import.js"));
  expect(text).toMatch(/^MODULE_NOT_FOUND test\/cli\/plans\/lost-import\.js imports something that is not there: /);
  expect(text).toContain("is-not-there.js");
});

it("says which package is not installed, and how it is", async () => {
  expect(await said(await written("lost.ts", 'import x from "@left/pad/sub"; export const plan = x;'))).toBe(
    "MODULE_NOT_FOUND lost.ts imports the package @left/pad, which is not installed here.\n  npm install @left/pad\n",
  );
});

it("names the file with the right extension where an import has the wrong one", async () => {
  await written("dep.ts", "export const x = 1;");
  const text = await said(await written("wrong.ts", 'import { x } from "./dep.js"; export const plan = x;'));
  expect(text).toContain('\n  Did you mean "dep.ts"? Relative imports name the file with its extension.\n');
});

it("says of a mistake in a plan what it is and what to do, once, and where", async () => {
  const plan = `import { agent, chain } from ${troupeUrl};
const a = agent("a", { work: () => 1 });
export const plan = chain("twice", [a, a]);`;
  expect(await said(await written("twice.mjs", plan))).toMatch(
    /^DUPLICATE_NAME chain "twice" uses the name "a" twice\.\n {2}.*\n {2}twice\.mjs:3:21\n$/,
  );
});

it("shows of a module that throws only the frames that are its own", async () => {
  const plan = "function boom() {\n  throw new RangeError('out of sorts');\n}\nexport const plan = boom();";
  expect(await said(await written("boom.mjs", plan))).toBe(
    "boom.mjs threw while it was loaded.\nRangeError: out of sorts\n    at boom (boom.mjs:2:9)\n    at boom.mjs:4:21\n",
  );
});

it("says what Node cannot strip, and where", async () => {
  expect(await said(await written("enum.ts", "export const a = 1;\nenum Color { Red }\n"))).toBe(
    "BAD_MODULE Node cannot strip the types of enum.ts: TypeScript enum is not supported in strip-only mode.\n" +
      "  Write it without enums, namespaces and parameter properties, or compile it to JavaScript first.\n  enum.ts:2\n",
  );
});

it("says where a syntax is wrong, in TypeScript and in JavaScript", async () => {
  const wrong = "export const a = 1;\nexport const plan = agent(;\n";
  expect(await said(await written("syntax.ts", wrong))).toMatch(
    /^BAD_MODULE syntax\.ts is no TypeScript that Node can read: .*\n {2}Mend it there:\n {2}syntax\.ts:2\n$/,
  );
  expect(await said(await written("syntax.mjs", wrong))).toBe(
    "BAD_MODULE syntax.mjs is no JavaScript that Node can read: Unexpected token ';'.\n  Mend it there:\n  syntax.mjs:2\n",
  );
});

it("says that a type is imported as if it were a value", async () => {
  const plan = `import { agent, Plan } from ${troupeUrl};\nexport const plan: Plan<null, number> = agent("a", { work: () => 1 });\n`;
  expect(await said(await written("type.ts", plan))).toMatch(
    /^BAD_MODULE type\.ts imports Plan, which .* does not export\.\n {2}If it is a type, write import \{ type Plan \}; else mend the name:\n {2}type\.ts:1\n$/,
  );
});

it("says what to do where the package is CommonJS and the plan is not, and keeps Node's warning to itself", async () => {
  await written("cjs/package.json", '{"type":"commonjs"}');
  const plan = `import { agent } from ${troupeUrl};\nexport const plan = agent("a", { work: () => 1 });\n`;
  for (const name of ["plan.ts", "plan.js"])
    expect(await said(await written(`cjs/${name}`, plan))).toBe(
      `BAD_MODULE cjs/${name} is an ES module, and its package says that it is CommonJS.\n` +
        `  npm pkg set type=module, or name it ${name === "plan.ts" ? "plan.mts" : "plan.mjs"}\n`,
    );
  const { code, stderr } = await troupe(["draw", await written("cjs/plan.mts", plan)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

it("loads an ES module whose package says nothing, without a warning", async () => {
  await written("untold/package.json", "{}");
  const plan = `import { agent } from ${troupeUrl};\nexport const plan = agent("a", { work: () => 1 });\n`;
  expect(await troupe(["draw", await written("untold/plan.ts", plan)])).toMatchObject({ code: 0, stderr: "" });
});

it("says how JSON is imported", async () => {
  await written("mails.json", "[]");
  expect(await said(await written("json.mjs", 'import mails from "./mails.json"; export const plan = mails;'))).toBe(
    'BAD_MODULE json.mjs imports JSON without saying so.\n  Write: import … from "./mails.json" with { type: "json" }\n',
  );
});
