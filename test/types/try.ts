import { type } from "arktype";
import { agent, human } from "troupe";
const In = type({ id: "string" });
const Out = type("number");
export const a = agent("a", { input: In, work: async ({ id }) => id.length });
export const b = agent("b", { output: Out, work: async (x: string) => x.length });
export const c = agent("c", { input: type({ id: "string" }), work: async ({ id }) => id.length });
export const d = agent("d", { output: type("number"), work: async (x: string) => x.length });
export const e = human("d", { input: In, output: Out, deadlineMs: 1, otherwise: "fail" });
