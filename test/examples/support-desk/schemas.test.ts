import { expect, it } from "vitest";
import { mailSchema, queueSchema, queues } from "../../../examples/support-desk/schemas.ts";
import { aMail } from "./a-mail.ts";

it("lets no truth through to an agent", () => {
  expect(mailSchema.safeParse(aMail()).success).toBe(true);
  expect(mailSchema.safeParse({ ...aMail(), label: "spam" }).success).toBe(false);
  expect(mailSchema.safeParse({ ...aMail(), listId: "ilug.linux.ie" }).success).toBe(false);
});

it("knows five queues and no other", () => {
  expect(queues.map((queue) => queueSchema.parse(queue))).toHaveLength(5);
  expect(queueSchema.safeParse("billing").success).toBe(false);
});
