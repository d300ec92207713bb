import fc from "fast-check";
import { expect, it } from "vitest";
import { gives, runOf, voteOf, worker } from "./drafts.ts";
import { play } from "./play.ts";
import type { Draft } from "./scenario.ts";

/** Voters whose outputs differ and whose ballots are all alike, each at its own time. */
function quorumAt(times: readonly number[], k: number): Draft {
  const voters = times.map((afterMs) => worker([gives("marked", { afterMs })]));
  return voteOf(voters, { rule: { by: "quorum", k: k - 1, ballot: ["same"] } });
}

it("gives the same, in whichever order the equal ballots that make a quorum arrive", { timeout: 60_000 }, async () => {
  const orders = fc.integer({ min: 2, max: 5 }).chain((voters) =>
    fc.record({
      k: fc.integer({ min: 1, max: voters }),
      who: fc.shuffledSubarray([...Array(voters).keys()], { minLength: voters, maxLength: voters }),
      draws: fc.array(fc.nat(), { minLength: voters, maxLength: voters }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(orders, async ({ k, who, draws }) => {
      const first = who.slice(0, k);
      const shuffled = first.toSorted((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0) || a - b);
      const outputs = [first, shuffled].map(async (order) => {
        const late = (voter: number) => (order.includes(voter) ? order.indexOf(voter) + 1 : 50 + voter);
        const { outcome } = await play(runOf(quorumAt([...who.keys()].map(late), k)));
        return outcome.status === "done" ? outcome.output : outcome;
      });
      const [one, other] = await Promise.all(outputs);
      expect(one).toEqual({ mark: Math.min(...first) });
      expect(other).toEqual(one);
    }),
    { numRuns: 100 },
  );
});
