import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { nearPlace } from "../../src/cli/place.ts";

it("names a place from the folder that one is in", () => {
  expect(nearPlace(`${resolve("desk/plan.ts")}:3:21`)).toBe("desk/plan.ts:3:21");
  expect(nearPlace(`${pathToFileURL(resolve("a desk/plan.ts")).href}:3:21`)).toBe("a desk/plan.ts:3:21");
  expect(nearPlace("/elsewhere/plan.ts:3:21")).toBe("/elsewhere/plan.ts:3:21");
  expect(nearPlace("plan.ts:3:21")).toBe("plan.ts:3:21");
});

it("leaves the folder itself, and what is no file, as they are", () => {
  expect(nearPlace(process.cwd())).toBe(process.cwd());
  expect(nearPlace("file://%%%:3:21")).toBe("file://%%%:3:21");
});
