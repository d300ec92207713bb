/** Node's warnings about how it loads a module, held back for as long as it does. */
export interface HeldBack {
  /** Whether Node took an ES module for CommonJS, because its package says so. Known once it is released. */
  sayCommonJs(): boolean;
  /** Waits until everything is said, and holds back no more. */
  release(): Promise<void>;
}

/**
 * Holds back what Node says of how it loads modules: that it strips types, that its SQLite is new, that it has to guess
 * what kind of module it is, and that it guessed wrong. Nobody can do anything about the first three, and the last one we
 * say ourselves. Any other warning is passed on.
 */
export function heldBack(): HeldBack {
  const listeners = process.listeners("warning");
  let isTakenForCommonJs = false;
  const hear = (warning: Error) => {
    if (warning.message.startsWith(WRONG_KIND)) isTakenForCommonJs = true;
    if (!HELD.some((begin) => warning.message.startsWith(begin))) for (const listener of listeners) listener(warning);
  };
  process.removeAllListeners("warning");
  process.on("warning", hear);
  return {
    sayCommonJs: () => isTakenForCommonJs,
    async release() {
      await new Promise((resolve) => setImmediate(resolve));
      process.off("warning", hear);
      for (const listener of listeners) process.on("warning", listener);
    },
  };
}

/** Does something during which Node may warn of how it loads modules, and says nothing of that. */
export async function quietly<T>(act: () => Promise<T>): Promise<T> {
  const warnings = heldBack();
  try {
    return await act();
  } finally {
    await warnings.release();
  }
}

const WRONG_KIND = "Failed to load the ES module";
const HELD = [
  WRONG_KIND,
  "Module type of",
  "Type Stripping is an experimental feature",
  "SQLite is an experimental feature",
];
