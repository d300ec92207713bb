import { assign, createActor, fromPromise, setup, toPromise } from "xstate";
import { type Contender, NAMES } from "../contender.ts";
import { addOne, createGate, createStorm, expectOutput, expectOutputs, inputs } from "../work.ts";

/** XState without Troupe. A chain is one machine whose state invokes a promise and is entered again for every step; a
 * fan-out is one root actor per agent, because children of one XState parent cost quadratically. */
const xstate: Contender = {
  name: NAMES.xstate,
  chain: stepByStep,
  patterns: { loop: stepByStep },
  ...wide((work) => {
    const logic = promiseLogic(work);
    return (input) => retried(logic, input);
  }),
};

/** A chain of the same step and a loop are one machine here. */
function stepByStep(n: number): () => Promise<void> {
  return async () => expectOutput(await toPromise(createActor(chainMachine, { input: { steps: n } }).start()), n);
}

/** The same with a machine per agent, which has states to look at as Troupe's agents have: it invokes the promise, and again on an error. */
const machines: Contender = {
  name: NAMES.xstateMachine,
  ...wide((work) => {
    const logic = agentMachine.provide({ actors: { work: promiseLogic(work) } });
    return (input) => toPromise(createActor(logic, { input }).start());
  }),
};

/** `agentOf` answers with what runs one agent to its output, three attempts at most. */
function wide(
  agentOf: (work: (input: number) => Promise<number>) => (input: number) => Promise<number>,
): Pick<Contender, "fanOut" | "storm" | "hold"> {
  return {
    fanOut(n) {
      const agent = agentOf(addOne);
      return async () => expectOutputs(await Promise.all(inputs(n).map(agent)), n);
    },
    storm(n) {
      const { work, settle } = createStorm(n);
      const agent = agentOf(work);
      return async () => settle(await Promise.all(inputs(n).map(agent)));
    },
    async hold(n) {
      const gate = createGate(n);
      const outputs = Promise.all(inputs(n).map(agentOf(gate.work)));
      await gate.crowded;
      return {
        async release() {
          gate.open();
          expectOutputs(await outputs, n);
        },
      };
    },
  };
}

const chainMachine = setup({
  types: {
    context: {} as { readonly value: number; readonly steps: number },
    input: {} as { readonly steps: number },
    output: {} as number,
  },
  actors: { step: promiseLogic(addOne) },
}).createMachine({
  context: ({ input }) => ({ value: 0, steps: input.steps }),
  output: ({ context }) => context.value,
  initial: "working",
  states: {
    working: {
      invoke: {
        src: "step",
        input: ({ context }) => context.value,
        onDone: [
          {
            guard: ({ context, event }) => event.output < context.steps,
            target: "working",
            reenter: true,
            actions: assign({ value: ({ event }) => event.output }),
          },
          { target: "done", actions: assign({ value: ({ event }) => event.output }) },
        ],
      },
    },
    done: { type: "final" },
  },
});

const agentMachine = setup({
  types: {
    context: {} as { readonly input: number; readonly attempt: number; readonly output: number },
    input: {} as number,
    output: {} as number,
  },
  actors: { work: promiseLogic(addOne) },
}).createMachine({
  context: ({ input }) => ({ input, attempt: 1, output: 0 }),
  output: ({ context }) => context.output,
  initial: "working",
  states: {
    working: {
      invoke: {
        src: "work",
        input: ({ context }) => context.input,
        onDone: { target: "done", actions: assign({ output: ({ event }) => event.output }) },
        onError: {
          guard: ({ context }) => context.attempt < 3,
          target: "working",
          reenter: true,
          actions: assign({ attempt: ({ context }) => context.attempt + 1 }),
        },
      },
    },
    done: { type: "final" },
  },
});

function promiseLogic(work: (input: number) => Promise<number>) {
  return fromPromise<number, number>(({ input }) => work(input));
}

type PromiseLogic = ReturnType<typeof promiseLogic>;

/** An actor that failed is dead for ever, so that each attempt is a new one. */
async function retried(logic: PromiseLogic, input: number): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await toPromise(createActor(logic, { input }).start());
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

export const contenders: readonly Contender[] = [xstate, machines];
