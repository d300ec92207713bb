import fc from "fast-check";
import { expect, it } from "vitest";
import { bound } from "../../src/plan/bound.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { World } from "./adversary.ts";
import { anyPlan } from "./random-plan.ts";

it("holds", () => {
  let never = 0,
    cut = 0,
    n = 0,
    tight = 0;
  fc.assert(
    fc.property(
      anyPlan("root", 2),
      fc.nat(),
      fc.infiniteStream(fc.integer({ min: 0, max: 2 ** 30 })),
      (plan, fav, stream) => {
        const next = () => stream.next().value;
        const kinds = [
          "transient",
          "timeout",
          "invalid-output",
          "permanent",
          "defect",
          "lost",
          "rejected",
          "done",
          "declined",
          "unresolved",
        ] as const;
        const favourite = kinds[fav % kinds.length] ?? "done";
        const world = new World(specOf(plan), {
          attempt: () => (fav % 3 || next() % 4 ? favourite : (kinds[next() % kinds.length] ?? "done")),
          evaluate: (names) => (next() % 8 === 0 ? undefined : (names[next() % names.length] ?? "zzz")),
          pick: () => next(),
        });
        const most = bound(plan) ?? Infinity;
        const r = world.run(most);
        n++;
        if (r.ended === "never") never++;
        if (r.ended === "cut off") {
          cut++;
        }
        if (r.started === most) tight++;
        expect(r.ended).not.toBe("cut off");
        expect(r.ended).not.toBe("never");
      },
    ),
    { numRuns: 20000, seed: Number(process.env.SEED ?? 1) },
  );
  console.log({ n, never, cut, tight });
}, 600000);
