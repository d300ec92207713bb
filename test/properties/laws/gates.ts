import { factsOf } from "../history.ts";
import type { Judged, Law } from "../law.ts";
import { gateOrder, placeOf } from "../planted.ts";
import { type Draft, hasSchema } from "../scenario.ts";

/** The gates that stand before an agent's work or a person, by name: the schema of the input first, where any do. */
function namesBefore(draft: Extract<Draft, { kind: "agent" | "human" }>): readonly string[] {
  const before = gateOrder(draft.before, "before");
  return hasSchema(draft) && (before.length > 0 || draft.kind === "human") ? ["input", ...before] : before;
}

/** Nobody slips through: each gate passed since the last try, in order, before the work or before the end. */
function passesAll({ facts, places }: Judged): readonly string[] {
  const wrongs: string[] = [];
  const passed = new Map<string, string[]>();
  for (const fact of facts) {
    const { path, type, seq } = fact;
    const draft = places.get(placeOf(path))?.draft;
    if (draft?.kind !== "agent" && draft?.kind !== "human") continue;
    const own = passed.get(path) ?? [];
    if (type === "gate.decided") passed.set(path, fact.isPass ? [...own, fact.gate] : []);
    if (type === "node.started" || type === "node.failed") passed.set(path, []);
    if (type === "attempt.started") {
      const wanted = namesBefore(draft);
      const isTold = own.join() === "asking";
      if (own.join() !== wanted.join() && !isTold)
        wrongs.push(`fact ${seq}: ${path} begins past ${own.join()}, not ${wanted.join()}`);
      passed.set(path, []);
    }
    if (type === "node.ended" && fact.how === "done") {
      const after = gateOrder(draft.after, "after");
      const before = namesBefore(draft);
      const wanted = draft.kind === "human" ? [...before, own[before.length] ?? "the person", ...after] : after;
      if (own.join() !== wanted.join())
        wrongs.push(`fact ${seq}: ${path} is done past ${own.join()}, not ${wanted.join()}`);
    }
  }
  return wrongs;
}

/** What a gate's function gave, against what was made of it. */
function readsTruly({ facts, places }: Judged): readonly string[] {
  return facts.flatMap((fact) => {
    const { path, seq } = fact;
    const draft = places.get(placeOf(path))?.draft;
    if (
      (fact.type !== "function.gave" && fact.type !== "function.threw") ||
      (draft?.kind !== "agent" && draft?.kind !== "human")
    )
      return [];
    const [when, index] = fact.call.split("-");
    const gate = (when === "before" ? draft.before : draft.after)[Number(index)];
    const next = facts.find(
      (other) =>
        other.seq > seq &&
        other.path === path &&
        (other.type === "gate.decided" || other.type === "question.asked" || other.type === "node.ended"),
    );
    if (next?.type === "node.ended" || (gate === undefined && fact.call !== "input")) return [];
    const isYes =
      fact.type === "function.gave" && (fact.value === true || (Array.isArray(fact.value) && fact.value.length === 0));
    const isSkipped = fact.type === "function.gave" && fact.value === false;
    const expected = gate?.kind === "approval" ? (isSkipped ? "pass" : "asked") : isYes ? "pass" : "fail";
    const made =
      next?.type === "gate.decided"
        ? next.isPass
          ? "pass"
          : "fail"
        : next?.type === "question.asked"
          ? "asked"
          : "nothing";
    return made === expected ? [] : [`fact ${seq}: ${fact.call} of ${path} is ${made}, not ${expected}`];
  });
}

/** One question: asked, at most answered, closed; its deadline is its own. */
function questionsEnd({ facts }: Judged): readonly string[] {
  return factsOf(facts, "question.asked").flatMap(({ question, seq, at }) => {
    const { id, deadline } = question;
    const closed = factsOf(facts, "question.closed").filter((fact) => fact.question === id);
    const answered = factsOf(facts, "question.answered").filter((fact) => fact.question === id);
    const end = closed[0];
    const hasAnswer = answered.length === 1 && (answered[0]?.at ?? 0) <= deadline;
    const isRight =
      end !== undefined &&
      closed.length === 1 &&
      end.seq > seq &&
      end.at <= deadline &&
      (end.why === "answered" ? hasAnswer : answered.length === 0) &&
      (end.why !== "deadline" || end.at === deadline) &&
      deadline >= at;
    return isRight ? [] : [`${id}: ${closed.map(({ why }) => why).join()} with ${answered.length} answers`];
  });
}

/** People and functions that look at values. */
export const GATE_LAWS: readonly Law[] = [
  { says: "no work begins and no agent is done before all its gates have passed, in order", against: passesAll },
  { says: "what a gate's function says is what becomes of it; in doubt a person is asked", against: readsTruly },
  { says: "a question is closed once: answered in time, at its deadline, or withdrawn", against: questionsEnd },
  {
    says: "a gate is opened once before it decides, and decides once",
    against({ facts }) {
      const open = new Set<string>();
      return facts.flatMap((fact) => {
        const { type, path, seq } = fact;
        if (type === "gate.opened") open.add(`${path} ${fact.gate}`);
        if (type === "node.ended" || type === "node.failed")
          for (const gate of open) if (gate.startsWith(`${path} `)) open.delete(gate);
        if (type === "gate.decided" && !open.delete(`${path} ${fact.gate}`))
          return [`fact ${seq}: ${fact.gate} of ${path} was not open`];
        return [];
      });
    },
  },
];
