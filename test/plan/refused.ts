import { expect } from "vitest";
import type { ErrorCode } from "../../src/model/troupe-error.ts";

/** The error of a mistake: its code, and what its message must say of what happened and what to do. */
export function refused(code: ErrorCode, message: RegExp): unknown {
  return expect.objectContaining({ name: "TroupeError", code, message: expect.stringMatching(message) });
}
