import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cast } from "../../../src/hosts/virtual/act.ts";
import { frameLines, spentText, treeLines } from "../../../src/cli/terminal/frame.ts";
import { createForest } from "../../../src/cli/terminal/node-tree.ts";
import { coloured, plain } from "../../../src/cli/terminal/paint.ts";
import { widthOf } from "../../../src/cli/terminal/text.ts";
import { agent, chain, map } from "../../../src/index.ts";
import type { Fact } from "../../../src/model/fact.ts";
import { EMPTY_VIEW, fold, foldFact } from "../../../src/model/fold.ts";
import { anyRun } from "../../model/any-run.ts";
import { record, recordDesk, viewAt, withProgress } from "./recorded.ts";

function picture(
  facts: readonly Fact[],
  at: number,
  size: { readonly columns: number; readonly rows: number },
): string {
  return `\n${frameLines(viewAt(facts, at), { ...size, paint: plain, now: at }, "Support desk").join("\n")}\n`;
}

describe("a desk in trouble", () => {
  it("is drawn on 120 columns", async () => {
    const facts = withProgress(await recordDesk(), { path: "support/context/history", at: 1_000, fraction: 0.4 });
    expect(picture(facts, 1_200, { columns: 120, rows: 30 })).toMatchInlineSnapshot(`
      "
      Support desk

      ● support chain             working       1.2s
      ├─ ✓ classify               done         400ms
      ├─ ● context parallel       recovering    0.8s
      │  ├─ ↻ orders              retrying     300ms  in 0.2s · transient: connect ECONNRESET 10.0.0.7:443
      │  ├─ ● history             working       0.8s  ━━━━────── 40% · page 4 of 10
      │  ├─ → notes               replaced     500ms  permanent: the archive is read only
      │  │  └─ ✓ fallback mirror  done          10ms
      │  └─ ● pages map           working       0.8s  ━━━─────── 10/30 done
      │     ├─ ✓ read[3]          done         200ms  1 retry
      │     ├─ ● read[10]         working       0.2s
      │     ├─ ● read[11]         working       0.1s
      │     ├─ ● read[12]         working       0.1s
      │     ├─ ● read[13]         working       0.1s
      │     └─ … 9 more done, 16 to come
      ├─ ○ draft                  idle
      └─ ○ send                   idle

      20 of 200 steps · 1.2s of 2m                                                                             Ctrl-C cancels
      "
    `);
  });

  it("is drawn on 80 columns, and folds what is over where there is no room", async () => {
    const facts = await recordDesk();
    expect(picture(facts, 1_200, { columns: 80, rows: 16 })).toMatchInlineSnapshot(`
      "
      Support desk

      ● support chain        working       1.2s
      ├─ ✓ classify          done         400ms
      ├─ ● context parallel  recovering    0.8s
      │  ├─ ↻ orders         retrying     300ms  in 0.2s · transient: connect ECONNR…
      │  ├─ ● history        working       0.8s
      │  ├─ → notes          replaced     500ms  permanent: the archive is read only
      │  └─ ● pages map      working       0.8s  ━━━─────── 10/30 done
      │     ├─ ● read[10]    working       0.2s
      │     ├─ ● read[11]    working       0.1s
      │     └─ … 2 more working, 10 done, 16 to come
      ├─ ○ draft             idle
      └─ ○ send              idle

      20 of 200 steps · 1.2s of 2m                                     Ctrl-C cancels
      "
    `);
    expect(picture(facts, 3_200, { columns: 80, rows: 14 })).toMatchInlineSnapshot(`
      "
      Support desk

      ● support chain        working       3.2s
      ├─ ✓ classify          done         400ms
      ├─ ✓ context parallel  done          2.4s  3 retries, 2 skipped
      ├─ ● draft             working       0.4s
      └─ ○ send              idle

      39 of 200 steps · 3.2s of 2m                                     Ctrl-C cancels
      "
    `);
    expect(picture(facts, 3_200, { columns: 80, rows: 8 })).toMatchInlineSnapshot(`
      "
      Support desk

      ● support chain        working       3.2s
      ├─ ✓ context parallel  done          2.4s  3 retries, 2 skipped
      ├─ ● draft             working       0.4s
      └─ … 1 more done, 1 to come

      39 of 200 steps · 3.2s of 2m                                     Ctrl-C cancels
      "
    `);
  });

  it("says who is waited for, until when, and what is taken then", async () => {
    const facts = await recordDesk();
    expect(picture(facts, 5_000, { columns: 100, rows: 30 })).toMatchInlineSnapshot(`
      "
      Support desk

      ● support chain             working       5.0s
      ├─ ✓ classify               done         400ms
      ├─ ✓ context parallel       done          2.4s
      │  ├─ ↷ orders              skipped      900ms  transient: connect ECONNR… (retry: attempts 3 of 3)
      │  ├─ ✓ history             done          2.4s
      │  ├─ → notes               replaced     500ms  permanent: the archive is read only
      │  │  └─ ✓ fallback mirror  done          10ms
      │  └─ ✓ pages map           done            2s  29/30 done, 1 skipped
      │     ├─ ✓ read[3]          done         200ms  1 retry
      │     ├─ ↷ read[17]         skipped       50ms  permanent: page is torn
      │     └─ … 28 more done
      ├─ ? draft                  waiting       1.0s  refund · 9m 59s left, then reject
      └─ ○ send                   idle

      40 of 200 steps · 4.0s of 2m                                                         Ctrl-C cancels
      "
    `);
  });

  it("says that it is being cancelled", async () => {
    const facts = await recordDesk();
    const view = { ...viewAt(facts, 1_200), cancelled: "Ctrl-C" };
    expect(frameLines(view, { columns: 80, rows: 20, paint: plain, now: 1_200 }).at(-1)).toBe(
      "cancelling (Ctrl-C) … Ctrl-C again ends the process at once",
    );
  });

  it("says everything without its colours, too", async () => {
    const view = viewAt(await recordDesk(), 1_200);
    const canvas = { columns: 100, rows: 30, now: 1_200 };
    const inColour = frameLines(view, { ...canvas, paint: coloured });
    expect(inColour.join("\n")).toContain("\u001b[");
    expect(inColour.map(stripVTControlCharacters)).toEqual(frameLines(view, { ...canvas, paint: plain }));
  });
});

it("folds a map of 1,000 items to what is at work and what went wrong", async () => {
  const item = chain("mail", [agent("read", { work: (x: unknown) => x }), agent("sort", { work: (x: unknown) => x })]);
  const plan = map("mails", item, { concurrency: 20, maxItems: 1_000 });
  const act = cast({
    read: { afterMs: 30, returns: 1 },
    sort: { afterMs: 20, returns: 2 },
    "mails/mail[104]/sort": ["never"],
  });
  const facts = await record({
    plan,
    input: Array.from({ length: 1_000 }, (_, i) => i),
    script: { act, cancelAtMs: 1_000 },
    budget: { steps: 3_000 },
  });
  expect(picture(facts, 520, { columns: 100, rows: 24 })).toMatchInlineSnapshot(`
    "
    Support desk

    ● mails map           working       0.5s  ━───────── 195/1000 done
    ├─ ● mail[104] chain  working       0.3s
    │  ├─ ✓ read          done          30ms
    │  └─ ● sort          working       0.2s
    ├─ ● mail[196] chain  working       0.0s
    │  └─ ● read          working       0.0s
    ├─ ● mail[197] chain  working       0.0s
    │  └─ ● read          working       0.0s
    ├─ ● mail[198] chain  working       0.0s
    │  └─ ● read          working       0.0s
    ├─ ● mail[199] chain  working       0.0s
    │  └─ ● read          working       0.0s
    ├─ ● mail[200] chain  working       0.0s
    │  └─ ● read          working       0.0s
    ├─ ● mail[201] chain  working       0.0s
    │  └─ ● read          working       0.0s
    ├─ ● mail[202] chain  working       0.0s
    │  └─ ● read          working       0.0s
    └─ … 12 more working, 195 done, 785 to come

    411 of 3000 steps · 0.5s                                                             Ctrl-C cancels
    "
  `);
});

it("cuts very long names and deep trees, and keeps the state in sight", async () => {
  const name = (letter: string) => letter.repeat(64);
  let plan = chain(name("z"), [agent(name("a"), { work: (x: unknown) => x })]);
  for (const letter of ["y", "x", "w", "v", "u"]) plan = chain(name(letter), [plan]);
  const facts = await record({
    plan,
    script: { act: cast({ [name("a")]: { afterMs: 50, throws: "x".repeat(500) } }) },
  });
  expect(picture(facts, 60, { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    "
    Support desk

    ● uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu…  working       0.1s
    └─ ● vvvvvvvvvvvvvvvvvvvvvvvvvvvvv…  working       0.1s
       └─ ● wwwwwwwwwwwwwwwwwwwwwwwwww…  working       0.1s
          └─ ● xxxxxxxxxxxxxxxxxxxxxxx…  working       0.1s
             └─ ● yyyyyyyyyyyyyyyyyyyy…  working       0.1s
                └─ ● zzzzzzzzzzzzzzzzz…  recovering    0.1s
                   └─ ↻ aaaaaaaaaaaaaa…  retrying      50ms  in 0.3s · transient:…

    1 of 200 steps · 0.1s                                            Ctrl-C cancels
    "
  `);
  expect(picture(facts, 60, { columns: 30, rows: 24 })).toMatchInlineSnapshot(`
    "
    Support desk

    ● uuuuuuuuuu…  working
    └─ ● vvvvvvv…  working
       └─ ● wwww…  working
          └─ ● x…  working
    …● yyyyyyyyy…  working
    …● zzzzzzzzz…  recovering
    …↻ aaaaaaaaa…  retrying

    1 of 200 steps · 0.1s
    "
  `);
});

it("never reaches the last column and never is too tall, whatever runs and however small the terminal", async () => {
  const size = fc.record({ columns: fc.integer({ min: 20, max: 140 }), rows: fc.integer({ min: 4, max: 40 }) });
  await fc.assert(
    fc.asyncProperty(
      anyRun(),
      size,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (watched, { columns, rows }, part) => {
        const facts = await record(watched);
        const view = fold(facts.slice(0, Math.max(1, Math.ceil(facts.length * part))));
        const lines = frameLines(view, { columns, rows, paint: coloured, now: view.at + 30 }, "a title".repeat(20));
        expect(lines.length).toBeLessThanOrEqual(rows);
        expect(Math.max(...lines.map(widthOf))).toBeLessThan(columns);
        expect(lines.join("")).not.toContain("\n");
      },
    ),
    { numRuns: 150 },
  );
});

it("draws the same with a forest that is kept as with one that is made anew", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun(), async (watched) => {
      const forest = createForest();
      let view = EMPTY_VIEW;
      for (const [place, fact] of (await record(watched)).entries()) {
        view = foldFact(view, fact);
        if (place % 3 !== 0) continue;
        const canvas = { columns: 100, rows: 30, paint: plain, now: view.at };
        expect(treeLines(view, { ...canvas, forest })).toEqual(treeLines(view, canvas));
      }
    }),
    { numRuns: 40 },
  );
});

it("sets what was spent against what may be", () => {
  const spend = { steps: 1, toolCalls: 0, tokens: 1_200, usd: 0.125, wallMs: 0 };
  const view = {
    ...EMPTY_VIEW,
    spend,
    budget: { steps: 40, usd: 1, wallMs: 120_000 },
    wall: { usedMs: 2_000, runsSince: undefined },
  };
  expect(spentText(view, 5_000)).toBe("1 of 40 steps · 2.0s of 2m · $0.125 of $1 · 1200 tokens");
  expect(spentText({ ...view, budget: {} }, 5_000)).toBe("1 step · 2.0s · $0.125 · 1200 tokens");
});
