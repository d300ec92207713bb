import { liveHost } from "../../../src/hosts/live/live-host.ts";
import { virtualHost } from "../../../src/hosts/virtual/virtual-host.ts";
import { impatient } from "../../../src/hosts/conformance/placed-run.ts";
import type { HostRule } from "../../../src/hosts/conformance/host-rule.ts";
import type { Host, Placement, Session } from "../../../src/kernel/port.ts";
import type { Completion } from "../../../src/model/effect.ts";

/** A good host with one thing broken about its sessions. */
export function broken(
  breaks: (session: Session, placement: Placement) => Partial<Session>,
  makeHost: () => Host = virtualHost,
): () => Host {
  return () => {
    const host = makeHost();
    const open = (placement: Placement) => {
      const session = host.open(placement);
      return { ...session, ...breaks(session, placement) };
    };
    return { open, newRunId: () => host.newRunId() };
  };
}

/** As `broken`, on the wall clock. */
export function brokenLive(breaks: (session: Session) => Partial<Session>): () => Host {
  return broken(breaks, liveHost);
}

/** A host that tells what came back differently. */
export function retelling(tell: (completions: readonly Completion[]) => readonly Completion[]): () => Host {
  return broken((session) => ({
    async next(waiting) {
      for (;;) {
        const told = tell(await session.next(waiting));
        if (told.length > 0) return told;
      }
    },
  }));
}

/** Which of these rules a host breaks; only they are checked. */
export async function brokenRules(
  rules: readonly HostRule[],
  makeHost: () => Host,
  names: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(
    rules
      .filter(({ name }) => names.includes(name))
      .map(async ({ name, check }) => {
        try {
          await check(() => impatient(makeHost(), 200));
          return [];
        } catch {
          return [name];
        }
      }),
  );
  return found.flat();
}
