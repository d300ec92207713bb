import { expect, it } from "vitest";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { jsonShow, lineShow, quietShow, type Show } from "../../../src/cli/terminal/show.ts";
import { EMPTY_VIEW, foldFact } from "../../../src/model/fold.ts";
import { recordDesk } from "./recorded.ts";

async function shown(open: (write: (text: string) => void) => Show): Promise<string> {
  let text = "";
  const show = open((more) => {
    text += more;
  });
  let view = EMPTY_VIEW;
  for (const fact of await recordDesk()) show.see((view = foldFact(view, fact)), fact);
  if (view.outcome !== undefined) show.end(view, view.outcome);
  show.close();
  return text;
}

it("shows lines and the summary without a terminal", async () => {
  const text = await shown((write) => lineShow({ write, paint: plain, wholeBy: "--json" }));
  expect(text).toMatch(/^ {4}0\.0s {2}support {2}run watched, \d+ steps at most\n/);
  expect(text).toContain("\n\n✓ degraded · ");
  expect(text.endsWith("10.0.0.7:443\n")).toBe(true);
});

it("shows every fact as a line of JSON, the outcome last", async () => {
  const lines = (await shown((write) => jsonShow({ write }))).trimEnd().split("\n");
  const facts = lines.map((line): { seq: number; type: string; outcome?: { status: string } } => JSON.parse(line));
  expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index));
  expect(facts.at(-1)).toMatchObject({ type: "run.ended", outcome: { status: "degraded" } });
});

it("shows nothing but the outcome when it is quiet", async () => {
  const text = await shown((write) => quietShow({ write, paint: plain, wholeBy: "--json" }));
  expect(text.split("\n")[0]).toMatch(/^✓ degraded · /);
  expect(text.trimEnd().split("\n")).toHaveLength(4);
});

it("holds its lines back while somebody types on the same terminal, and then shows them", async () => {
  for (const isShared of [true, false]) {
    let text = "";
    const write = (more: string) => void (text += more);
    const show = lineShow({ write, paint: plain, wholeBy: "--json", isShared });
    let view = EMPTY_VIEW;
    const [first, ...rest] = await recordDesk();
    if (first === undefined) throw new Error("no facts");
    show.see((view = foldFact(view, first)), first);
    const before = text;
    show.pause();
    for (const fact of rest) show.see((view = foldFact(view, fact)), fact);
    expect(text === before).toBe(isShared);
    show.resume("? refund: approve");
    expect(text).toContain("support/classify  done in 400ms\n");
    show.close();
  }
});

it("names the run in each line, each fact and each summary where several are shown", async () => {
  const nameOf = () => "r1";
  const pen = { paint: plain, wholeBy: "--json", nameOf };
  const text = await shown((write) => lineShow({ write, ...pen }));
  expect(text).toMatch(/^ {4}0\.0s {2}r1 {2}support {2}run watched/);
  expect(text).toContain("\n\nrun r1, support\n✓ degraded · ");
  expect(await shown((write) => quietShow({ write, ...pen }))).toMatch(/^run r1, support\n✓ degraded · /);
  const [line = ""] = (await shown((write) => jsonShow({ write, hasRun: true }))).split("\n");
  expect(JSON.parse(line)).toMatchObject({ run: "watched", seq: 0, type: "run.started" });
});
