import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FLAGS = ["--expose-gc", "--conditions=troupe-source", "--disable-warning=ExperimentalWarning"];

function soak(...args: readonly string[]) {
  return promisify(execFile)(process.execPath, [...FLAGS, "scripts/soak.ts", ...args], { cwd: ROOT });
}

it.each([[[]], [["--durable"]]])(
  "does not grow with its runs, nor leave anything behind: %j",
  async (more) => {
    const { stdout, stderr } = await soak("--runs", "2000", ...more);
    expect(stdout).toMatch(/^2000 runs, (1600 done, 400 degraded|400 degraded, 1600 done); heap /);
    expect(stderr).toBe("");
  },
  60_000,
);

it("says what it takes", async () => {
  await expect(soak("--runs", "few")).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--runs takes"),
  });
});
