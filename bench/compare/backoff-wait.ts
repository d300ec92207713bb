import { shown, type Sight, sleep, times } from "./sight.ts";

/** How long the wait before the second attempt is, and when in it the run is cancelled. */
export const WAIT_MS = 1_500;
const CANCEL_MS = 200;

/** Work that always fails, and when it was called. */
export function createBroken() {
  const called: number[] = [];
  return {
    called,
    async work(): Promise<string> {
      called.push(performance.now());
      throw new Error("the line is down");
    },
  };
}

interface Started {
  /** Settles when the run has ended. */
  readonly ended: Promise<unknown>;
  readonly cancel: () => unknown;
}

/**
 * Starts a run that fails and waits, cancels it in the wait, and looks on until all waits there could be are over. "At
 * once" is within a tenth of the wait.
 */
export async function cancelled(
  way: string,
  broken: ReturnType<typeof createBroken>,
  start: () => Started,
): Promise<Sight> {
  const timersBefore = timers();
  const { ended, cancel } = start();
  const end = ended.then(
    (value) => `resolves with ${shown(value)}`,
    (thrown: unknown) => `rejects with ${shown(thrown)}`,
  );
  await sleep(CANCEL_MS);
  const before = broken.called.length;
  const at = performance.now();
  const said = cancel();
  const text = await end;
  const isAtOnce = performance.now() - at < WAIT_MS / 10;
  await said;
  const left = timers() - timersBefore;
  await sleep(4 * WAIT_MS);
  const later = broken.called.length - before;
  const stayed = timers() > timersBefore;
  return {
    way,
    cells: [
      `${isAtOnce ? "at once" : "after the wait"}: ${text}`,
      times(later),
      left <= 0 ? "none" : `${left}, ${stayed ? "for longer than the wait" : "until the wait was over"}`,
    ],
  };
}

/** Timers that keep the process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}
