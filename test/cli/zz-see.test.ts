import { it } from "vitest";
import { openTerminal } from "./pseudo-terminal.ts";
const show = (t: string, s: { screen: { lines(): readonly string[] } }) => console.log(`==== ${t}\n` + s.screen.lines().slice(-34).join("\n"));
it("rounds", { timeout: 60000 }, async () => {
  const s = openTerminal(["run", "test/cli/plans/rounds.ts", '"Dear"']);
  for (const [t, ms] of [["a", 1200], ["b", 700], ["c", 900], ["d", 800]] as const) { await new Promise((r) => setTimeout(r, ms)); show(t, s); }
  await s.ended; show("end", s);
});
it("research", { timeout: 60000 }, async () => {
  const s = openTerminal(["run", "test/cli/plans/research.ts", '"a goal"']);
  await s.sees("approved by 0 of 2"); await s.sees("> "); show("asked", s);
  s.type("strike 3\r"); await s.sees("who are you"); s.type("ann (boss)\r"); await s.sees("boss may not"); show("boss", s); s.type("ann (lead)\r");
  await s.sees("approved by 1 of 2"); await s.sees("> "); show("second", s);
  s.type("approve as ann (lead)\r"); await s.sees("already"); show("already", s); s.type("approve as bob (legal)\r");
  await s.sees("search[0]"); show("working", s);
  await s.ended; show("end", s);
});
it("plain", { timeout: 60000 }, async () => {
  const { execFileSync } = await import("node:child_process");
  console.log(execFileSync(process.execPath, ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning", "src/cli/main.ts", "run", "test/cli/plans/rounds.ts", '"Dear"'], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
});
