import { afterEach, expect, it, vi } from "vitest";
import { stageFor, type TogetherOptions } from "../../../src/cli/terminal/stage.ts";
import { EMPTY_VIEW, foldFact } from "../../../src/model/fold.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { recordDesk } from "./recorded.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What is shown of a desk, at a terminal or not. */
async function shown(options: TogetherOptions, isTerminal = false) {
  const { streams, stdout, screen } = fakeTerminal(isTerminal);
  const around = { clock: () => 0, interrupt: () => {}, nameOf: () => undefined };
  const { show, board } = stageFor(options, streams, around);
  let view = EMPTY_VIEW;
  for (const fact of await recordDesk()) show.see((view = foldFact(view, fact)), fact);
  board.print(["from the board"]);
  if (view.outcome !== undefined) show.end(view, view.outcome);
  show.close();
  return { text: stdout(), lines: screen.lines() };
}

it("shows lines where there is no terminal, and what was asked for else", async () => {
  expect((await shown({})).text).toMatch(/^ {4}0\.0s {2}support {2}run watched/);
  expect((await shown({ quiet: true })).text).toContain("✓ degraded");
  expect((await shown({ json: true, hasRun: true })).text).toMatch(/^\{"run":"watched",/);
});

it("draws a tree at a terminal, with the questions in the same picture", async () => {
  vi.stubEnv("TERM", "xterm");
  const { lines } = await shown({ title: "Desk", letGo: () => {} }, true);
  expect(lines.slice(0, 3)).toEqual(["from the board", "Desk", ""]);
});
