import { expect, it } from "vitest";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { createPicture } from "../../../src/cli/terminal/picture.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { recordDesk, viewAt } from "./recorded.ts";

function open(size = { columns: 80, rows: 24 }) {
  let time = 0;
  const { stdout } = fakeTerminal(true, size).streams;
  const picture = createPicture({ stream: stdout, paint: plain, titleOf: () => undefined, clock: () => time });
  return { picture, pass: (ms: number) => (time += ms) };
}

it("is empty before anything has happened", () => {
  expect(open().picture.lines()).toEqual([]);
});

it("lets the time go on between two facts", async () => {
  const { picture, pass } = open();
  picture.see(viewAt(await recordDesk(), 100));
  pass(1_000);
  expect(picture.lines()[0]).toMatch(/^● support chain +working +1\.0s$/);
});

it("has a question below, and what was said of the last answer, until the question is taken away", async () => {
  const { picture } = open();
  picture.see(viewAt(await recordDesk(), 5_000));
  const alone = picture.lines();
  picture.ask(({ rows, isLive }) => [`? ${rows} ${isLive}`]);
  picture.note(["  Type approve"]);
  expect(picture.lines().slice(-2)).toEqual(["? 15 true", "  Type approve"]);
  picture.ask(() => ["? another"]);
  expect(picture.lines().at(-1)).toBe("? another");
  picture.ask(undefined);
  expect(picture.lines()).toEqual(alone);
});

it("is due all the time, but with a question only now and then", async () => {
  const { picture, pass } = open();
  const facts = await recordDesk();
  picture.see(viewAt(facts, 100));
  picture.lines();
  expect(picture.isDue()).toBe(true);
  picture.ask(() => ["?"]);
  pass(600);
  expect(picture.isDue()).toBe(false);
  picture.see(viewAt(facts, 1_200));
  expect(picture.isDue()).toBe(true);
  picture.lines();
  pass(1_000);
  expect(picture.isDue()).toBe(true);
});

it("leaves room to type below a question, however small the terminal is", async () => {
  for (const rows of [8, 14, 24, 60]) {
    const { picture } = open({ columns: 80, rows });
    picture.see(viewAt(await recordDesk(), 5_000));
    picture.ask(() => Array.from({ length: 40 }, (_, row) => `row ${row}`));
    expect(picture.lines().length).toBeLessThanOrEqual(rows - 3);
    expect(picture.lines().at(-1)).toBe("row 39");
  }
});

it("draws several runs below one another, those that ask first where there is no room for all, and counts the rest", async () => {
  const { stdout } = fakeTerminal(true, { columns: 80, rows: 24 }).streams;
  const picture = createPicture({
    stream: stdout,
    paint: plain,
    titleOf: ({ runId }) => `run ${runId}`,
    hint: "Ctrl-C lets go",
    clock: () => 0,
  });
  const facts = await recordDesk();
  for (const runId of ["a", "b", "c", "d", "e"]) picture.see({ ...viewAt(facts, 100), runId });
  picture.see({ ...viewAt(facts, 5_000), runId: "f" });
  picture.see({ ...viewAt(facts, 100_000), runId: "g" });
  const lines = picture.lines();
  expect(lines.length).toBeLessThanOrEqual(23);
  expect(lines.filter((line) => line.startsWith("run "))).toEqual(["run a", "run b", "run f"]);
  expect(lines.at(-1)).toBe("… 3 more going on, 1 over");
  expect(lines.join("\n")).toContain("Ctrl-C lets go");
});
