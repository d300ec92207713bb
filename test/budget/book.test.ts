import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Book,
  EMPTY_BOOK,
  isRefused,
  ledgerOf,
  openLedger,
  type Refused,
  release,
  reserve,
  settle,
  spawn,
  spendOf,
  spentLedger,
  stepsLeft,
} from "../../src/budget/book.ts";
import { valuesOf } from "../../src/model/path-table.ts";
import type { Budget } from "../../src/model/usage.ts";

const STEP = { steps: 1, usd: 0 };
const bookOf = (limits: Readonly<Record<string, Budget>>): Book =>
  Object.entries(limits).reduce<Book>((book, [owner, limit]) => openLedger(book, owner, limit), EMPTY_BOOK);

/** The book, where nothing was refused. */
function granted(result: Book | Refused): Book {
  expect(isRefused(result)).toBe(false);
  return isRefused(result) ? EMPTY_BOOK : result;
}

describe("a reservation", () => {
  it("is made on every ledger from the node to the root", () => {
    const book = granted(reserve(bookOf({ draft: { steps: 2 }, support: { steps: 9 } }), ["draft", "support"], STEP));
    expect([spendOf(book, "draft").steps, spendOf(book, "support").steps]).toEqual([1, 1]);
  });

  it("is refused by the first ledger without room, with how that stands", () => {
    const book = granted(reserve(bookOf({ draft: { steps: 9 }, support: { steps: 1 } }), ["draft", "support"], STEP));
    expect(reserve(book, ["draft", "support"], STEP)).toEqual({ owner: "support", ledger: "steps", used: 1, limit: 1 });
  });

  it("counts money that is promised to others as taken, and says how much that is and what was asked", () => {
    const book = granted(reserve(bookOf({ support: { usd: 1 } }), ["support"], { steps: 1, usd: 0.7 }));
    const refused = { owner: "support", ledger: "usd", used: 0, promised: 0.7, asked: 0.4, limit: 1 };
    expect(reserve(book, ["support"], { steps: 1, usd: 0.4 })).toEqual(refused);
    expect(isRefused(reserve(book, ["support"], { steps: 1, usd: 0.3 }))).toBe(false);
  });

  it("may take all that there is, in sums that are exact to a billionth of a dollar", () => {
    const tenth = { steps: 1, usd: 0.1 };
    const two = [1, 2].reduce((book) => granted(reserve(book, ["support"], tenth)), bookOf({ support: { usd: 0.3 } }));
    expect(ledgerOf(granted(reserve(two, ["support"], tenth)), "support")?.reservedUsd).toBe(0.3);
  });

  it("is refused once the tokens or the money are used up, whatever it would cost", () => {
    const tokens = settle(bookOf({ support: { tokens: 100 } }), ["support"], { inputTokens: 60, outputTokens: 40 });
    const money = settle(bookOf({ support: { usd: 0.5 } }), ["support"], { costUsd: 0.6 });
    expect(reserve(tokens, ["support"], STEP)).toMatchObject({ ledger: "tokens", used: 100, limit: 100 });
    expect(reserve(money, ["support"], STEP)).toMatchObject({ ledger: "usd", used: 0.6, limit: 0.5 });
  });

  it("draws on nothing that has no ledger", () => {
    expect(reserve(EMPTY_BOOK, ["support"], STEP)).toBe(EMPTY_BOOK);
  });
});

describe("a ledger", () => {
  it("is opened once: a second life of its owner goes on with what is left", () => {
    const book = granted(reserve(bookOf({ support: { steps: 3 } }), ["support"], STEP));
    expect(openLedger(book, "support", { steps: 3 })).toBe(book);
  });

  it.each(["constructor", "__proto__", "toString"])("can belong to a plan called %s", (owner) => {
    const book = granted(reserve(openLedger(EMPTY_BOOK, owner, { steps: 1 }), [owner], STEP));
    expect(spendOf(book, owner).steps).toBe(1);
    expect(isRefused(reserve(book, [owner], STEP))).toBe(true);
  });

  it.each(["constructor", "__proto__"])("is not there for a plan called %s that has no budget", (owner) => {
    expect(reserve(EMPTY_BOOK, [owner], STEP)).toBe(EMPTY_BOOK);
    expect([
      stepsLeft(EMPTY_BOOK, [owner]),
      spentLedger(EMPTY_BOOK, [owner]),
      spendOf(EMPTY_BOOK, owner).steps,
    ]).toEqual([undefined, undefined, 0]);
  });

  it("costs no more beside ten thousand others: what does not change is shared", () => {
    const owners = Array.from({ length: 10_000 }, (_, index) => `wide/worker[${index}]`);
    const book = owners.reduce((before, owner) => openLedger(before, owner, { steps: 1 }), EMPTY_BOOK);
    const after = granted(reserve(book, ["wide/worker[5000]"], STEP));
    const copied = after.entries.chunks.filter((chunk, place) => chunk !== book.entries.chunks[place]);
    expect([copied.length, after.buckets === book.buckets]).toEqual([1, true]);
  });

  it("has its money back to the billionth, however many promises were made and taken back", () => {
    const full = [1, 2, 3].reduce(
      (book) => granted(reserve(book, ["support"], { steps: 1, usd: 0.1 })),
      bookOf({ support: { usd: 0.3 } }),
    );
    const free = [1, 2, 3].reduce((book) => release(book, ["support"], 0.1), full);
    expect(ledgerOf(free, "support")?.reservedUsd).toBe(0);
  });

  it("keeps its steps when an attempt is over, and gives back the money that was promised to it", () => {
    const book = granted(reserve(bookOf({ support: { usd: 1 } }), ["support"], { steps: 1, usd: 0.8 }));
    const after = release(book, ["support"], 0.8);
    expect(ledgerOf(after, "support")).toMatchObject({ steps: 1, reservedUsd: 0 });
  });

  it("counts agents where their number is bounded", () => {
    const book = granted(spawn(bookOf({ support: { spawned: 1 } }), ["support"]));
    expect(spawn(book, ["support"])).toEqual({ owner: "support", ledger: "spawned", used: 1, limit: 1 });
  });

  it("does not know its wall time: that is its clock's", () => {
    expect(spendOf(bookOf({ support: { steps: 1 } }), "support")).toEqual({
      steps: 0,
      toolCalls: 0,
      tokens: 0,
      usd: 0,
    });
  });
});

describe("what is spent", () => {
  const owners = ["draft", "support"];

  it("is the outermost ledger's business where several are", () => {
    const book = settle(bookOf({ draft: { usd: 1 }, support: { usd: 1 } }), owners, { costUsd: 1.01 });
    expect(spentLedger(book, owners)?.owner).toBe("support");
  });

  it("is tokens where more are used than there are, and nothing where exactly those are", () => {
    const book = settle(bookOf({ support: { tokens: 100 } }), ["support"], { outputTokens: 100 });
    expect(spentLedger(book, ["support"])).toBeUndefined();
    expect(spentLedger(settle(book, ["support"], { inputTokens: 1 }), ["support"])).toMatchObject({ ledger: "tokens" });
  });

  it("is nothing where exactly the money is used, and nothing for steps: those are paid before", () => {
    const book = settle(bookOf({ draft: { usd: 1 }, support: { steps: 0 } }), owners, { costUsd: 1 });
    expect(spentLedger(book, owners)).toBeUndefined();
  });

  it("is nothing where cents that add up to the limit are used", () => {
    const book = [0.1, 0.2].reduce(
      (before, costUsd) => settle(before, ["support"], { costUsd }),
      bookOf({ support: { usd: 0.3 } }),
    );
    expect([spendOf(book, "support").usd, spentLedger(book, ["support"])]).toEqual([0.3, undefined]);
  });

  it("leaves as many steps as the poorest ledger grants", () => {
    const book = bookOf({ draft: { steps: 5 }, support: { steps: 3 }, other: { steps: 1 } });
    expect(stepsLeft(book, owners)).toEqual({ left: 3, owner: "support" });
    expect(stepsLeft(bookOf({ draft: { steps: 3 }, support: { steps: 3 } }), owners)?.owner).toBe("support");
    expect(stepsLeft(bookOf({ draft: { usd: 1 } }), owners)).toBeUndefined();
  });
});

/** A run with two departments of two desks each; work is done at the desks, and drawn on all three. */
const TREE = ["run", "run/a", "run/b", "run/a/1", "run/a/2", "run/b/1", "run/b/2"];
const LEAVES = TREE.slice(3);
const upward = (leaf: string): readonly string[] =>
  TREE.filter((owner) => leaf === owner || leaf.startsWith(`${owner}/`)).toReversed();

type Move =
  | { readonly does: "reserve"; readonly at: string; readonly steps: number; readonly usd: number }
  | { readonly does: "spawn"; readonly at: string }
  | { readonly does: "settle"; readonly at: string; readonly tokens: number; readonly usd: number }
  | { readonly does: "release"; readonly at: string; readonly usd: number };

const at = fc.constantFrom(...LEAVES);
/** Quarters of a dollar: sums of them are exact. */
const usd = fc.nat({ max: 8 }).map((quarters) => quarters / 4);
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof<fc.Arbitrary<Move>[]>(
    fc.record({ does: fc.constant("reserve"), at, steps: fc.integer({ min: 1, max: 3 }), usd }),
    fc.record({ does: fc.constant("spawn"), at }),
    fc.record({ does: fc.constant("settle"), at, tokens: fc.nat({ max: 50 }), usd }),
    fc.record({ does: fc.constant("release"), at, usd }),
  ),
  { maxLength: 60 },
);
const limits: fc.Arbitrary<Budget> = fc.record(
  { steps: fc.nat({ max: 12 }), tokens: fc.nat({ max: 200 }), usd, spawned: fc.nat({ max: 6 }) },
  { requiredKeys: [] },
);
const books = fc
  .tuple(...TREE.map(() => limits))
  .map((list) => bookOf(Object.fromEntries(TREE.map((owner, i) => [owner, list[i] ?? {}]))));

function apply(book: Book, move: Move): Book | Refused {
  const owners = upward(move.at);
  switch (move.does) {
    case "reserve":
      return reserve(book, owners, move);
    case "spawn":
      return spawn(book, owners);
    case "settle":
      return settle(book, owners, { inputTokens: move.tokens, costUsd: move.usd });
    case "release":
      return release(book, owners, move.usd);
  }
}

/** Every book of a history, refused moves left out. */
function history(book: Book, script: readonly Move[]): readonly Book[] {
  const all: Book[] = [book];
  for (const move of script) {
    const next = apply(all.at(-1) ?? book, move);
    if (!isRefused(next)) all.push(next);
  }
  return all;
}

const USED = ["steps", "tokens", "usd", "spawned"] as const;
const ledgersOf = (book: Book) => valuesOf(book);

describe("any history of a book", () => {
  it("never lets what was used go down", () => {
    fc.assert(
      fc.property(books, moves, (book, script) => {
        const all = history(book, script);
        const falls = all
          .slice(1)
          .flatMap((after, i) =>
            TREE.flatMap((owner) =>
              USED.filter(
                (part) => (ledgerOf(after, owner)?.[part] ?? 0) < (ledgerOf(all[i] ?? EMPTY_BOOK, owner)?.[part] ?? 0),
              ),
            ),
          );
        expect(falls).toEqual([]);
      }),
    );
  });

  it("never grants more steps and agents than a ledger has, nor promises money that is not there", () => {
    fc.assert(
      fc.property(books, moves, (book, script) => {
        const last = history(book, script).at(-1) ?? book;
        const over = ledgersOf(last).filter(
          ({ limit, steps, spawned }) => steps > (limit.steps ?? Infinity) || spawned > (limit.spawned ?? Infinity),
        );
        expect(over).toEqual([]);
        expect(
          ledgersOf(last).filter(
            ({ reservedUsd, usd: used, limit }) => used < (limit.usd ?? 0) && reservedUsd > (limit.usd ?? Infinity),
          ),
        ).toEqual([]);
        expect(ledgersOf(last).filter(({ reservedUsd }) => reservedUsd < 0)).toEqual([]);
      }),
    );
  });

  it("draws on a parent exactly what its children draw", () => {
    fc.assert(
      fc.property(books, moves, (book, script) => {
        const last = history(book, script).at(-1) ?? book;
        const sums = ["run", "run/a", "run/b"].flatMap((parent) => {
          const children = TREE.filter(
            (owner) => owner.startsWith(`${parent}/`) && owner.split("/").length === parent.split("/").length + 1,
          );
          return USED.map((part) => [
            ledgerOf(last, parent)?.[part],
            children.reduce((sum, child) => sum + (ledgerOf(last, child)?.[part] ?? 0), 0),
          ]);
        });
        expect(sums.filter(([parent, children]) => parent !== children)).toEqual([]);
      }),
    );
  });

  it("changes nothing where it refuses: all ledgers, or none", () => {
    fc.assert(
      fc.property(books, moves, (book, script) => {
        const last = history(book, script).at(-1) ?? book;
        const before = structuredClone(last);
        for (const leaf of LEAVES) reserve(last, upward(leaf), { steps: 1, usd: 0.25 });
        expect(last).toEqual(before);
      }),
    );
  });

  it("refuses with a ledger that really has no room, and the nearest such one", () => {
    fc.assert(
      fc.property(books, moves, at, usd, (book, script, leaf, asked) => {
        const last = history(book, script).at(-1) ?? book;
        const result = reserve(last, upward(leaf), { steps: 1, usd: asked });
        const isFull = (owner: string): boolean => {
          const {
            limit,
            steps = 0,
            tokens = 0,
            usd: used = 0,
            reservedUsd = 0,
          } = ledgerOf(last, owner) ?? { limit: {} };
          return (
            steps + 1 > (limit.steps ?? Infinity) ||
            tokens >= (limit.tokens ?? Infinity) ||
            used >= (limit.usd ?? Infinity) ||
            used + reservedUsd + asked > (limit.usd ?? Infinity)
          );
        };
        expect(isRefused(result) ? result.owner : undefined).toBe(upward(leaf).find(isFull));
      }),
    );
  });
});
