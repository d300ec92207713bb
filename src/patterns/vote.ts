import type { About } from "../model/answer.ts";
import type { Failure } from "../model/failure.ts";
import { type Command, type Coordinator, type Done, type Step, unresolved } from "./coordinator.ts";
import { type Cast, isBallot, type Standing, tally } from "./tally.ts";
import { exactly, type ExactWeights, numberOf } from "./weights.ts";

/** How ballots decide. `judge`: a plan that is shown the ballots, and names one by its place among them. */
export type VoteRule =
  /** The most weight. */
  | {
      readonly by: "majority";
      readonly weights: readonly number[] | undefined;
      readonly tie: "fail" | "first" | "judge";
    }
  /** The first value that `k` voters agree on. */
  | { readonly by: "quorum"; readonly k: number }
  | { readonly by: "best" };

/** The same input for all voters, none of whom sees another. The judge, where there is one, is the last child. */
export interface VoteShape {
  /** Of the voters. */
  readonly names: readonly string[];
  readonly rule: VoteRule;
  /** A function of the plan says what an output counts as; else the output itself is counted. */
  readonly hasBallot: boolean;
}

/** What a judge is shown of a vote. */
export interface Ballot<out O> {
  readonly voter: string;
  readonly output: O;
  readonly reasoning?: string;
  readonly confidence?: number;
}

export interface VoteState {
  /** Outputs by voter; of one that is still at work, that declined or was given up there is none. Null, for it is kept as data. */
  readonly outputs: readonly (Given | null)[];
  readonly casts: readonly Cast[];
  /** Voters whose ballot is not in yet. */
  readonly open: readonly number[];
  /** Those that were given up: their ballots will never be known. */
  readonly lost: readonly number[];
  /** What the first of them failed with. */
  readonly cause: Failure | undefined;
  /** Whom the judge is choosing from; none before it is asked. */
  readonly judging: readonly number[] | undefined;
}

type Given = Pick<Done, "output" | "about">;

export const vote: Coordinator<VoteShape, VoteState> = {
  initial: { outputs: [], casts: [], open: [], lost: [], cause: undefined, judging: undefined },
  isAbreast: true,
  isPool: true,
  begin(shape, input) {
    const outputs = shape.names.map(() => null);
    const commands = shape.names.map((_, slot): Command => ({ do: "start", slot, child: slot, input }));
    return { state: { ...vote.initial, outputs, open: [...outputs.keys()] }, commands };
  },
  done(shape, state, end) {
    if (state.judging !== undefined) return chosen(shape, state, end);
    const { slot, output, about } = end;
    const given: Given = about === undefined ? { output } : { output, about };
    const next = { ...state, outputs: state.outputs.with(slot, given) };
    if (shape.rule.by === "best") return heard(shape, next, slot);
    if (shape.hasBallot)
      return { state: next, commands: [{ do: "evaluate", call: "ballot", key: slot, args: [output] }] };
    return cast(shape, next, { voter: slot, ballot: output });
  },
  declined: (shape, state, { slot, name, reason }) =>
    state.judging === undefined ? heard(shape, state, slot) : unresolved(state, `${name} declined: ${reason}`),
  toleratesFailure: (_shape, state) => state.judging === undefined,
  failed: (shape, state, { slot, failure }) =>
    heard(shape, { ...state, lost: [...state.lost, slot], cause: state.cause ?? failure }, slot),
  evaluated: (shape, state, { key, value }) => cast(shape, state, { voter: key, ballot: value }),
};

interface Voted {
  readonly voter: number;
  readonly ballot: unknown;
}

function cast(shape: VoteShape, state: VoteState, { voter, ballot }: Voted): Step<VoteState> {
  if (!isBallot(ballot)) return unresolved(state, uncountable(shape, { voter, ballot }));
  return heard(shape, { ...state, casts: [...state.casts, { voter, ballot }] }, voter);
}

function uncountable({ names, hasBallot }: VoteShape, { voter, ballot }: Voted): string {
  const said = JSON.stringify(ballot);
  return hasBallot
    ? `ballot gave ${said} for the output of ${names[voter]}: let it give a text, a number, true, false or null`
    : `the output of ${names[voter]} is ${said}, which cannot be counted: give \`ballot\`, a function of an output that says what it counts as`;
}

/** Nothing more will come of a voter: decides, or waits for the others. */
function heard(shape: VoteShape, before: VoteState, voter: number): Step<VoteState> {
  const state = { ...before, open: before.open.filter((other) => other !== voter) };
  switch (shape.rule.by) {
    case "quorum":
      return byQuorum(shape, state, shape.rule.k);
    case "majority":
      return byMajority(shape, state, shape.rule);
    case "best":
      return byJudge(shape, state);
  }
}

/** Decided as soon as enough agree, and given up as soon as too few are left to. */
function byQuorum(shape: VoteShape, state: VoteState, k: number): Step<VoteState> {
  const standings = tally(state.casts, () => 1n);
  const [leader] = standings;
  const agreed = leader?.voters.length ?? 0;
  if (leader !== undefined && agreed >= k) return elect(shape, state, leader.voters[0]);
  if (agreed + state.open.length >= k) return { state, commands: [] };
  return undecided(state, `no quorum of ${k}: ${standingWords(standings)}`);
}

type Majority = Extract<VoteRule, { by: "majority" }>;

/** Everybody weighs one unit. */
const EVENLY: ExactWeights = { units: [], exponent: 0 };

/** Decided as soon as no ballot that is still out can change it; one that was lost counts as out for ever. */
function byMajority(shape: VoteShape, state: VoteState, { weights, tie }: Majority): Step<VoteState> {
  const { units, exponent } = weights === undefined ? EVENLY : exactly(weights);
  const weightOf = (voter: number) => units[voter] ?? 1n;
  const standings = tally(state.casts, weightOf);
  const [leader, rival] = standings;
  const out = [...state.open, ...state.lost].reduce((sum, voter) => sum + weightOf(voter), 0n);
  if (leader !== undefined && leader.weight > (rival?.weight ?? 0n) + out) return elect(shape, state, leader.voters[0]);
  if (state.open.length > 0) return { state, commands: [] };
  if (leader === undefined) return undecided(state, "nobody voted");
  if (state.lost.length > 0) return undecided(state, `undecided: ${standingWords(standings, exponent)}`);
  const leaders = standings.filter(({ weight }) => weight === leader.weight);
  return leaders.length === 1 ? elect(shape, state, leader.voters[0]) : tied(shape, state, { tie, leaders, exponent });
}

interface Tied {
  readonly tie: Majority["tie"];
  readonly leaders: readonly Standing[];
  readonly exponent: number;
}

function tied(shape: VoteShape, state: VoteState, { tie, leaders, exponent }: Tied): Step<VoteState> {
  const voters = leaders.flatMap((leader) => leader.voters).toSorted((a, b) => a - b);
  if (tie === "first") return elect(shape, state, voters[0]);
  if (tie === "fail") return unresolved(state, `a tie: ${standingWords(leaders, exponent)}`);
  return judge(shape, state, voters);
}

/** All that answered are shown to the judge; where it is only one, there is nothing to choose. */
function byJudge(shape: VoteShape, state: VoteState): Step<VoteState> {
  if (state.open.length > 0) return { state, commands: [] };
  const voters = [...state.outputs.keys()].filter((voter) => state.outputs[voter] !== null);
  if (voters.length === 0) return undecided(state, "nobody voted");
  return voters.length === 1 ? elect(shape, state, voters[0]) : judge(shape, state, voters);
}

function judge({ names }: VoteShape, state: VoteState, voters: readonly number[]): Step<VoteState> {
  const input = voters.map((voter) => ballotOf(names[voter] ?? "", state.outputs[voter]));
  const child = names.length;
  return {
    state: { ...state, judging: voters },
    commands: [{ do: "start", slot: child, child, input, isConsumer: true }],
  };
}

function ballotOf(voter: string, given: Given | null | undefined): Ballot<unknown> {
  const { reasoning, confidence }: About = given?.about ?? {};
  return {
    voter,
    output: given?.output,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

function chosen(shape: VoteShape, state: VoteState, { name, output }: Done): Step<VoteState> {
  const voters = state.judging ?? [];
  const voter = typeof output === "number" ? voters[output] : undefined;
  if (voter !== undefined) return elect(shape, state, voter);
  return unresolved(state, `${name} chose ${JSON.stringify(output)}; the ballots are 0 to ${voters.length - 1}`);
}

/** The voter's output is the vote's. What was lost could have been the best; elsewhere it could have changed nothing. */
function elect({ rule }: VoteShape, state: VoteState, voter: number | undefined): Step<VoteState> {
  const given = voter === undefined ? undefined : state.outputs[voter];
  if (given === undefined || given === null) return unresolved(state, "nobody voted");
  const { output, about } = given;
  const said = about === undefined ? {} : { about };
  const lacking = rule.by === "best" ? lackOf(state, "chosen") : undefined;
  return { state, commands: [{ do: "finish", output, ...said, ...lacking }] };
}

/** Nothing was decided; and the first failure of a voter, where there is one, for its ballot might have helped. */
function undecided(state: VoteState, what: string): Step<VoteState> {
  const { lacking = what, cause } = lackOf(state, what) ?? {};
  return unresolved(state, lacking, cause);
}

/** What was done without the voters that failed; none where all are there. */
function lackOf({ lost, cause }: VoteState, what: string): Pick<Finish, "lacking" | "cause"> | undefined {
  if (lost.length === 0) return undefined;
  const whom = lost.length === 1 ? "one voter" : `${lost.length} voters`;
  const lacking = `${what}, without ${whom} that failed`;
  return cause === undefined ? { lacking } : { lacking, cause };
}

type Finish = Extract<Command, { do: "finish" }>;

function standingWords(standings: readonly Standing[], exponent = 0): string {
  if (standings.length === 0) return "no ballots";
  return standings
    .map(({ ballot, weight }) => `${JSON.stringify(ballot)} has ${numberOf(weight, exponent)}`)
    .join(", ");
}
