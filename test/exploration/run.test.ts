import { describe, expect, it } from "vitest";
import { closedRun } from "./closed-run.ts";
import { explore } from "./explore.ts";
import { SCENES } from "./scenes.ts";

/** Some explorations take seconds, and more on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe("whole runs of the real kernel, in every order of what the world may say", () => {
  for (const [name, scene] of Object.entries(SCENES)) {
    it(
      `${name}: always ends, hears nothing that is late, and leaves no work, timer, question or machine`,
      PATIENCE,
      () => {
        const { wrongs, longest, ends } = explore(closedRun(scene));
        expect(wrongs).toEqual([]);
        expect(longest).toBeLessThan(60);
        expect(ends).toBeGreaterThan(1);
      },
    );
  }
});
