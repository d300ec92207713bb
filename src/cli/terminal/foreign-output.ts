/** A stream whose writes go elsewhere for a while. */
export interface Diverted {
  /** Writes to the stream itself. */
  readonly write: (text: string) => void;
  /** Ends the diversion. */
  restore(): void;
}

/** The own writing of the streams that are diverted now. */
const OWN = new WeakMap<NodeJS.WritableStream, NodeJS.WritableStream["write"]>();

/**
 * Sends what anybody else writes to a stream (a `console.log` in an agent's work) to `take`: it would break a live
 * picture, or lines of JSON. A stream can be diverted again meanwhile; the diversions end in reverse order.
 */
export function divert(stream: NodeJS.WritableStream, take: (text: string) => void): Diverted {
  const before = stream.write;
  const own = OWN.get(stream) ?? before;
  OWN.set(stream, own);
  const decoder = new TextDecoder();
  Reflect.set(stream, "write", (chunk: unknown, ...rest: readonly unknown[]): boolean => {
    take(chunk instanceof Uint8Array ? decoder.decode(chunk, { stream: true }) : String(chunk));
    const done = rest.find((argument) => typeof argument === "function");
    if (done !== undefined) queueMicrotask(() => void Reflect.apply(done, undefined, []));
    return true;
  });
  return {
    write: (text) => void own.call(stream, text),
    restore() {
      Reflect.set(stream, "write", before);
      if (before === own) OWN.delete(stream);
    },
  };
}

/** What others write to streams of one terminal, kept until it is taken. */
export interface Gathered extends Diverted {
  /** The whole lines that were written since the last time, each with its line end. */
  take(): string;
  /** Ends the last line, so that it can be taken, too. */
  flush(): void;
}

/** How many characters are kept at most, while somebody takes their time to answer. */
const KEPT_MAX = 1_000_000;

/** Keeps what others write, of a flood only its end; `write` writes to the first of the streams. */
export function gather(streams: readonly [NodeJS.WritableStream, ...NodeJS.WritableStream[]]): Gathered {
  let kept = "";
  const add = (text: string) => {
    kept = (kept + text).slice(-KEPT_MAX);
  };
  const [first, ...rest] = streams;
  const main = divert(first, add);
  const besides = rest.map((stream) => divert(stream, add));
  return {
    write: main.write,
    restore() {
      for (const { restore } of [...besides, main]) restore();
    },
    take() {
      const whole = kept.slice(0, kept.lastIndexOf("\n") + 1);
      kept = kept.slice(whole.length);
      return whole;
    },
    flush() {
      if (kept !== "" && !kept.endsWith("\n")) kept += "\n";
    },
  };
}
