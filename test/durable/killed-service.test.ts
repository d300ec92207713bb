import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { killedService } from "./killed-service.ts";

/** How often it is killed, a second apart; a campaign sets more. */
const KILLS = Number(process.env.TROUPE_KILLS ?? "5");

let folder = "";
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it(`a service that is killed ${KILLS} times, once a second, loses no order that it accepted, and pays each part under one key`, {
  timeout: 120_000 + KILLS * 5_000,
}, async () => {
  folder = mkdtempSync(join(tmpdir(), "troupe-service-"));
  const { accepted, ends, payments } = await killedService(join(folder, "troupe.db"), { kills: KILLS });
  expect(accepted.length).toBeGreaterThan(KILLS);
  const wrong = accepted.filter((id) => !isDone(ends.get(id)));
  expect(wrong.map((id) => [id, ends.get(id)])).toEqual([]);
  const parts = accepted.flatMap((id) => [0, 1, 2].map((part) => `${id}/${part}`));
  expect(parts.filter((part) => payments.get(part)?.size !== 1)).toEqual([]);
});

function isDone(end: unknown): boolean {
  return typeof end === "object" && end !== null && "status" in end && end.status === "done";
}
