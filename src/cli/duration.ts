/** Milliseconds of each unit that a duration can be given in. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The milliseconds of `500ms`, `90s`, `1.5m`, `2h`, `1d`; undefined for anything else: a bare number, or beyond 2^53. */
export function readDuration(text: string): number | undefined {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  const ms = factor === undefined ? Number.NaN : Math.round(Number(number) * factor);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** A duration in two units at most: `340ms`, `12.4s`, `2m`, `2m 05s`, `3h 20m`, `2d 04h`. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1_000) return `${whole}ms`;
  if (whole < 59_950) return `${(whole / 1_000).toFixed(1).replace(/\.0$/, "")}s`;
  const seconds = Math.round(whole / 1_000);
  if (seconds < 3_600) return twoUnits([seconds, 60], "m", "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return twoUnits([minutes, 60], "h", "m");
  return twoUnits([Math.round(minutes / 60), 24], "d", "h");
}

/** A duration that is still growing: it changes ten times a second at most, and keeps its width while it does. */
export function ticking(ms: number): string {
  return ms < 59_950 ? `${(Math.max(0, ms) / 1_000).toFixed(1)}s` : duration(ms);
}

function twoUnits([amount, per]: readonly [amount: number, per: number], large: string, small: string): string {
  const rest = amount % per;
  const whole = `${Math.floor(amount / per)}${large}`;
  return rest === 0 ? whole : `${whole} ${String(rest).padStart(2, "0")}${small}`;
}
