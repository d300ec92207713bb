import { human } from "troupe";
import { z } from "zod";

/** Asks a person for a text, or for a form. */
export const plan = human("lead", { output: z.string(), deadlineMs: 60_000, otherwise: "fail" });
export const form = human("form", {
  output: z.object({ subject: z.string(), text: z.string() }),
  deadlineMs: 60_000,
  otherwise: "fail",
});
