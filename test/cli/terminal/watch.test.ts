import { afterEach, expect, it, vi } from "vitest";
import { exitCodeOf, watchInTerminal, watchRun, watchRuns } from "../../../src/cli/terminal/watch.ts";
import { agent, approval, chain, createRuntime, type Outcome } from "../../../src/index.ts";
import { fakeTerminal } from "./fake-terminal.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const noisy = chain("noisy", [
  agent("talk", { work: (word: string) => Promise.resolve(`${word}!`) }),
  agent("print", { work: async (word: string) => (await Promise.resolve(), process.stdout.write(""), word.length) }),
]);

it("shows lines where there is no terminal, and gives the outcome", async () => {
  await using runtime = createRuntime();
  const { streams, stdout } = fakeTerminal(false);
  const outcome = await watchInTerminal(runtime.start(noisy, "hello"), { streams });
  expect(outcome).toMatchObject({ status: "done", output: 6 });
  expect(stdout()).toContain("noisy/talk  done in ");
  expect(stdout()).toContain("✓ done · 2 of 10 steps");
});

it("draws a tree on a terminal, under its title", async () => {
  vi.stubEnv("TERM", "xterm");
  await using runtime = createRuntime();
  const { streams, screen } = fakeTerminal(true);
  await watchInTerminal(runtime.start(noisy, "hello"), { title: "A noisy run", streams });
  expect(screen.lines().slice(0, 5)).toEqual([
    "A noisy run",
    "",
    expect.stringMatching(/^✓ noisy chain +done/),
    expect.stringMatching(/^├─ ✓ talk +done/),
    expect.stringMatching(/^└─ ✓ print +done/),
  ]);
});

it("writes nothing but facts with json, and sends what others print to stderr", async () => {
  await using runtime = createRuntime();
  const { streams, stdout, stderr } = fakeTerminal(true);
  const gossip = agent("gossip", {
    work: async () => {
      await Promise.resolve();
      streams.stdout.write("psst\n");
      return 1;
    },
  });
  await watchInTerminal(runtime.start(gossip, null), { json: true, streams });
  const types = stdout()
    .trimEnd()
    .split("\n")
    .map((line): { type: string } => JSON.parse(line))
    .map(({ type }) => type);
  expect([types[0], types.at(-1)]).toEqual(["run.started", "run.ended"]);
  expect(stderr()).toBe("psst\n");
});

it("writes the outcome alone when it is quiet", async () => {
  await using runtime = createRuntime();
  const { streams, stdout } = fakeTerminal(true);
  await watchInTerminal(runtime.start(noisy, "hello"), { quiet: true, streams });
  expect(stdout()).toMatch(/^✓ done · 2 of 10 steps · \S+\n {2}output {4}6\n$/);
});

it("cancels the run when nobody reads any more, and says nothing of it", async () => {
  await using runtime = createRuntime();
  const { streams, stderr } = fakeTerminal(false);
  const endless = agent("endless", {
    work: (_: null, { signal }) =>
      new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  });
  const watched = watchInTerminal(runtime.start(endless, null), { streams });
  streams.stdout.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  expect(await watched).toMatchObject({ status: "cancelled", reason: "nobody reads the output any more" });
  expect(stderr()).toBe("");
});

it("says that nobody was asked where the run is unattended", async () => {
  await using runtime = createRuntime();
  const { streams, stdout } = fakeTerminal(false);
  const asks = agent("pay", { work: () => 250 }).gated(approval("boss", { deadlineMs: 60_000, otherwise: "approve" }));
  const outcome = await watchInTerminal(runtime.start(asks, null, { unattended: true }), { streams });
  expect(outcome.status).toBe("degraded");
  expect(stdout()).toContain("pay  asks for approval boss: 250 (nobody is asked: approve)");
  expect(stdout()).toContain("pay  passed boss, though nobody looked");
});

it.each([
  [{}, "json: true"],
  [{ wholeBy: "--all" }, "--all"],
])("says in a program's own words what prints a long output whole: %o", async (options, words) => {
  await using runtime = createRuntime();
  const { streams, stdout } = fakeTerminal(false);
  const long = agent("long", { work: () => "a line\n".repeat(30) });
  await watchInTerminal(runtime.start(long, null), { streams, ...options });
  expect(stdout()).toContain(`more lines; ${words} prints it whole\n`);
});

it("says so when an interrupt came too late to cancel anything, and who it was", async () => {
  await using runtime = createRuntime();
  const { streams, stderr } = fakeTerminal(false);
  const busy = agent("busy", { work: () => (process.emit("SIGTERM"), 1) });
  const run = runtime.start(busy, null);
  const watched = await watchRun({ ...run, cancel: () => run.outcome }, { streams });
  expect(watched).toMatchObject({ outcome: { status: "done" }, interruptedBy: "SIGTERM" });
  expect(stderr()).toBe("note: SIGTERM came too late to cancel the run: it was over\n");
});

it("shows runs beside one another until all are over, each from where its past ends", async () => {
  await using runtime = createRuntime();
  const { streams, stdout } = fakeTerminal(false);
  const runs = ["r1", "r2"].map((id) => runtime.start(noisy, "hello", { id }));
  const followed = runs.map((run, place) => ({ run, name: run.id, past: place * 3 }));
  const { outcomes, interruptedBy } = await watchRuns(followed, { streams });
  expect(outcomes.map(({ status }) => status)).toEqual(["done", "done"]);
  expect(interruptedBy).toBeUndefined();
  expect(stdout()).toMatch(/ r1 {2}noisy {2}run r1, /);
  expect(stdout()).not.toMatch(/ r2 {2}noisy {2}run r2, /);
  expect(stdout()).toMatch(/ r2 {2}noisy\/talk {2}done in /);
  expect(stdout()).toMatch(/\n\nrun r1, noisy\n✓ done [^]*\n\nrun r2, noisy\n✓ done /);
});

it("shows a past that is asked for, and asks nothing of it", async () => {
  await using runtime = createRuntime();
  const { streams, stdout } = fakeTerminal(false);
  const run = runtime.start(noisy, "hello");
  await run.outcome;
  await watchRuns([{ run, past: 1_000, from: 0 }], { streams, json: true });
  expect(stdout()).toMatch(/^\{"seq":0,[^]*"type":"run\.ended"/);
});

it("lets go of runs that are kept, where it is interrupted, and cancels none", async () => {
  await using runtime = createRuntime();
  const { streams } = fakeTerminal(false);
  const busy = agent("busy", { work: () => (process.emit("SIGTERM"), 1) });
  const heard: string[] = [];
  const { outcomes, interruptedBy } = await watchRuns([{ run: runtime.start(busy, null) }], {
    streams,
    letGo: (why) => void heard.push(why),
  });
  expect(outcomes).toMatchObject([{ status: "done" }]);
  expect([interruptedBy, heard]).toEqual(["SIGTERM", ["SIGTERM"]]);
});

it("leaves no listener behind", async () => {
  await using runtime = createRuntime();
  const count = () =>
    process.listenerCount("SIGINT") + process.listenerCount("SIGTERM") + process.listenerCount("exit");
  const before = count();
  await watchInTerminal(runtime.start(noisy, "hello"), { streams: fakeTerminal(true).streams });
  expect(count()).toBe(before);
});

it("gives each outcome its exit code", () => {
  const statuses: readonly Outcome<unknown>["status"][] = ["done", "degraded", "failed", "cancelled"];
  expect(statuses.map((status) => exitCodeOf({ status }))).toEqual([0, 0, 2, 130]);
});
