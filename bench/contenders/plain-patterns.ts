import type { PatternScenarios } from "../contender.ts";
import { addOne, expectOutput, expectOutputs, inputs } from "../work.ts";

/** The same with promises alone: nothing is bounded, supervised or written down. */
export const plainPatterns: PatternScenarios = {
  vote(n) {
    const votes = Math.floor(n / 3);
    return async () => expectOutputs(await Promise.all(inputs(votes).map(majorityOfThree)), votes);
  },

  loop: (n) => async () => expectOutput(await until(n), n),

  refine(n) {
    const rounds = Math.floor(n / 2);
    return async () => {
      let draft = 0;
      for (let round = 1; round <= rounds; round += 1) {
        draft = await addOne(draft);
        if (await isGood(draft, rounds)) break;
      }
      expectOutput(draft, rounds);
    };
  },

  handoff: (n) => async () => {
    const peers = [addOne, addOne];
    let said = 0;
    for (let turn = 0; said < n; turn += 1) said = (await peers[turn % 2]?.(said)) ?? n;
    expectOutput(said, n);
  },

  graph: (n) => async () => {
    const first = await addOne(0);
    const middle = await Promise.all(inputs(n - 2).map(() => addOne(first)));
    expectOutput(await sumOf(middle), 2 * (n - 2));
  },

  orchestrate: (n) => async () => {
    const tasks = await planned(n - 2);
    const results = await Promise.all(tasks.map(addOne));
    expectOutputs(await together(results), n - 2);
  },

  judge(n) {
    const agents = Math.floor(n / 2);
    return async () => expectOutputs(await Promise.all(inputs(agents).map(judged)), agents);
  },
};

async function majorityOfThree(input: number): Promise<number> {
  const counts = new Map<number, number>();
  for (const ballot of await Promise.all([addOne(input), addOne(input), addOne(input)])) {
    counts.set(ballot, (counts.get(ballot) ?? 0) + 1);
  }
  const winner = [...counts].find(([, count]) => count >= 2);
  if (winner === undefined) throw new Error("A tie.");
  return winner[0];
}

async function until(n: number): Promise<number> {
  let value = 0;
  do value = await addOne(value);
  while (value !== n);
  return value;
}

async function judged(input: number): Promise<number> {
  const output = await addOne(input);
  if (!(await isGood(output, output))) throw new Error("Judged wrong.");
  return output;
}

async function isGood(draft: number, wanted: number): Promise<boolean> {
  return draft === wanted;
}

async function sumOf(outputs: readonly number[]): Promise<number> {
  return outputs.reduce((sum, output) => sum + output, 0);
}

async function planned(tasks: number): Promise<readonly number[]> {
  return inputs(tasks);
}

async function together(outputs: readonly number[]): Promise<readonly number[]> {
  return outputs;
}
