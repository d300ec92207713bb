import { type Contender, NAMES } from "../contender.ts";
import { addOne, createGate, createStorm, expectOutput, expectOutputs, inputs } from "../work.ts";

/** What is used of nact, so that the benchmark can be type-checked where its peers are not installed. */
interface Nact {
  readonly start: () => Ref;
  readonly stop: (actor: Ref) => void;
  readonly spawn: (parent: Ref, receive: Receive, name: string, options?: { readonly onCrash: OnCrash }) => Ref;
  readonly dispatch: (actor: Ref, message: Job) => void;
}
interface Ref {
  readonly path: unknown;
}
interface Job {
  readonly input: number;
  readonly answer: (output: number) => void;
}
type Receive = (state: undefined, job: Job) => Promise<undefined>;
type OnCrash = (job: Job, error: unknown, context: { readonly self: Ref; readonly reset: symbol }) => symbol;

const specifier: string = "nact";
const { start, stop, spawn, dispatch }: Nact = await import(specifier);

/** One actor per agent, which answers by a function in its job: nact's own `query` files its callers under random numbers of
 * 32 bits, so that of 10,000 open at once two share one in one run of a hundred, and one of them is never answered.
 * A crashed actor sends itself its job again and is reset. */
const nact: Contender = {
  name: NAMES.nact,

  chain: (n) => () =>
    inSystem(async (system) => {
      let value = 0;
      for (let step = 0; step < n; step += 1) {
        const actor = spawn(system, receiving(addOne), `step-${step}`);
        value = await ask(actor, value);
        stop(actor);
      }
      expectOutput(value, n);
    }),

  fanOut: (n) => () => inSystem(async (system) => expectOutputs(await all(system, n, addOne), n)),

  storm(n) {
    const { work, settle } = createStorm(n);
    return () => inSystem(async (system) => settle(await all(system, n, work)));
  },

  async hold(n) {
    const gate = createGate(n);
    const system = start();
    const outputs = all(system, n, gate.work);
    await gate.crowded;
    return {
      async release() {
        gate.open();
        expectOutputs(await outputs, n);
        stop(system);
      },
    };
  },
};

async function inSystem(run: (system: Ref) => Promise<void>): Promise<void> {
  const system = start();
  await run(system);
  stop(system);
}

function all(system: Ref, n: number, work: (input: number) => Promise<number>): Promise<number[]> {
  return Promise.all(
    inputs(n).map((input) => ask(spawn(system, receiving(work), `agent-${input}`, { onCrash: again }), input)),
  );
}

function ask(actor: Ref, input: number): Promise<number> {
  return new Promise((answer) => dispatch(actor, { input, answer }));
}

function receiving(work: (input: number) => Promise<number>): Receive {
  return async (state, { input, answer }) => {
    answer(await work(input));
    return state;
  };
}

const again: OnCrash = (job, _error, context) => {
  dispatch(context.self, job);
  return context.reset;
};

export const contenders: readonly Contender[] = [nact];
