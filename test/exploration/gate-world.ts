import type { SnapshotFrom } from "xstate";
import type { GateEvent, gateMachine, GateRequest } from "../../machines/gate.machine.ts";
import type { GateInput, GateVerdict } from "../../machines/gate-verdict.ts";
import type { Reply } from "../../src/model/question.ts";
import type { Closed, Happening } from "./explore.ts";
import { type Machines, roomOf, SCOPE } from "./shown-driver.ts";

export interface GateWorld {
  readonly snapshot: SnapshotFrom<typeof gateMachine>;
  readonly history: readonly GateEvent[];
  /** What it waits for: a function, a plan or a person. */
  readonly waitsFor: Exclude<GateRequest, { ask: "tellVerdict" }> | undefined;
  readonly verdict: GateVerdict | undefined;
  readonly wrongs: readonly string[];
}

export type GateHeard = Happening & { readonly label: string; readonly event: GateEvent };

const VALUES: readonly unknown[] = [true, false, "too long", [], [{ message: "too long", path: ["text"] }], 7, null];
const OUTPUTS: readonly unknown[] = [
  { verdict: "pass", score: 1 },
  { verdict: "revise", feedback: "shorter" },
  { verdict: "reject", reason: "never" },
  { verdict: "revise" },
  "an answer",
  null,
];
const REPLIES: readonly Reply[] = [
  { verdict: "approve" },
  { verdict: "edit", value: "edited" },
  { verdict: "reject", reason: "no" },
  { verdict: "skip", value: 1 },
];

/** The gate machine between functions, plans and people; `expects` says what the verdict must be after all that was heard. */
export function gateWorld(
  input: GateInput,
  expects: (input: GateInput, history: readonly GateEvent[]) => string,
  machines: Machines,
): Closed<GateWorld, GateHeard> {
  const { gate: logic, fromGates } = roomOf(machines);
  const snapshot = logic.getInitialSnapshot(SCOPE, input);
  const start: GateWorld = {
    snapshot,
    history: [],
    waitsFor: undefined,
    verdict: undefined,
    wrongs: [],
  };

  function next(before: GateWorld, { event, isStale }: GateHeard): GateWorld {
    const after = logic.transition(before.snapshot, event, SCOPE);
    const requests = fromGates.splice(0);
    if (isStale === true) return after === before.snapshot ? before : { ...before, snapshot: after };
    const history = [...before.history, event];
    const told = requests.find((request) => request.ask === "tellVerdict");
    const world: GateWorld = {
      snapshot: after,
      history,
      waitsFor: requests.find((request) => request.ask !== "tellVerdict"),
      verdict: told?.verdict,
      wrongs: [],
    };
    const said = wordOf(world);
    const expected = expects(input, history);
    return said === expected ? world : { ...world, wrongs: [`${said} where ${expected} is due`] };
  }

  return {
    start,
    next,
    events: eventsOf,
    print: ({ snapshot: { value, context }, history, waitsFor, verdict, wrongs }) =>
      JSON.stringify({ value, context, history, waitsFor, verdict, wrongs }),
    isOver: ({ verdict }) => verdict !== undefined,
    wrongs: ({ wrongs }) => wrongs,
    shows: ({ snapshot: { value } }) => [value],
  };
}

/** Where the gate stands, in a word or two: what it waits for, and of which of those who may know; or its verdict. */
function wordOf({ waitsFor, verdict }: GateWorld): string {
  if (waitsFor?.ask === "question") return `asks with ${waitsFor.approvals.length} approvals`;
  if (waitsFor !== undefined) return `${waitsFor.ask}s ${waitsFor.source}`;
  if (verdict === undefined) return "nothing";
  if (!verdict.pass)
    return `${verdict.failure.kind}${verdict.verdict === undefined ? "" : ` by ${verdict.verdict.does}`}`;
  return [
    verdict.edited === undefined ? "pass" : "edit",
    ...(verdict.unattended === undefined ? [] : ["unattended"]),
  ].join(" ");
}

const DEFECT = { kind: "defect", path: "a", message: "threw" } as const;
const EVALUATED: readonly GateEvent[] = [
  ...VALUES.map((value): GateEvent => ({ type: "EVALUATED", value })),
  { type: "NOT_EVALUATED", failure: DEFECT },
];
const CONSULTED: readonly GateEvent[] = [
  ...OUTPUTS.map((output): GateEvent => ({ type: "CONSULTED", output })),
  { type: "NOT_CONSULTED", failure: DEFECT },
  { type: "NOT_CONSULTED", failure: DEFECT, verdict: { owner: "", does: "escalate" } },
];

function eventsOf({ snapshot, waitsFor, history }: GateWorld): readonly GateHeard[] {
  const open: readonly GateEvent[] = snapshot.value === "closed" ? [{ type: "OPEN" }] : [];
  const isEdited = history.some((event) => event.type === "ANSWERED" && event.reply.verdict === "edit");
  const by = waitsFor?.ask === "question" && waitsFor.approvals.length > 0 ? "bob" : "ann";
  const answered: readonly GateEvent[] = [
    ...REPLIES.filter(({ verdict }) => !isEdited || verdict !== "edit").map(
      (reply): GateEvent => ({ type: "ANSWERED", reply, by, role: undefined }),
    ),
    { type: "DEADLINE" },
  ];
  const all = { evaluate: EVALUATED, consult: CONSULTED, question: answered };
  const now = [...open, ...(waitsFor === undefined ? [] : all[waitsFor.ask])];
  const late = (["evaluate", "consult", "question"] as const).flatMap((ask) => (waitsFor?.ask === ask ? [] : all[ask]));
  return [...now.map((event) => labelled(event, false)), ...late.map((event) => labelled(event, true))];
}

function labelled(event: GateEvent, isStale: boolean): GateHeard {
  return { type: event.type, label: JSON.stringify(event), event, isStale };
}
