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

/** Passes on whole lines; the rest is kept until its line ends, or `flush`. */
export interface LineBuffer {
  add(text: string): void;
  flush(): void;
}

/** A buffer that hands over one or more whole lines at a time, each with its line end. */
export function lineBuffer(pass: (lines: string) => void): LineBuffer {
  let kept = "";
  return {
    add(text) {
      const whole = (kept + text).lastIndexOf("\n") + 1;
      const all = kept + text;
      kept = all.slice(whole);
      if (whole > 0) pass(all.slice(0, whole));
    },
    flush() {
      if (kept !== "") pass(`${kept}\n`);
      kept = "";
    },
  };
}
