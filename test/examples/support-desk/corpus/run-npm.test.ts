import { expect, it } from "vitest";
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

it("gives up at the time limit, even if npm has children that live on", async () => {
  const npm = await fakeNpm("sleep 20 & sleep 20");
  await expect(runNpm([], { ...npm, timeLimitMs: 50 })).rejects.toMatchObject({ code: "time-limit" });
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
