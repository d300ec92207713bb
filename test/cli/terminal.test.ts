import { describe, expect, it } from "vitest";
import { killedRuns, REFUND } from "./journal/kept-runs.ts";
import { HAS_SCRIPT, openTerminal } from "./pseudo-terminal.ts";
import { planFile } from "./troupe-process.ts";

it.runIf(!HAS_SCRIPT)(
  "has no pseudo-terminal: install util-linux (its command `script`) to test the terminal, too",
  () => {
    expect(process.platform).not.toBe("linux");
  },
);

describe.runIf(HAS_SCRIPT)("at a terminal", () => {
  it("asks, takes the answer, and leaves the tree, the record of the answer and the summary", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("paying.ts")]);
    await sees("approve · reject <reason> · edit <json> · show\n>");
    type("approve\r");
    expect(await ended).toBe(0);
    expect(screen.lines()).toEqual([
      "? paying/pay · large-sum: approve",
      expect.stringMatching(/^✓ paying chain {2}done {7} *\d\S+$/),
      expect.stringMatching(/^├─ ✓ price {6}done {7} *\d+ms$/),
      expect.stringMatching(/^└─ ✓ pay {8}done {7} *\d+ms$/),
      "",
      expect.stringMatching(/^✓ done · 2 of 10 steps · \d+ms$/),
      '  output    {"euros":250}',
      "",
    ]);
    expect(screen.isCursorHidden).toBe(false);
  });

  it("asks again until it is an answer, and says what is missing", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("paying.ts")]);
    await sees("\n>");
    type("perhaps\r");
    await sees("  Type approve");
    type("reject\r");
    await sees("why not?");
    type("too dear\r");
    expect(await ended).toBe(2);
    expect(screen.lines()[0]).toBe("? paying/pay · large-sum: reject: too dear");
    expect(screen.lines()).toContain("  failure   paying/pay: large-sum: rejected: too dear");
    expect(screen.lines().join("\n")).not.toContain("perhaps");
  });

  it("brings back runs beside one another, asks their questions in turn, and says whose each is", async () => {
    const file = await killedRuns("order-17", "order-18");
    const { screen, sees, type, ended } = openTerminal(["resume", file, REFUND]);
    await sees(/run order-17, refund\n\n● refund chain[^]*run order-18, refund\n\n● refund chain[^]*\n>/);
    await sees("? approval large-sum · refund/price · run order-17\n");
    await sees("Ctrl-C lets go");
    type("approve\r");
    await sees(/… 1 over\n\n\? approval large-sum · refund\/price · run order-18\n/);
    type("reject too dear\r");
    expect(await ended).toBe(2);
    expect(screen.lines().filter((line) => !line.includes("──"))).toEqual(
      expect.arrayContaining([
        "? refund/price · run order-17 · large-sum: approve",
        "? refund/price · run order-18 · large-sum: reject: too dear",
        "run order-17, refund",
        "run order-18, refund",
        '  output    {"paid":120}',
        "  failure   refund/price: large-sum: rejected: too dear",
      ]),
    );
  });

  it("lets a kept run go at Ctrl-C, and takes it up again", async () => {
    const file = await killedRuns("a1");
    const first = openTerminal(["resume", file, REFUND]);
    await first.sees("\n>");
    first.type("\u0003");
    expect(await first.ended).toBe(130);
    expect(first.screen.lines()).toContain("? refund/price · large-sum: not answered");
    expect(first.screen.lines().join("\n")).toMatch(/\n◌ let go · 1 of 10 steps/);
    const again = openTerminal(["run", REFUND, "--journal", file, "--id", "a1"]);
    await again.sees("\n>");
    again.type("approve\r");
    expect(await again.ended).toBe(0);
  });

  it("asks each of several people who they are, strikes out by the numbers that it shows, and names the tasks", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("research.ts")]);
    await sees("approve as <name> (<role>) · strike <n…> · reject <reason> · edit <json> · show\n>");
    expect(screen.lines()).toEqual(
      expect.arrayContaining([
        "  Shall we do all of that?",
        "  approved by 0 of 2: nobody yet",
        "  may answer: legal or lead",
        '    3  {"worker":"search","label":"gossip","input":"what do they say"}',
      ]),
    );
    type("strike 3\r");
    await sees("who are you, and in which role? <name> (legal or lead):");
    type("ann (boss)\r");
    await sees("boss may not answer; legal or lead may, as ann (legal):");
    type("ann (lead)\r");
    await sees("  approved by 1 of 2: ann (lead)");
    await sees("show\n>");
    expect(screen.lines().join("\n")).not.toContain("gossip");
    type("approve as ann (lead)\r");
    await sees("  ann has approved already");
    type("approve as bob (legal)\r");
    expect(await ended).toBe(0);
    const [struck, approved, ...tree] = screen.lines();
    expect([struck, approved]).toEqual([
      "? research/plan · tasks: strike 3 as ann (lead)",
      "? research/plan · tasks: approve as bob (legal)",
    ]);
    expect(tree.slice(0, 7).map((line) => line.replace(/ {2,}.*/, ""))).toEqual([
      "✓ research orchestrate",
      "├─ ✓ plan",
      "├─ ✓ write",
      "├─ ✓ search[0] · licences",
      "├─ ✓ search[1] · prices",
      "├─ ✗ read[0] · the manual",
      "└─ ✓ plan[1]",
    ]);
  });

  it("shows who asks back, who judges and who answers below their agent, and counts rounds", async () => {
    const { screen, sees, ended } = openTerminal(["run", planFile("rounds.ts")]);
    await sees(
      /│ {2}├─ ◆ draft +asks back.*\n│ {2}│ {2}├─ ○ polite +idle.*\n│ {2}│ {2}└─ ● owner +working.*\n│ {2}└─ ○ critic +idle/,
    );
    await sees("round 2");
    await sees("handed on");
    expect(await ended).toBe(0);
    const all = screen.lines().join("\n");
    expect(all).toMatch(/└─ ✓ shorten loop +degraded +\S+ {2}not content after 20 rounds, and max is 20, 20 rounds\n/);
    expect(all).toContain("   └─ … 12 more done");
    expect(all).toContain("  degraded  rounds/shorten: unresolved: not content after 20 rounds, and max is 20");
  });

  it("shows the tree while it waits, and what is taken if nobody answers", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("paying.ts")]);
    await sees("\n>");
    expect(screen.lines().slice(0, 5)).toEqual([
      expect.stringMatching(/^● paying chain {2}working {4} *\d\.\ds$/),
      expect.stringMatching(/^├─ ✓ price {6}done {7} *\d+ms$/),
      expect.stringMatching(/^└─ \? pay {8}waiting {4} *\d\.\ds {2}large-sum · 1m left, then reject$/),
      "",
      expect.stringMatching(/^2 of 10 steps · \d\.\ds +Ctrl-C cancels$/),
    ]);
    type("\u0003");
    expect(await ended).toBe(130);
    expect(screen.lines()[0]).toBe("? paying/pay · large-sum: withdrawn");
    expect(screen.lines()).toContain("  reason    Ctrl-C");
  });

  it("lets the tree and the time go on while a question is open, also while somebody types", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("paying.ts")]);
    await sees("\n>");
    type("appr");
    await sees("58s left, then reject (at ");
    await sees(" · show\n> appr");
    expect(screen.lines()[2]).toMatch(/^└─ \? pay {8}waiting {4} *\d\.\ds {2}large-sum · 5\ds left, then reject$/);
    type("ove\r");
    expect(await ended).toBe(0);
    expect(screen.lines()[0]).toBe("? paying/pay · large-sum: approve");
  });

  it("shows what an answer led to under the next question", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("two-gates.ts")]);
    await sees("? approval second · gates/b\n");
    type("approve\r");
    await sees("? approval first · gates/a\n");
    expect(screen.lines().slice(0, 4)).toEqual([
      "? gates/b · second: approve",
      expect.stringMatching(/^● gates parallel +working/),
      expect.stringMatching(/^├─ \? a +waiting/),
      expect.stringMatching(/^└─ ✓ b +done/),
    ]);
    type("approve\r");
    expect(await ended).toBe(0);
  });

  it("shows everything of a long value when it is told to, above the tree", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("letter.ts")]);
    await sees("show prints them all");
    expect(screen.lines().length).toBeLessThanOrEqual(30);
    type("show\r");
    await sees("line 79 of the letter");
    await sees("\n>");
    type("approve\r");
    expect(await ended).toBe(0);
    const words = screen.lines().join("\n");
    for (let line = 0; line < 80; line++) expect(words).toContain(`line ${line} of the letter\n`);
    expect(screen.lines().at(-2)).toMatch(/^ {12}… \d+ more lines; --json prints it whole$/);
  });

  it("takes plain words for an answer that is a text", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("asking.ts")]);
    await sees("\n>");
    type("we look into it\r");
    expect(await ended).toBe(0);
    expect(screen.lines()[0]).toBe("? lead: answered we look into it");
    expect(screen.lines()).toContain("  output    we look into it");
  });

  it("names the fields that an edited value lacks", async () => {
    const { sees, type, ended } = openTerminal(["run", planFile("asking.ts"), "--export", "form"]);
    await sees("\n>");
    type("{}\r");
    await sees("its value does not fit: subject: Invalid input");
    await sees("received undefined; text:");
    type('{"subject":"a","text":"b"}\r');
    expect(await ended).toBe(0);
  });

  it("asks at the terminal although the input comes through a pipe", async () => {
    const { sees, type, ended } = openTerminal(["run", planFile("paying.ts"), "--input", "-"], {}, "echo 1");
    await sees("\n>");
    type("approve\r");
    expect(await ended).toBe(0);
  });

  it("asks nobody when it is to be unattended", async () => {
    const { screen, ended } = openTerminal(["run", planFile("paying.ts"), "--unattended"]);
    expect(await ended).toBe(2);
    expect(screen.lines()[0]).toMatch(/^✗ paying chain +failed/);
  });

  it("refuses tasks that name no worker, says so, and asks again", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("research.ts")]);
    await sees("show\n>");
    type('edit [{"worker":"serch","label":"a","input":"b"}] as ann (lead)\r');
    await sees('its value does not fit: task 1 of the answer is for "serch"');
    type("reject as planned\r");
    await sees("who are you, and in which role?");
    type("ann (lead)\r");
    expect(await ended).toBe(2);
    expect(screen.lines()[0]).toContain("reject: as planned");
  });

  it("asks about an escalation where it is told to, and goes on from there", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("failing.ts"), "--on-escalation", "5m"]);
    await sees("retry · skip <output as json> · reject <reason> · show\n>");
    type("skip 7\r");
    expect(await ended).toBe(0);
    expect(screen.lines()[0]).toBe("? failing: skip 7");
    expect(screen.lines()).toContain("  output    7");
  });

  it("cancels at the first Ctrl-C while it draws", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("endless.ts")]);
    await sees("Ctrl-C cancels");
    type("\u0003");
    expect(await ended).toBe(130);
    expect(screen.lines().filter((line) => line.includes("endless chain"))).toHaveLength(1);
    expect(screen.lines().at(-2)).toBe("  reason    Ctrl-C");
  });

  it("ends at once at the second Ctrl-C, and gives the cursor back", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("deaf.ts")]);
    await sees("Ctrl-C cancels");
    type("\u0003");
    await sees("cancelling (Ctrl-C) … Ctrl-C again ends the process at once");
    const again = setInterval(() => type("\u0003"), 100);
    expect(await ended).toBe(130);
    clearInterval(again);
    expect(screen.isCursorHidden).toBe(false);
    expect(screen.lines().join("\n")).not.toContain("abandoned");
  });

  it("uses no colours where none are wanted", async () => {
    for (const [env, hasColours] of [
      [{}, true],
      [{ NO_COLOR: "1" }, false],
    ] as const) {
      const session = openTerminal(["run", planFile("echo.ts")], env);
      await session.ended;
      expect(session.screen.hasColours).toBe(hasColours);
    }
  });

  it("draws no tree on a terminal that cannot move its cursor", async () => {
    const { screen, ended } = openTerminal(["run", planFile("echo.ts")], { TERM: "dumb" });
    await ended;
    expect(screen.lines()[0]).toMatch(/^ {4}0\.0s {2}echo {2}run /);
  });
});
