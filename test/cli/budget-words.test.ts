import fc from "fast-check";
import { expect, it } from "vitest";
import { readBudget } from "../../src/cli/budget-words.ts";

it("reads every ledger by its word", () => {
  expect(readBudget("steps=40,usd=0.50,wall=2m,tokens=200k,tools=20,spawned=100,depth=4")).toEqual({
    steps: 40,
    usd: 0.5,
    wallMs: 120_000,
    tokens: 200_000,
    toolCalls: 20,
    spawned: 100,
    depth: 4,
  });
});

it("reads counts with k, M and underscores", () => {
  const steps = ["0", "40", "1_000", "200k", "1.5M", "0.5k"].map((count) => readBudget(`steps=${count}`).steps);
  expect(steps).toEqual([0, 40, 1_000, 200_000, 1_500_000, 500]);
});

it("reads a count like 4.1M, which no floating-point product hits exactly", () => {
  const tokens = ["4.1M", "16.4M", "2.01k"].map((count) => readBudget(`tokens=${count}`).tokens);
  expect(tokens).toEqual([4_100_000, 16_400_000, 2_010]);
});

it("reads dollars with and without their sign", () => {
  expect(["1", "0.50", "$1.25"].map((usd) => readBudget(`usd=${usd}`).usd)).toEqual([1, 0.5, 1.25]);
});

it("allows spaces around a part", () => {
  expect(readBudget(" steps=1 , usd=2 ")).toEqual({ steps: 1, usd: 2 });
});

it("names the ledger that was probably meant", () => {
  expect(() => readBudget("step=4")).toThrow('BAD_BUDGET: --budget has no ledger "step". Did you mean "steps"?');
});

it("lists the ledgers where none is near", () => {
  expect(() => readBudget("bananas=4")).toThrow("There are: steps, usd, wall, tokens, tools, spawned, depth.");
});

it("shows how a bound is written where it has no name, or no equals sign", () => {
  for (const part of ["40", "2m", "steps:40", "steps 40"])
    expect(() => readBudget(part)).toThrow("Name what it bounds, as in --budget steps=40,usd=1,wall=2m.");
});

it("takes no name that every object has for a ledger", () => {
  expect(() => readBudget("constructor=4")).toThrow('--budget has no ledger "constructor".');
  expect(() => readBudget("__proto__=4")).toThrow('--budget has no ledger "__proto__".');
});

it("refuses a ledger that is named twice", () => {
  expect(() => readBudget("steps=4,usd=1,steps=5")).toThrow("--budget names steps twice. Keep one.");
  expect(() => readBudget("steps=0,steps=0")).toThrow("--budget names steps twice. Keep one.");
});

it("refuses an empty part, and shows one that is not", () => {
  for (const text of ["", "steps=1,", ",steps=1", " "])
    expect(() => readBudget(text)).toThrow("--budget has an empty part. Name a bound, as in --budget steps=40.");
});

it("shows how to say how much where that is missing", () => {
  expect(() => readBudget("tokens")).toThrow("--budget does not say how much tokens. Write --budget tokens=200k.");
  expect(() => readBudget("wall=")).toThrow("--budget does not say how much wall. Write --budget wall=2m.");
});

it("refuses what is no whole number", () => {
  for (const count of ["1.5", "-1", "k", "4x", "1e3", "0.0001k", "4=4", "Infinity"])
    expect(() => readBudget(`steps=${count}`)).toThrow(
      `--budget has steps=${count}, which is no whole number. Write --budget steps=40.`,
    );
});

it("refuses underscores without a digit", () => {
  expect(() => readBudget("steps=_")).toThrow("--budget has steps=_, which is no whole number.");
});

it("refuses what is no amount of dollars", () => {
  for (const usd of ["1k", "-1", "1$", "one", "$"])
    expect(() => readBudget(`usd=${usd}`)).toThrow(
      `--budget has usd=${usd}, which is no amount of dollars. Write --budget usd=0.50.`,
    );
});

it("refuses what is too much to be counted, and does not repeat all of its digits", () => {
  const digits = "9".repeat(400);
  for (const [part, example] of [
    [`usd=${digits}`, "usd=0.50"],
    [`steps=${digits}`, "steps=40"],
    [`wall=${digits}s`, "wall=2m"],
  ] as const)
    expect(() => readBudget(part)).toThrow(
      new RegExp(`^BAD_BUDGET: --budget has [a-z]+=9{10,40}…, which is too much\\. Write --budget ${example}\\.$`),
    );
});

it("offers units for a wall time without one", () => {
  expect(() => readBudget("wall=30")).toThrow(
    "--budget has wall=30, which has no unit that we know. Write wall=30s, wall=30m or wall=30h.",
  );
});

it("offers a wall time where none can be made out", () => {
  expect(() => readBudget("wall=soon")).toThrow(
    "--budget has wall=soon, which is no duration. Write wall=90s, wall=90m or wall=90h.",
  );
});

const COUNTED = { steps: "steps", tokens: "tokens", tools: "toolCalls", spawned: "spawned", depth: "depth" } as const;
const FACTORS = { "": 1, k: 1_000, M: 1_000_000 } as const;
const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

it("reads back any count in any unit", () => {
  const word = fc.constantFrom("steps", "tokens", "tools", "spawned", "depth");
  fc.assert(
    fc.property(word, fc.nat(1_000_000), fc.constantFrom("", "k", "M"), (name, amount, unit) => {
      expect(readBudget(`${name}=${amount}${unit}`)).toEqual({ [COUNTED[name]]: amount * FACTORS[unit] });
    }),
  );
});

it("reads a whole number of thousandths or millionths in k or M as itself", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000_000), fc.constantFrom("k", "M"), (amount, unit) => {
      const digits = unit === "k" ? 3 : 6;
      const text = String(amount).padStart(digits + 1, "0");
      expect(readBudget(`tokens=${text.slice(0, -digits)}.${text.slice(-digits)}${unit}`)).toEqual({ tokens: amount });
    }),
  );
});

it("reads back any wall time in any unit", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.constantFrom("ms", "s", "m", "h", "d"), (amount, unit) => {
      expect(readBudget(`wall=${amount}${unit}`)).toEqual({ wallMs: amount * UNITS[unit] });
    }),
  );
});

it("reads back any amount of cents", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.constantFrom("", "$"), (cents, sign) => {
      expect(readBudget(`usd=${sign}${(cents / 100).toFixed(2)}`)).toEqual({ usd: cents / 100 });
    }),
  );
});
