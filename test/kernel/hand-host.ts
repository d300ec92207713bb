import type { Fitted, Host, Waiting } from "../../src/kernel/port.ts";
import { createInbox } from "../../src/hosts/inbox.ts";
import type { Completion } from "../../src/model/effect.ts";

/** A completion before it has a time. */
type Said = Completion extends infer C ? (C extends Completion ? Omit<C, "at"> : never) : never;

/** A host that does nothing by itself: the test says what comes back, and when. */
export interface HandHost extends Host {
  /** What it was asked to do, in order: `begin draft#1`, `withdraw …`, `commit 4`, `next`, `close`. */
  readonly log: readonly string[];
  /** What the run waited for when it asked last. */
  waiting(): Waiting | undefined;
  /** Something comes back, at the time to which the clock is moved. */
  say(said: Said, at?: number): void;
  /** Several things come back together. */
  sayAll(all: readonly Said[]): void;
}

interface Handling {
  /** A commit takes until this resolves. */
  readonly commits?: () => Promise<void>;
  /** What becomes of a person's value; by default it fits as it is. */
  readonly fits?: (value: unknown) => Fitted | Promise<Fitted>;
}

/** A host for one run. */
export function handHost({ commits, fits = (value) => ({ fits: true, value }) }: Handling = {}): HandHost {
  const log: string[] = [];
  const inbox = createInbox<Completion>();
  let now = 0;
  let waiting: Waiting | undefined;
  const say: HandHost["say"] = (said, at = now) => {
    now = at;
    inbox.put({ ...said, at });
  };
  return {
    log,
    waiting: () => waiting,
    say,
    sayAll: (all) => all.forEach((said) => say(said)),
    newRunId: () => "by-hand",
    open: () => ({
      now: () => now,
      commit(facts) {
        log.push(`commit ${facts.length}`);
        return commits?.();
      },
      begin: (effects) => effects.forEach(({ id }) => log.push(`begin ${id}`)),
      withdraw: (id) => void log.push(`withdraw ${id}`),
      next(asked) {
        waiting = asked;
        log.push("next");
        return inbox.take();
      },
      post: (completion) => inbox.put(completion),
      fit: async (_site, _question, value) => fits(value),
      breathe: () => {},
      close: () => void log.push("close"),
    }),
  };
}
