import { acceptName } from "../model/accept-name.ts";
import { acceptKeys, acceptNumber } from "../model/accept.ts";
import { didYouMean } from "../model/near.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { atRest } from "../patterns/catalogue.ts";
import { entriesOf, namesOf } from "./members.ts";
import { acceptNeeded } from "./needs.ts";
import type { AnyPlan, Plan, PlanInput, PlanOutput } from "./plan.ts";
import { toPlan } from "./planned.ts";
import type { Member } from "./spec.ts";
import { frozenCourse } from "./tree.ts";

/** Who begins, and how often control may pass. */
export interface HandoffOptions<Peer extends string> {
  readonly start: Peer;
  /** How many hand-offs there may be, 1 to 1,000; one more leaves it `unresolved`. */
  readonly max: number;
}

/** Plans: agents, which say to whom they may hand off; and any others, which only answer. */
type Peers = Readonly<Record<string, AnyPlan & HandsTo<string>>>;
interface HandsTo<Peer extends string> {
  readonly handsTo?: readonly Peer[];
}

const HANDOFFS_MAX = 1_000;
const NEEDED = {
  start: 'the peer that begins, as in start: "front"',
  max: "how many hand-offs there may be, as in max: 6",
};

/**
 * Peers pass control and context to one another, until one of them answers: a swarm. Use it where the next specialist is
 * known only to the one at work; where a classifier can tell beforehand, use `route`. A peer is any plan, but only an
 * agent can hand off: what is in a chain, or in any other plan of several, cannot. The peers named in an agent's `handsTo`
 * are checked against those that there are; what a peer is handed, its own schema of the input checks. The same peer
 * handing the same context to the same peer twice is a ping-pong: then, and after `max` hand-offs, it is `unresolved`. In a
 * run's paths a peer has its key.
 *
 * @throws TroupeError BAD_NAME for the name or a key, BAD_OPTION, NOT_A_PLAN, UNKNOWN_PEER
 */
export function handoff<const P extends Peers, const S extends keyof P & string>(
  name: string,
  peers: P & { readonly [K in keyof P]: AnyPlan & HandsTo<keyof P & string> },
  options: HandoffOptions<S>,
): Plan<PlanInput<P[S]>, PlanOutput<P[keyof P]>> {
  const called = acceptName(name, "a handoff");
  const where = `handoff "${called}"`;
  const children = entriesOf(peers, where);
  acceptKeys(options, { where, known: ["start", "max"] });
  acceptNeeded(options, { where, options: NEEDED });
  const { start, max } = options;
  const names = namesOf(children);
  acceptPeer(start, { where: `start of ${where}`, names });
  for (const child of children) acceptHands(child, { where, names });
  const course = frozenCourse(
    atRest("handoff", {
      names,
      start: names.indexOf(start),
      max: acceptNumber(max, { where: `max of ${where}`, min: 1, max: HANDOFFS_MAX, isWhole: true }),
    }),
  );
  return toPlan(Object.freeze({ kind: "handoff", name: called, children, course }));
}

interface Among {
  readonly where: string;
  readonly names: readonly string[];
}

function acceptHands({ segment, spec }: Member, { where, names }: Among): void {
  for (const to of spec.agent?.handsTo ?? []) acceptPeer(to, { where: `handsTo of "${segment}" in ${where}`, names });
}

function acceptPeer(peer: unknown, { where, names }: Among): void {
  if (typeof peer === "string" && names.includes(peer)) return;
  throw new TroupeError("UNKNOWN_PEER", {
    what: `${where} names ${shown(peer)}, which is no peer.`,
    remedy: didYouMean(typeof peer === "string" ? peer : "", names),
    facts: { where, peers: names },
  });
}
