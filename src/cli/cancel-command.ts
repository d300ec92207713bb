import type { CancelCommand } from "./commands.ts";
import { findRun } from "./journal/find-run.ts";
import { leaveMessage } from "./journal/leave-message.ts";
import { withJournal } from "./journal/open-journal.ts";
import { resultLine } from "./journal/result-line.ts";
import { paintFor } from "./terminal/paint.ts";
import type { Streams } from "./terminal/streams.ts";
import { usage } from "./usage.ts";

/** Cancels a run of a journal, whoever runs it, and gives the exit code. */
export async function cancelCommand(command: CancelCommand, { stdout }: Streams): Promise<number> {
  const { reason, waitMs } = command;
  return withJournal(command.journal, async (journal) => {
    const { id, status } = await findRun(journal, command.run);
    if (status !== undefined)
      throw usage(
        `Run ${id} is over: it is ${status}.`,
        `troupe runs ${command.journal} --open lists those that are not.`,
      );
    const result = await leaveMessage(journal, { runId: id, message: { does: "cancel", reason }, waitMs });
    const { text, code } = resultLine(result, {
      journal,
      what: `cancel of run ${id}`,
      paint: paintFor(stdout),
      waitMs,
    });
    stdout.write(`${text}\n`);
    return code;
  });
}
