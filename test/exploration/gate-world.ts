import type { SnapshotFrom } from "xstate";
import type { GateEvent, gateMachine } from "../../machines/gate.machine.ts";
import type { GateInput, GateVerdict } from "../../machines/gate-verdict.ts";
import type { Reply } from "../../src/model/question.ts";
import type { Closed, Happening } from "./explore.ts";
import { type Machines, roomOf, SCOPE } from "./shown-driver.ts";

export interface GateWorld {
  readonly snapshot: SnapshotFrom<typeof gateMachine>;
  readonly history: readonly GateEvent[];
  readonly isEvaluating: boolean;
  readonly isAsking: boolean;
  readonly verdict: GateVerdict | undefined;
  readonly wrongs: readonly string[];
}

export type GateHeard = Happening & { readonly label: string; readonly event: GateEvent };

const VALUES: readonly unknown[] = [true, false, "too long", [], [{ message: "too long", path: ["text"] }], 7, null];
const REPLIES: readonly Reply[] = [
  { verdict: "approve" },
  { verdict: "edit", value: "edited" },
  { verdict: "reject", reason: "no" },
  { verdict: "skip", value: 1 },
];

/** The gate machine between its function and a person; `expects` says what the verdict must be after all that was heard. */
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
    isEvaluating: false,
    isAsking: false,
    verdict: undefined,
    wrongs: [],
  };

  function next(before: GateWorld, { event, isStale }: GateHeard): GateWorld {
    const after = logic.transition(before.snapshot, event, SCOPE);
    const requests = fromGates.splice(0);
    if (isStale === true) return after === before.snapshot ? before : { ...before, snapshot: after };
    const history = [...before.history, event];
    const asks = (what: "evaluate" | "question") => requests.some(({ ask }) => ask === what);
    const told = requests.find((request) => request.ask === "tellVerdict");
    const world: GateWorld = {
      snapshot: after,
      history,
      isEvaluating: asks("evaluate"),
      isAsking: asks("question"),
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
    print: ({ snapshot: { value, context }, history, verdict, wrongs }) =>
      JSON.stringify({ value, context, history, verdict, wrongs }),
    isOver: ({ verdict }) => verdict !== undefined,
    wrongs: ({ wrongs }) => wrongs,
    shows: ({ snapshot: { value } }) => [value],
  };
}

/** Where the gate stands, in a word: what it waits for, or its verdict. */
function wordOf({ isEvaluating, isAsking, verdict }: GateWorld): string {
  if (isEvaluating) return "evaluates";
  if (isAsking) return "asks";
  if (verdict === undefined) return "nothing";
  if (!verdict.pass) return verdict.failure.kind;
  return [
    verdict.edited === undefined ? "pass" : "edit",
    ...(verdict.unattended === undefined ? [] : ["unattended"]),
  ].join(" ");
}

function eventsOf({ snapshot, isEvaluating, isAsking }: GateWorld): readonly GateHeard[] {
  const open: readonly GateEvent[] = snapshot.value === "closed" ? [{ type: "OPEN" }] : [];
  const failure = { kind: "defect", path: "a", message: "threw" } as const;
  const evaluated: readonly GateEvent[] = [
    ...VALUES.map((value): GateEvent => ({ type: "EVALUATED", value })),
    { type: "NOT_EVALUATED", failure },
  ];
  const answered: readonly GateEvent[] = [
    ...REPLIES.map((reply): GateEvent => ({ type: "ANSWERED", reply, by: "ann", role: undefined })),
    { type: "DEADLINE" },
  ];
  const now = [...open, ...(isEvaluating ? evaluated : []), ...(isAsking ? answered : [])];
  const late = [...(isEvaluating ? [] : evaluated), ...(isAsking ? [] : answered)];
  return [...now.map((event) => labelled(event, false)), ...late.map((event) => labelled(event, true))];
}

function labelled(event: GateEvent, isStale: boolean): GateHeard {
  return { type: event.type, label: JSON.stringify(event), event, isStale };
}
