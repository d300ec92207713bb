import { expect, it } from "vitest";
import { queueOfList, routeMail, trainRouter } from "../../../../examples/support-desk/brains/router.ts";
import { featuresOf } from "../../../../examples/support-desk/brains/words.ts";
import { queues, routingSchema } from "../../../../examples/support-desk/schemas.ts";
import { aMail } from "../a-mail.ts";

const bodies = {
  "linux-help": "the kernel does not boot",
  packages: "the rpm has a missing dependency",
  antispam: "the filter gives false positives",
  "mail-client": "the folder window of my mailbox",
  chat: "what do you think of the government",
} as const;

const model = trainRouter(queues.map((queue) => ({ queue, features: featuresOf(aMail({ body: bodies[queue] })) })));

it.each(queues)("finds the queue %s by the words of a mail", (queue) => {
  const routing = routeMail(model, aMail({ body: bodies[queue] }));
  expect(routing.queue).toBe(queue);
  expect(routing.runnerUp).not.toBe(queue);
  expect(routingSchema.parse(routing)).toEqual(routing);
});

it("cannot be helped by the tag of a list", () => {
  const tagged = routeMail(model, aMail({ subject: "[government]", body: bodies.packages }));
  expect(tagged).toEqual(routeMail(model, aMail({ body: bodies.packages })));
});

it("knows which lists belong to which queue", () => {
  expect(queueOfList("ilug.linux.ie")).toBe("linux-help");
  expect(queueOfList("chat.example.org")).toBe("chat");
  expect(queueOfList("webdev.linux.ie")).toBeNull();
  expect(queueOfList(null)).toBeNull();
});
