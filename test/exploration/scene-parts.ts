import { agent } from "../../src/plan/agent.ts";
import { retry } from "../../src/plan/directives.ts";

/** An agent whose part the world plays; it may take 10 virtual milliseconds. */
export const worker = (name: string) => agent(name, { work: (input: unknown): unknown => input, timeoutMs: 10 });
export const a = worker("a");
export const b = worker("b");
export const c = worker("c");
export const d = worker("d");
export const AGAIN = retry({ attempts: 2, delayMs: 3 });
