const CTRL_C = 0x03;
const CTRL_Z = 0x1a;
const CTRL_BACKSLASH = 0x1c;

/** The keyboard of a terminal while a live picture is drawn: what is typed is not echoed into it. */
export interface Keyboard {
  /** Swallows what is typed. Ctrl-C interrupts, Ctrl-Z and Ctrl-\ do what they always do. */
  take(): void;
  /** Leaves the keyboard to others. */
  release(): void;
}

/** The keyboard of an input; it does nothing where that is no terminal, and keeps no process alive. */
export function createKeyboard(input: NodeJS.ReadStream, interrupt: () => void): Keyboard {
  let isTaken = false;

  function hear(chunk: Uint8Array): void {
    if (chunk.includes(CTRL_C)) interrupt();
    if (chunk.includes(CTRL_BACKSLASH)) process.kill(process.pid, "SIGQUIT");
    if (chunk.includes(CTRL_Z)) suspend();
  }

  function suspend(): void {
    release();
    process.once("SIGCONT", take);
    process.kill(process.pid, "SIGTSTP");
  }

  function take(): void {
    if (isTaken || !input.isTTY) return;
    isTaken = true;
    input.setRawMode(true);
    input.on("data", hear);
    input.resume();
    input.unref();
  }

  function release(): void {
    process.off("SIGCONT", take);
    if (!isTaken) return;
    isTaken = false;
    input.off("data", hear);
    input.setRawMode(false);
    input.pause();
    input.ref();
  }

  return { take, release };
}
