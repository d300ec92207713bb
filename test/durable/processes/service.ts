import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { agent, chain, createRuntime, map, retry } from "troupe";

/**
 * A service that takes orders and has a bank move money for each. It is killed at any moment and started again; orders
 * that it has accepted are not lost. `service.ts <journal> <port> <port of the bank>`
 */
const [journal = "", port = "0", bank = ""] = process.argv.slice(2);

const pay = agent("pay", {
  timeoutMs: 5_000,
  work: async (order: { readonly id: string; readonly part: number }, { idempotencyKey, signal }) => {
    const body = JSON.stringify({ key: idempotencyKey, order: `${order.id}/${order.part}` });
    const answer = await fetch(`http://127.0.0.1:${bank}/pay`, { method: "POST", body, signal });
    if (!answer.ok) throw new Error(`the bank said ${answer.status}`);
    return order.part;
  },
});
const split = agent("split", {
  work: async (id: string) =>
    sleep(
      5,
      [0, 1, 2].map((part) => ({ id, part })),
    ),
});
const sum = agent("sum", { work: (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0) });
const plan = chain("order", [split, map("pays", pay, { concurrency: 2, maxItems: 3 }), sum]).supervised({
  transient: [retry({ attempts: 5, delayMs: 20 })],
  lost: [retry({ attempts: 20, delayMs: 0 })],
});

const runtime = createRuntime({ journal, plans: [plan] });
createServer((request, response) => {
  const id = decodeURIComponent((request.url ?? "/").slice(1));
  const answer = (status: number, said: unknown) => response.writeHead(status).end(JSON.stringify(said));
  if (request.method === "POST") {
    const run = runtime.start(plan, id, { id });
    // Accepted is what is durable: the first fact that can be seen is.
    const facts = run.facts()[Symbol.asyncIterator]();
    facts.next().then(
      () => answer(202, { id }),
      (error: unknown) => answer(500, String(error)),
    );
    return;
  }
  runtime.find(id).then(
    async (run) => {
      if (run === undefined) return answer(404, "no such order");
      const outcome = await Promise.race([run.outcome, sleep(50)]);
      return answer(200, outcome === undefined ? { status: "under way" } : outcome);
    },
    (error: unknown) => answer(500, String(error)),
  );
}).listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
