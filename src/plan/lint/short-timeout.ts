import { TIMEOUT_MS } from "../../../supervisors/defaults.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** An agent that is expected to take longer than an attempt may. */
export const shortTimeout: Rule = {
  name: "short-timeout",
  check({ spec }) {
    const { timeoutMs, expects, person } = spec.agent ?? {};
    const { latencyMs } = expects ?? {};
    if (person !== undefined || timeoutMs === undefined || latencyMs === undefined || latencyMs <= timeoutMs) return [];
    const limit = timeoutMs === TIMEOUT_MS ? `${timeoutMs} ms, as where nothing is said` : `${timeoutMs} ms`;
    return [
      {
        severity: "error",
        message: `${called(spec)} is expected to take ${latencyMs} ms, and an attempt may take ${limit}.`,
        remedy: `Give it time, as in timeoutMs: ${Math.ceil(latencyMs * 2)}.`,
      },
    ];
  },
};
