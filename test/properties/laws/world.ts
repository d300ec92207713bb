import { isWithin } from "../../../src/model/path.ts";
import { crossed, factsOf } from "../history.ts";
import type { Law } from "../law.ts";

/** What the world saw against what the run says. */
export const WORLD_LAWS: readonly Law[] = [
  {
    says: "the world begins what the facts say, in their order, and each attempt once",
    against({ facts, log }) {
      const began = log.filter(({ what }) => what === "began");
      const said = factsOf(facts, "attempt.started").map(({ path, attempt }) => `${path}#${attempt}`);
      const seen = began.map(({ id }) => id.replace(/~\d+#/, "#"));
      return [
        ...(crossed(said) === crossed(seen) ? [] : [`facts: ${said.join(" ")}; world: ${seen.join(" ")}`]),
        ...twice(began.map(({ id }) => id)).map((id) => `${id} began twice`),
      ];
    },
  },
  {
    says: "what is spent in steps is what began",
    against: ({ outcome, attempts }) =>
      outcome.spend.steps === attempts.length ? [] : [`${outcome.spend.steps} steps, ${attempts.length} began`],
  },
  {
    says: "nothing is done before it is committed, and nothing after the end",
    against: ({ untimely }) => untimely,
  },
  {
    says: "no attempt is left in the world but what the outcome lists as abandoned",
    against: ({ left, outcome }) => left.filter((id) => !outcome.abandoned.includes(id)),
  },
  {
    says: "abandoned is what was aborted and did not end within its grace, and only that",
    against({ attempts, outcome, scenario }) {
      const wrongs = twice(outcome.abandoned).map((id) => `${id} is listed twice`);
      for (const id of outcome.abandoned) {
        const attempt = attempts.find((one) => one.id === id);
        const graceOver = (attempt?.abortedAt ?? Number.NaN) + scenario.graceMs;
        const isLate = attempt?.endedAt === undefined || attempt.endedAt >= graceOver;
        if (Number.isNaN(graceOver) || !isLate) wrongs.push(`${id} was given up too early`);
      }
      return wrongs;
    },
  },
  {
    says: "an attempt that ends is never aborted afterwards, and none twice",
    against({ attempts, log }) {
      const aborts = log.filter(({ what }) => what === "aborted").map(({ id }) => id);
      const late = attempts.filter(
        ({ aborted, ended }) => aborted !== undefined && ended !== undefined && aborted > ended,
      );
      return [
        ...twice(aborts).map((id) => `${id} aborted twice`),
        ...late.map(({ id }) => `${id} aborted after its end`),
      ];
    },
  },
  {
    says: "every question that is asked is taken off the list, once",
    against({ log }) {
      const asked = log.filter(({ what }) => what === "asked").map(({ id }) => id);
      // An abort can cross the end of its attempt; then the world has nothing left to abort.
      const taken = log.filter(({ what, id }) => what === "withdrew" && !id.includes("#")).map(({ id }) => id);
      return [
        ...twice(asked).map((id) => `${id} asked twice`),
        ...twice(taken).map((id) => `${id} taken off twice`),
        ...asked.filter((id) => !taken.includes(id)).map((id) => `${id} is still asked`),
        ...taken.filter((id) => !asked.includes(id)).map((id) => `${id} was never asked`),
      ];
    },
  },
  {
    says: "an idempotency key is one path's and one input's, the same for all its tries, and another once its work was taken back",
    against({ attempts, works, facts }) {
      const voids = factsOf(facts, "node.voided");
      return attempts.flatMap((later, index) =>
        attempts.slice(0, index).flatMap((earlier) => {
          const isTakenBack = voids.some(
            ({ path, seq }) => isWithin(later.path, path) && seq > earlier.seq && seq < later.seq,
          );
          const isSame = earlier.path === later.path && !isTakenBack;
          const [one, other] = [works.get(earlier.id), works.get(later.id)];
          const isRight = (one?.key === other?.key) === isSame && (!isSame || one?.input === other?.input);
          return isRight ? [] : [`${earlier.id} and ${later.id}`];
        }),
      );
    },
  },
  {
    says: "the last thing the world hears is that the run is over",
    against: ({ log }) =>
      log.findIndex(({ what }) => what === "closed") === log.length - 1 ? [] : ["closed is not last"],
  },
];

/** What a list has more than once. */
function twice(list: readonly string[]): readonly string[] {
  return list.filter((one, index) => list.indexOf(one) < index);
}
