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
  const show = liveShow({
    stream: stdout,
    beside: [stderr],
    paint: plain,
    titleOf: () => title,
    wholeBy: "--json",
    keyboard,
    clock: () => time,
  });
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

it("goes on above a question, and keeps what was answered above the picture", async () => {
  const { show, pass, screen, keys, stdout } = open();
  await see(show, 5_000);
  show.pause();
  let seconds = 60;
  show.board.pose(() => ["? really", `${seconds}s left`]);
  show.board.write("> ");
  show.board.typing({ isShort: () => true, again: () => show.board.write("> ") });
  expect(screen.lines().slice(-3)).toEqual(["? really", "60s left", ">"]);
  stdout.write("a word meanwhile\n");
  seconds = 59;
  pass(1_100);
  expect(screen.lines()[0]).toBe("a word meanwhile");
  expect(screen.lines()[1]).toMatch(/^● support chain +working +5\.\ds$/);
  expect(screen.lines().slice(-3)).toEqual(["? really", "59s left", ">"]);
  show.board.typing(undefined);
  show.board.write("yes\n");
  show.board.typed(1);
  show.resume("? really: yes");
  expect(screen.lines().slice(0, 3)).toEqual([
    "a word meanwhile",
    "? really: yes",
    expect.stringContaining("● support"),
  ]);
  expect(screen.lines().join("\n")).not.toMatch(/> |s left$/m);
  expect(keys).toEqual(["take", "release", "take"]);
  show.close();
});

it("shows what happens below a question soon, and draws no more than twice a second", async () => {
  const { show, pass, screen } = open();
  await see(show, 100);
  pass(90);
  show.pause();
  show.board.pose(() => ["? really"]);
  await see(show, 1_200);
  pass(170);
  expect(screen.lines().join("\n")).not.toMatch(/classify +done/);
  pass(420);
  expect(screen.lines().join("\n")).toMatch(/classify +done/);
  show.close();
});

it("stands still while a line is typed that is longer than a row", async () => {
  const { show, pass, screen } = open();
  await see(show, 5_000);
  show.pause();
  show.board.pose(() => ["? really"]);
  show.board.typing({ isShort: () => false, again: () => {} });
  const still = screen.lines();
  pass(3_000);
  expect(screen.lines()).toEqual(still);
  show.close();
});

it("gives a question the room that it needs, and the tree what is left", async () => {
  const { show, screen } = open();
  await see(show, 5_000);
  show.pause();
  const rooms: number[] = [];
  show.board.pose(({ rows }) => {
    rooms.push(rows);
    return Array.from({ length: rows }, (_, row) => `row ${row}`);
  });
  show.board.remark({ typed: ["> maybe"], said: ["  Type approve"] });
  expect(rooms).toEqual([16, 14]);
  expect(screen.lines()).toHaveLength(21);
  expect(screen.lines().slice(-4)).toEqual(["row 13", "> maybe", "  Type approve", ""]);
  show.board.print(["all of it"]);
  expect(screen.lines()[0]).toBe("all of it");
  show.close();
});

it("never draws more than a small terminal has room for while somebody types", async () => {
  const { show, screen } = open("Support desk");
  await see(show, 5_000);
  show.pause();
  show.board.pose(() => Array.from({ length: 30 }, (_, row) => `row ${row}`));
  expect(screen.lines()).toHaveLength(22);
  expect(screen.lines().at(-2)).toBe("row 29");
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

it("prints what others said last, also where something ends the process", async () => {
  const before = process.listeners("exit");
  const { show, pass, screen, stderr } = open();
  await see(show, 100);
  pass(90);
  stderr.write("fatal: no key");
  const added = process.listeners("exit").filter((listener) => !before.includes(listener));
  for (const listener of added) listener.call(process, 1);
  expect(screen.lines()).toEqual(["fatal: no key", ""]);
  expect(screen.isCursorHidden).toBe(false);
  show.close();
  expect(process.listeners("exit")).toEqual(before);
});

it("gives the streams back", () => {
  const { show, stdout, stderr, screen } = open();
  show.close();
  stdout.write("free");
  stderr.write("free");
  expect(screen.lines()).toEqual(["free"]);
  expect(stdout.listenerCount("resize")).toBe(0);
});
