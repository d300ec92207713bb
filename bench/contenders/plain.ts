import { type Contender, NAMES } from "../contender.ts";
import { addOne, createGate, createStorm, expectOutput, expectOutputs, inputs } from "../work.ts";
import { plainPatterns } from "./plain-patterns.ts";

/** What one would write without a library; the floor. */
const plain: Contender = {
  name: NAMES.plain,
  patterns: plainPatterns,

  chain: (n) => async () => {
    let value = 0;
    for (let step = 0; step < n; step += 1) value = await addOne(value);
    expectOutput(value, n);
  },

  fanOut: (n) => async () => expectOutputs(await Promise.all(inputs(n).map(addOne)), n),

  storm(n) {
    const { work, settle } = createStorm(n);
    return async () => settle(await Promise.all(inputs(n).map((input) => retried(() => work(input)))));
  },

  async hold(n) {
    const gate = createGate(n);
    const outputs = Promise.all(inputs(n).map(gate.work));
    await gate.crowded;
    return {
      async release() {
        gate.open();
        expectOutputs(await outputs, n);
      },
    };
  },
};

async function retried(work: () => Promise<number>): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

export const contenders: readonly Contender[] = [plain];
