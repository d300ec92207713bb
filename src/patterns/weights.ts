/** Weights as whole numbers of one unit, which is a power of ten. */
export interface ExactWeights {
  readonly units: readonly bigint[];
  /** A unit is ten to this power. */
  readonly exponent: number;
}

/** Shapes never change, so that their weights are read once. */
const read = new WeakMap<readonly number[], ExactWeights>();

/**
 * Weights whose sums are exact. A weight is the decimal number that it is written as, so that 0.1 and 0.2 weigh together
 * what 0.3 weighs, in whatever order they are added up: sums of floating-point numbers would make a winner of such a tie.
 */
export function exactly(weights: readonly number[]): ExactWeights {
  const known = read.get(weights);
  if (known !== undefined) return known;
  const decimals = weights.map(decimalOf);
  const exponent = Math.min(0, ...decimals.map((decimal) => decimal.exponent));
  const exact = {
    units: decimals.map((decimal) => decimal.digits * 10n ** BigInt(decimal.exponent - exponent)),
    exponent,
  };
  read.set(weights, exact);
  return exact;
}

/** So many units as a number again, for words. */
export function numberOf(units: bigint, exponent: number): number {
  return Number(`${units}e${exponent}`);
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The shortest decimal that stands for a number and for no other: the one that was written, up to 15 digits of it. */
function decimalOf(value: number): Decimal {
  const [mantissa = "0", power = "0"] = value.toExponential().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
