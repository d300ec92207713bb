import { crossed } from "../history.ts";
import { activation } from "../lives.ts";
import { PEERS } from "../scenario.ts";
import { type Move, type Oracles, UNRESOLVED } from "./oracle.ts";

/** Peers pass control on, at most so often, and never the same context twice between the same two. */
export const handoffOracle: Oracles = ({ path, it, input }) => {
  const { draft } = it;
  if (draft.kind !== "handoff") throw new Error("it is no handoff");
  const peers: readonly string[] = PEERS.slice(0, draft.peers.length);
  const turns = new Map<string, number>();
  const passes: string[] = [];
  let at = peers[draft.start % peers.length] ?? "";
  const give = (peer: string, context: unknown): readonly Move[] => {
    const turn = turns.get(peer) ?? 0;
    turns.set(peer, turn + 1);
    at = peer;
    return [{ start: activation(path, peer, turn), input: context }];
  };
  return {
    begins: give(at, input),
    hears(event) {
      if (event.is === "gave") return [{ done: event.output }];
      if (event.is === "declined") return UNRESOLVED;
      if (event.is !== "handed") return [];
      const pass = `${at} ${event.to} ${crossed(event.context)}`;
      if (!peers.includes(event.to) || passes.includes(pass) || passes.length === draft.max) return UNRESOLVED;
      passes.push(pass);
      return give(event.to, event.context);
    },
  };
};
