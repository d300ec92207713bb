import type { CommandName } from "./commands.ts";

const GENERAL = `troupe runs, draws and checks plans: who does what, in which order, and what happens on failure.

  troupe run <module>     runs the plan that a module exports, and shows its supervision tree
  troupe draw <module>    prints the plan as a Mermaid flowchart
  troupe check <module>   says what a plan may cost, what is wrong with it, and in what it differs from another

Runs that are kept in a journal, a file, can be seen, answered and brought back from any process:

  troupe runs <journal>                       lists its runs
  troupe show <journal> <run>                 shows one, with what it asks
  troupe answer <journal> <question> <answer> answers what it asks, also while no process runs it
  troupe cancel <journal> <run> [reason]      cancels one
  troupe resume <journal> <module>            brings back those that are not over, with the module's plans

  troupe <command> --help, troupe --version

A module is a .js, .mjs, .ts or .mts file. Its plan is the default export, or the one named "plan", or the only one.
The input of a run is JSON, from a file or from the standard input; without one it is null.

  troupe run desk.ts --input mails.json --budget steps=200,wall=2m
  echo '"Paris"' | troupe run report.ts --input -
  troupe draw desk.ts
  troupe check desk.ts --against desk-before.ts
  troupe run desk.ts --input mails.json --journal troupe.db
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
  --journal <file>        keeps the run in a journal: it survives its process, and can be answered from any other
  --id <id>               what it is called there; one that is known goes on where it stands, or shows how it ended

Ctrl-C cancels the run, or lets it go where it is kept in a journal; a second one ends the process at once.
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

  --against <other>       also says in what it differs from that module's plan; or, where it is a journal, which of the
                          open runs in it this plan would break, and why
  --budget <bounds>       what a run may spend, as in steps=40,usd=1: is it enough?
  --export <name>         which export is the plan, where there are several; of both modules
  --json                  all of it as one line of JSON

Exit codes: 0 nothing, or only notes, 1 the command could not be carried out, 2 errors, 3 warnings and no errors.
With a journal also 1 where a run would break.

  troupe check desk.ts --budget steps=200
  troupe check desk.ts --against desk-before.ts --json
`;

const RUNS = `troupe runs <journal> lists the runs of a journal: those that are open, and the ten that ended last.

  --all                   every run
  --over                  only those that are over
  --open                  only those that are not
  --json                  all of it as one line of JSON

States: running (a process has the journal), waiting (for a person), interrupted (its process ended), cancelling, and
how a run ended: done, degraded, failed, cancelled.
Exit codes: 0, 1 the command could not be carried out, or a run is damaged.

  troupe runs troupe.db --open
`;

const SHOW = `troupe show <journal> <run> shows one run: its supervision tree, what it asks and the commands that answer it, what
it spent, and how it ended. The beginning of an id suffices where no other run begins so.

  --json                  all of it as one line of JSON

  troupe show troupe.db 41c2
`;

const ANSWER = `troupe answer <journal> <question> <answer> answers an open question, whichever process runs the run. While none does,
the answer is kept, and takes effect at the next start. A question is meant by its id, its name or its path, or by its
run, where that asks only one.

An answer is: approve, reject <reason>, edit <json>, strike <n…>; retry, skip <json>, reject <reason> for an
escalation; JSON or a text for a person who is to give one.

  --by <name>             who answers
  --role <role>           in which role
  --run <run>             which run, where several ask the same
  --wait <time>           how long the running process may take to say what became of it; default 5s

Exit codes: 0 accepted, or kept for later, 1 the command could not be carried out, 2 not accepted.

  troupe answer troupe.db refund approve --by ann --role legal
  troupe answer troupe.db refund reject "too dear" --run 41c2
`;

const CANCEL = `troupe cancel <journal> <run> [reason] cancels a run, whichever process runs it. While none does, that is kept, and
takes effect at the next start.

  --wait <time>           how long the running process may take to say what became of it; default 5s

Exit codes: 0 accepted, or kept for later, 1 the command could not be carried out, 2 not accepted.

  troupe cancel troupe.db 41c2 "the customer has called"
`;

const RESUME = `troupe resume <journal> <module> brings back the runs of a journal that are not over, with the plans that the module
exports, and shows them until they are over. Runs of other plans stay as they are.

  --export <name>         only with this plan
  --json                  every fact that comes as a line of JSON, with the id of its run
  --quiet                 only the outcomes
  --unattended            asks nobody here: questions wait for troupe answer, or for their deadline

Ctrl-C lets the runs go, to be resumed; a second one ends the process at once.
Exit codes: 0 all done or degraded, 1 the command could not be carried out, or a run could not be brought back,
2 some failed, 130 some cancelled, or interrupted.

  troupe resume troupe.db desk.ts
`;

const TEXTS: Readonly<Record<CommandName, string>> = {
  run: RUN,
  draw: DRAW,
  check: CHECK,
  runs: RUNS,
  show: SHOW,
  answer: ANSWER,
  cancel: CANCEL,
  resume: RESUME,
};

/** What \`troupe\` says of itself, or of one of its commands. */
export function helpText(of: CommandName | undefined): string {
  return of === undefined ? GENERAL : TEXTS[of];
}
