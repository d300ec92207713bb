/** What every agent of the benchmark does: as little as an asynchronous function can. */
export async function addOne(input: number): Promise<number> {
  return input + 1;
}

export function inputs(n: number): readonly number[] {
  return Array.from({ length: n }, (_, index) => index);
}

/** Throws unless `outputs` are those of `addOne` over `inputs(n)`, in any order. */
export function expectOutputs(outputs: readonly number[], n: number): void {
  const sum = outputs.reduce((total, output) => total + output, 0);
  if (outputs.length !== n || sum !== (n * (n + 1)) / 2) {
    throw new Error(`Wrong result: ${outputs.length} outputs with the sum ${sum} for ${n} agents.`);
  }
}

export function expectOutput(output: number, expected: number): void {
  if (output !== expected) throw new Error(`Wrong result: ${output} instead of ${expected}.`);
}

const ATTEMPTS = 3;

/** Work that fails on the first two attempts of each input. `settle` checks a run and forgets it, so that the next may begin. */
export function createStorm(n: number) {
  const attempts = new Uint8Array(n);
  return {
    async work(input: number): Promise<number> {
      const attempt = (attempts[input] ?? 0) + 1;
      attempts[input] = attempt;
      if (attempt < ATTEMPTS) throw new Error("the network is down");
      return input + 1;
    },
    settle(outputs: readonly number[]): void {
      expectOutputs(outputs, n);
      if (attempts.some((count) => count !== ATTEMPTS)) throw new Error(`An agent did not take ${ATTEMPTS} attempts.`);
      attempts.fill(0);
    },
  };
}

/** Work that waits until the gate opens. `crowded` resolves when `n` agents are inside. */
export function createGate(n: number) {
  const gate = Promise.withResolvers<void>();
  const crowd = Promise.withResolvers<void>();
  let waiting = 0;
  return {
    async work(input: number): Promise<number> {
      waiting += 1;
      if (waiting === n) crowd.resolve();
      await gate.promise;
      return input + 1;
    },
    crowded: crowd.promise,
    open: () => gate.resolve(),
  };
}
