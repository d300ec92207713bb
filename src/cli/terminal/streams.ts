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

/** What a stream says when who is at its other end is gone, or its terminal was closed. */
const GONE = new Set(["EPIPE", "EIO", "ERR_STREAM_DESTROYED"]);

type Stream = Streams[keyof Streams];
/** Undefined: who was at the other end is gone. Else what went wrong, as on a full disk. */
type Gone = (problem: string | undefined) => void;

const guarded = new WeakMap<Stream, Set<Gone>>();

/**
 * Calls `gone` when nobody is at the other end of a stream any more, as after `| head`, or when a terminal is closed: that
 * ends a program, and is no error of it; and where a stream cannot be written. Gives the function that stops calling; the
 * stream stays guarded.
 */
export function whenGone(stream: Stream, gone: Gone): () => void {
  const listeners = guarded.get(stream) ?? guard(stream);
  listeners.add(gone);
  return () => void listeners.delete(gone);
}

function guard(stream: Stream): Set<Gone> {
  const listeners = new Set<Gone>();
  guarded.set(stream, listeners);
  stream.on("error", (error: NodeJS.ErrnoException) => {
    const problem = GONE.has(error.code ?? "") ? undefined : error.message;
    for (const listener of listeners) listener(problem);
  });
  return listeners;
}
