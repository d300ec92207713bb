import type { CommandName } from "./command-line.ts";

const GENERAL = `troupe runs, draws and checks plans: who does what, in which order, and what happens on failure.

  troupe run <module>     runs the plan that a module exports, and shows its supervision tree
  troupe draw <module>    prints the plan as a Mermaid flowchart
  troupe check <module>   says what a plan may cost, what is wrong with it, and in what it differs from another

  troupe <command> --help, troupe --version

A module is a .js, .mjs, .ts or .mts file. Its plan is the default export, or the one named "plan", or the only one.
The input of a run is JSON, from a file or from the standard input; without one it is null.

  troupe run desk.ts --input mails.json --budget steps=200,wall=2m
  echo '"Paris"' | troupe run report.ts --input -
  troupe draw desk.ts
  troupe check desk.ts --against desk-before.ts
`;

const RUN = `troupe run <module> runs the plan that a module exports.

  --input <file>          the input, as JSON; - reads the standard input; left out: null
  --budget <bounds>       what the run may spend, as in steps=40,usd=1,wall=2m,tokens=200k
  --export <name>         which export is the plan, where there are several
  --seed <number>         decides the jitter of retries; default 0
  --json                  every fact as a line of JSON; the last one, run.ended, has the outcome
  --quiet                 only the outcome
  --unattended            asks nobody: questions take their declared default at once, as they do without a terminal
  --on-escalation <time>  asks you what to do before the run fails, and waits so long, as in 10m

Ctrl-C cancels the run; a second one ends the process at once.
Exit codes: 0 done or degraded, 1 the command could not be carried out, 2 failed, 130 cancelled or interrupted.

  troupe run desk.ts --input mails.json
  echo '"Paris"' | troupe run report.ts --input - --json
`;

const DRAW = `troupe draw <module> prints the plan that a module exports as a Mermaid flowchart.

  --export <name>         which export is the plan, where there are several

  troupe draw desk.ts > desk.mmd
`;

const CHECK = `troupe check <module> says of the plan that a module exports what it may cost at worst, what is wrong with it, what is
probably not meant, and what is worth knowing. Nothing is run.

  --against <module>      also says in what it differs from that module's plan
  --budget <bounds>       what a run may spend, as in steps=40,usd=1: is it enough?
  --export <name>         which export is the plan, where there are several; of both modules
  --json                  all of it as one line of JSON

Exit codes: 0 nothing, or only notes, 1 the command could not be carried out, 2 errors, 3 warnings and no errors.

  troupe check desk.ts --budget steps=200
  troupe check desk.ts --against desk-before.ts --json
`;

/** What \`troupe\` says of itself, or of one of its commands. */
export function helpText(of: CommandName | undefined): string {
  return of === undefined ? GENERAL : { run: RUN, draw: DRAW, check: CHECK }[of];
}
