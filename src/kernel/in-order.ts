import type { Session } from "./port.ts";

/**
 * A session that takes nothing back before it was begun, nor before that was committed. A stop can come in the same
 * slice as the start of what it stops; then the host is given the work first, and its abort right after it.
 */
export function inOrder(session: Session): Session {
  let held: (() => void)[] = [];
  const release = (): void => {
    const withdrawals = held;
    held = [];
    for (const withdraw of withdrawals) withdraw();
  };
  return {
    now: () => session.now(),
    commit: (facts) => session.commit(facts),
    begin(effects, at) {
      session.begin(effects, at);
      release();
    },
    next(waiting) {
      release();
      return session.next(waiting);
    },
    post: (completion) => session.post(completion),
    fit: (site, question, value) => session.fit(site, question, value),
    withdraw: (id, why) => void held.push(() => session.withdraw(id, why)),
    breathe: () => session.breathe(),
    close() {
      release();
      session.close();
    },
  };
}
