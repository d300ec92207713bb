import { TroupeError } from "../model/troupe-error.ts";
import { errorText } from "./error-text.ts";
import { paintFor } from "./terminal/paint.ts";

/** What a module can do while it is loaded so that its import neither fails nor ends. */
export interface UnfinishedLoad {
  /** Comes as soon as nothing is left that the module could be waiting for: BAD_MODULE. Else it never settles. */
  readonly stuck: Promise<TroupeError>;
  /** Watches no more: the import is over. */
  release(): void;
}

/**
 * Watches a module that is being loaded. One whose top-level await waits for what never comes leaves Node with nothing to
 * do, and one that calls process.exit leaves nobody to say anything: Node would end without a word of what was wrong.
 */
export function watchLoad(module: string, stderr: NodeJS.WriteStream): UnfinishedLoad {
  const { promise: stuck, resolve } = Promise.withResolvers<TroupeError>();
  const idle = () => resolve(neverLoaded(module));
  const leave = (code: number) => {
    process.exitCode = 1;
    stderr.write(errorText(left(module, code), paintFor(stderr)));
  };
  process.on("beforeExit", idle);
  process.on("exit", leave);
  return {
    stuck,
    release() {
      process.off("beforeExit", idle);
      process.off("exit", leave);
    },
  };
}

function neverLoaded(module: string): TroupeError {
  return new TroupeError("BAD_MODULE", {
    what: `${module} is never loaded: its top-level await waits for something that never comes.`,
    remedy: "Await there only what settles; what takes long, or talks to the world, belongs into the work of an agent.",
    facts: { module },
  });
}

function left(module: string, code: number): TroupeError {
  return new TroupeError("BAD_MODULE", {
    what: `${module}, or what it imports, called process.exit(${code}) while it was loaded.`,
    remedy:
      "A module of a plan only exports it: let the work of an agent throw instead, and the run says how it ended.",
    facts: { module, code },
  });
}
