import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { liveShow } from "../../../src/cli/terminal/live-show.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import type { Fact } from "../../../src/model/fact.ts";
import { fold } from "../../../src/model/fold.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { recordDesk, viewAt } from "./recorded.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const [fact]: readonly Fact[] = [
  { seq: 0, at: 0, cause: undefined, path: "", source: "kernel", type: "clock.resumed" },
];

function open(title?: string) {
  const terminal = fakeTerminal(true);
  const { stdout, stderr } = terminal.streams;
  let time = 0;
  const keys: string[] = [];
  const keyboard = { take: () => void keys.push("take"), release: () => void keys.push("release") };
  const show = liveShow({ stream: stdout, beside: [stderr], paint: plain, title, keyboard, clock: () => time });
  const pass = (ms: number) => {
    time += ms;
    vi.advanceTimersByTime(ms);
  };
  return { ...terminal, stdout, stderr, show, pass, keys };
}

const see = async (show: ReturnType<typeof open>["show"], at: number) => {
  if (fact !== undefined) show.see(viewAt(await recordDesk(), at), fact);
};

it("draws twelve times a second at most, and lets time pass between facts", async () => {
  const { show, pass, screen } = open("Support desk");
  await see(show, 100);
  pass(80);
  expect(screen.lines()).toEqual([""]);
  pass(10);
  expect(screen.lines().slice(0, 3)).toEqual([
    "Support desk",
    "",
    expect.stringMatching(/^● support chain +working +0\.1s$/),
  ]);
  pass(1_000);
  expect(screen.lines()[2]).toMatch(/^● support chain +working +1\.1s$/);
  show.close();
});

it("shows what others print above the picture, line by line", async () => {
  const { show, pass, screen, stdout, stderr } = open();
  await see(show, 100);
  pass(90);
  stdout.write("one\ntwo");
  stderr.write(" of two\n");
  pass(90);
  expect(screen.lines().slice(0, 3)).toEqual([
    "one",
    "two of two",
    expect.stringMatching(/^● support chain +working +0\.2s$/),
  ]);
  show.close();
});

it("stands still while somebody types, and keeps what was said above the picture", async () => {
  const { show, pass, screen, keys, stdout } = open();
  await see(show, 5_000);
  show.pause(8);
  show.write("? really\n> yes\n");
  stdout.write("a word meanwhile\n");
  const still = screen.lines();
  pass(2_000);
  expect(screen.lines()).toEqual(still);
  expect(still.length).toBeLessThan(24);
  show.resume({ record: "? really: yes", rows: 2 });
  expect(screen.lines().slice(0, 3)).toEqual([
    "? really: yes",
    "a word meanwhile",
    expect.stringContaining("● support"),
  ]);
  expect(screen.lines().join("\n")).not.toContain("> yes");
  expect(keys).toEqual(["take", "release", "take"]);
  show.close();
});

it("leaves the tree, once, and a summary", async () => {
  const { show, pass, screen, stdout, keys } = open("Support desk");
  await see(show, 1_200);
  pass(90);
  const view = fold(await recordDesk());
  stdout.write("no line end");
  if (view.outcome !== undefined) show.end(view, view.outcome);
  show.close();
  const lines = screen.lines();
  expect(lines.slice(0, 4)).toEqual([
    "no line end",
    "Support desk",
    "",
    expect.stringMatching(/^✓ support chain +done/),
  ]);
  expect(lines.filter((line) => line.includes("support chain"))).toHaveLength(1);
  expect(lines.find((line) => line.startsWith("✓ degraded"))).toBeDefined();
  expect([screen.isCursorHidden, keys.at(-1), vi.getTimerCount()]).toEqual([false, "release", 0]);
});

it("gives the streams back", () => {
  const { show, stdout, stderr, screen } = open();
  show.close();
  stdout.write("free");
  stderr.write("free");
  expect(screen.lines()).toEqual(["free"]);
  expect(stdout.listenerCount("resize")).toBe(0);
});
