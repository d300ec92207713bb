import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { runNpm } from "../../../../examples/support-desk/corpus/run-npm.ts";
import { fakeNpm } from "../fake-npm.ts";

it("says that npm is not there", async () => {
  await expect(runNpm([], { environment: { PATH: "/nowhere" } })).rejects.toMatchObject({
    code: "npm",
    message: "npm could not be started (ENOENT), perhaps it is not in the PATH",
  });
});

it("passes on npm's error code, and none of its text", async () => {
  const npm = await fakeNpm("echo 'npm error code ENOTFOUND' >&2; echo 'secret.host.example' >&2; exit 1");
  await expect(runNpm([], npm)).rejects.toMatchObject({
    code: "fetch",
    message: "npm could not fetch the package (ENOTFOUND), perhaps there is no network",
  });
});

it("gives up at the time limit, and is not held up by children of npm that live on", async () => {
  const npm = await fakeNpm("sleep 20 & sleep 20");
  const pipes = () => process.getActiveResourcesInfo().filter((name) => name.startsWith("Pipe")).length;
  const before = pipes();
  await expect(runNpm([], { ...npm, timeLimitMs: 50 })).rejects.toMatchObject({ code: "time-limit" });
  await vi.waitFor(() => expect(pipes()).toBe(before));
}, 5_000);

it("kills an npm that does not want to end", async () => {
  const npm = await fakeNpm('trap "" TERM; echo $$ > "$PACKAGE_FILE.pid"; while :; do sleep 0.1; done');
  await expect(runNpm([], { ...npm, timeLimitMs: 300 })).rejects.toMatchObject({ code: "time-limit" });
  const pid = Number(await readFile(join(npm.directory, "package.tgz.pid"), "utf8"));
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"));
}, 5_000);

it("gives up when it is told to, with the reason it is told", async () => {
  const npm = await fakeNpm("sleep 20");
  const controller = new AbortController();
  const running = runNpm([], { ...npm, signal: controller.signal });
  controller.abort(new Error("enough"));
  await expect(running).rejects.toThrow("enough");
}, 5_000);

it("survives a flood of complaints", async () => {
  const npm = await fakeNpm("yes complaint | head -c 3000000 >&2; exit 3");
  await expect(runNpm([], npm)).rejects.toThrow("(exit status 3)");
});
