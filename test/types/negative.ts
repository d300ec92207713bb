import {
  agent,
  approval,
  branch,
  chain,
  check,
  createRuntime,
  fallback,
  human,
  map,
  parallel,
  retry,
  revise,
  route,
  skip,
} from "troupe";
import { z } from "zod";

/**
 * What must not compile: every line below an expectation is an error, or the expectation is one. Never called. The
 * numbers are those of the contract (N1 to N18); letters are cases of our own.
 */
export async function mistakes(): Promise<void> {
  const num = agent("num", { work: async (x: string) => x.length });
  const str = agent("str", { work: async (x: number) => String(x) });
  const obj = agent("obj", { work: async (x: number) => ({ x }) });
  const nums: readonly [typeof num, ...(typeof num)[]] = [num, num];
  const text = z.object({ text: z.string() });
  const two = parallel("two", { a: str, b: obj });

  // @ts-expect-error N1 a chain whose steps do not fit
  chain("c", [num, num]);
  // @ts-expect-error N2 ... in the third place, with nesting
  chain("c", [num, str, two]);
  // @ts-expect-error N2a ... and where nobody has counted them
  chain("c", nums);
  // @ts-expect-error N2b a chain of nothing
  chain("c", []);
  // @ts-expect-error N5 a gate on a field that the output does not have
  agent("g", { output: text, work: async (_: number) => ({ text: "" }) }).gated(check("c", (o) => o.refund > 1));
  // @ts-expect-error N6 an approval without a deadline and a default
  approval("a", { when: (x: number) => x > 1 });
  // @ts-expect-error N6a a person without a default
  human("h", { output: text, deadlineMs: 1 });
  // @ts-expect-error N6b a person's default of the wrong type
  human("h", { output: text, deadlineMs: 1, otherwise: { value: 3 } });
  // @ts-expect-error N7 a skip of the wrong type
  num.supervised({ transient: [skip("three")] });
  // @ts-expect-error N8 a retry of a permanent failure
  num.supervised({ permanent: [retry()] });
  // @ts-expect-error N8a a revise of a timeout
  num.supervised({ timeout: [revise()] });
  // @ts-expect-error N8b a fallback for a spent budget
  num.supervised({ budget: [fallback(num)] });
  // @ts-expect-error N8c a policy about a cancellation
  num.supervised({ cancelled: [skip(0)] });
  // @ts-expect-error N8d a directive that was not made by us
  num.supervised({ timeout: [{ does: "retry" }] });
  const sales = agent("l", { work: (_: number): "sales" | "tech" => "sales" });
  // @ts-expect-error N9 a route to a label without a specialist
  route("r", { by: sales, to: { tech: str }, otherwise: str });
  // @ts-expect-error N9a a route whose specialist takes something else
  route("r", { by: sales, to: { sales: str, tech: num }, otherwise: str });
  const strings = agent("f", { work: async (x: string) => x });
  // @ts-expect-error N15 a fallback that gives something else
  num.supervised({ timeout: [fallback(strings)] });
  // @ts-expect-error N15a a fallback that takes something else
  num.supervised({ timeout: [fallback(obj)] });
  // @ts-expect-error N16 the work returns what its schema does not accept
  agent("w", { output: z.object({ n: z.number() }), work: async (_: number) => ({ n: "x" }) });
  // @ts-expect-error N16a an option that there is not
  agent("w", { work: async (_: number) => 1, timeout: 500 });
  // @ts-expect-error N18 a branch to a case that is not there
  branch("b", { on: (x) => (x > 1 ? "yes" : "perhaps"), cases: { yes: str, no: str } });
  // @ts-expect-error N18a a selection that gives what the plan does not take
  num.given((x: { n: number }) => x.n);
  // @ts-expect-error N18b a ledger that there is not
  num.budgeted({ dollars: 1 });
  // @ts-expect-error N18c a gate on a person's input, hung on its output
  str.gated(check("c", (output: number) => output > 1));

  const runtime = createRuntime();
  // @ts-expect-error N13 an input of the wrong type
  runtime.start(num, 4);
  // @ts-expect-error N13a a map over no list
  runtime.start(map("m", num), "x");
  const outcome = await runtime.start(num, "x").outcome;
  // @ts-expect-error N17 an output read without looking at the status
  outcome.output.toFixed();
}
