import { agent, chain, parallel, route, pass, type Plan, type PlanInput, type PlanOutput } from "troupe";
import { expectTypeOf } from "vitest";
const many = [1, 2].map((n) => agent(`s${n}`, { work: (x: number) => x + n }));
const [first, ...rest] = many;
if (first) {
  const c = chain("c", [first, ...rest]);
  expectTypeOf(c).toEqualTypeOf<Plan<number, number>>();
}
const loose: readonly [Plan<unknown, unknown>, ...Plan<unknown, unknown>[]] = [pass<unknown>()];
const d = chain("d", loose);
expectTypeOf(d).toEqualTypeOf<Plan<unknown, unknown>>();
