/** The three streams of a process, or what stands for them. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Whether somebody can be asked: what is typed comes from a terminal, and what we write goes to one. */
export function isAttended({ stdin, stdout, stderr }: Streams = process): boolean {
  return stdin.isTTY && (stdout.isTTY || stderr.isTTY);
}

/** Whether a live picture can be drawn on a stream. */
export function isLive(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && process.env["TERM"] !== "dumb";
}

const guarded = new WeakMap<NodeJS.WriteStream, Set<() => void>>();

/** What a stream says when its reader is gone, or its terminal was closed. */
const GONE = new Set(["EPIPE", "EIO", "ERR_STREAM_DESTROYED"]);

/**
 * Calls `gone` when nobody reads a stream any more, as after `| head`: that ends a program, and is no error of it.
 * Gives the function that stops calling; the stream stays guarded.
 */
export function whenGone(stream: NodeJS.WriteStream, gone: () => void): () => void {
  const listeners = guarded.get(stream) ?? guard(stream);
  listeners.add(gone);
  return () => void listeners.delete(gone);
}

function guard(stream: NodeJS.WriteStream): Set<() => void> {
  const listeners = new Set<() => void>();
  guarded.set(stream, listeners);
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!GONE.has(error.code ?? "")) throw error;
    for (const listener of listeners) listener();
  });
  return listeners;
}
