import { describe, expect, it } from "vitest";
import { createTurns } from "../../src/kernel/turns.ts";
import { rest } from "./by-hand.ts";

describe("turns", () => {
  it("are taken one after the other under one key, and at once under different ones", async () => {
    const turns = createTurns();
    const log: string[] = [];
    const first = Promise.withResolvers<void>();
    void turns.take("x", async () => {
      log.push("x1");
      await first.promise;
    });
    const second = turns.take("x", async () => log.push("x2"));
    await turns.take("y", async () => log.push("y"));
    expect(log).toEqual(["x1", "y"]);
    first.resolve();
    await second;
    expect(log).toEqual(["x1", "y", "x2"]);
  });

  it("go on behind one that went wrong, which only its taker hears", async () => {
    const turns = createTurns();
    const wrong = turns.take("x", () => Promise.reject(new Error("wrong")));
    const right = turns.take("x", async () => "right");
    await expect(wrong).rejects.toThrow("wrong");
    expect(await right).toBe("right");
  });

  it("are waited for as far as they have come", async () => {
    const turns = createTurns();
    const open = Promise.withResolvers<void>();
    let isAtRest = false;
    void turns.take("x", () => open.promise);
    const resting = turns.rest().then(() => (isAtRest = true));
    await rest();
    expect(isAtRest).toBe(false);
    open.resolve();
    await resting;
  });
});
