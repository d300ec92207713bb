import { expect, it } from "vitest";
import { MISHAPS_PER_HUNDRED, type Mishap, network, strikes } from "../../../../examples/support-desk/desk/mishaps.ts";

const ids = Array.from({ length: 4_000 }, (_, index) => `mail-${index}`);

it("strikes about as many mails as it says, each seed others", () => {
  const mishaps: readonly Mishap[] = [
    "connection-reset",
    "directory-down",
    "slow-shard",
    "malformed-reply",
    "template-refused",
  ];
  for (const mishap of mishaps) {
    const struck = ids.filter((id) => strikes(mishap, id, 1)).length / ids.length;
    expect(struck * 100).toBeGreaterThan(MISHAPS_PER_HUNDRED[mishap] - 2.5);
    expect(struck * 100).toBeLessThan(MISHAPS_PER_HUNDRED[mishap] + 2.5);
    expect(ids.some((id) => strikes(mishap, id, 1) !== strikes(mishap, id, 2))).toBe(true);
  }
});

it("lets the network be interrupted", async () => {
  const reason = new Error("not needed any more");
  await expect(network("x", { fromMs: 5_000, toMs: 5_000 }, AbortSignal.abort(reason))).rejects.toThrow(/abort/i);
});
