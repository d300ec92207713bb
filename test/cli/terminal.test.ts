import { describe, expect, it } from "vitest";
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
    await sees("approve · reject <reason> · edit <json>\n>");
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
    expect(screen.lines()).toContain("  because   paying/pay: rejected: large-sum: rejected: too dear");
    expect(screen.lines().join("\n")).not.toContain("perhaps");
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

  it("asks nobody when it is to be unattended", async () => {
    const { screen, ended } = openTerminal(["run", planFile("paying.ts"), "--unattended"]);
    expect(await ended).toBe(2);
    expect(screen.lines()[0]).toMatch(/^✗ paying chain +failed/);
  });

  it("asks about an escalation where it is told to, and goes on from there", async () => {
    const { screen, sees, type, ended } = openTerminal(["run", planFile("failing.ts"), "--on-escalation", "5m"]);
    await sees("retry · skip <json> · reject <reason>\n>");
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
