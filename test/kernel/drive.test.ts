import { expect, it } from "vitest";
import { map, parallel } from "../../src/index.ts";
import { drive } from "../../src/kernel/drive.ts";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import { byHand, rest } from "./by-hand.ts";
import { handHost } from "./hand-host.ts";
import { factsOf } from "./rehearse.ts";
import { worker } from "./scenes.ts";
import { kernelOf } from "./kernel-of.ts";

it("commits what happened before it begins what follows from it, and begins before it asks", async () => {
  const { host, run } = byHand(worker("a"), 1);
  host.say({ kind: "returned", id: "a#1", value: 2 });
  await run.outcome;
  expect(host.log.map((line) => line.replace(/ \d+$/, ""))).toEqual(["commit", "begin a#1", "next", "commit", "close"]);
});

it("commits every fact once", async () => {
  const { host, run } = byHand(worker("a"), 1);
  host.say({ kind: "returned", id: "a#1", value: 2 });
  await run.outcome;
  const committed = host.log.flatMap((line) => (line.startsWith("commit ") ? Number(line.slice(7)) : []));
  let facts = 0;
  for await (const { seq } of run.facts()) facts = seq + 1;
  expect(committed.reduce((sum, count) => sum + count, 0)).toBe(facts);
});

it("begins nothing before its commit is through", async () => {
  let through = () => {};
  const commits = () =>
    new Promise<void>((resolve) => {
      through = resolve;
    });
  const host = handHost({ commits });
  byHand(worker("a"), 1, { host });
  await rest();
  expect(host.log).toEqual([expect.stringMatching(/^commit/)]);
  through();
  await rest();
  expect(host.log.slice(1)).toEqual(["begin a#1", "next"]);
});

it("shows nothing that is not committed", async () => {
  const host = handHost({ commits: () => new Promise(() => {}) });
  const { run } = byHand(worker("a"), 1, { host });
  await rest();
  const first = run.facts()[Symbol.asyncIterator]().next();
  expect(await Promise.race([first.then(() => "shown"), rest().then(() => "hidden")])).toBe("hidden");
});

it("takes one thing at a time, so that it does not matter what came together", async () => {
  const plan = parallel("p", { a: worker("a"), b: worker("b") });
  const [together, apart] = [byHand(plan, 1), byHand(plan, 1)];
  const ends = [
    { kind: "returned", id: "p/a#1", value: 1 },
    { kind: "threw", id: "p/b#1", thrown: { name: "TypeError", message: "x" } },
  ] as const;
  together.host.sayAll(ends);
  for (const end of ends) {
    await rest();
    apart.host.say(end);
  }
  await Promise.all([together.run.outcome, apart.run.outcome]);
  const typesOf = async ({ run }: typeof apart) => {
    const types: string[] = [];
    for await (const fact of run.facts()) types.push(`${fact.type} ${fact.path}`);
    return types;
  };
  expect(await typesOf(together)).toEqual(await typesOf(apart));
});

it("begins the work before it takes it back, where both come in one slice", async () => {
  const tooMany = map("a", worker("x"), { maxItems: 1 });
  const { host, run } = byHand(parallel("p", { b: worker("b"), a: tooMany }), [1, 2]);
  await rest();
  expect(host.log.slice(1)).toEqual(["begin p/b#1", "withdraw p/b#1", "next"]);
  host.say({ kind: "threw", id: "p/b#1", thrown: { name: "AbortError", message: "" } });
  expect((await run.outcome).status).toBe("failed");
});

it("asks for everything that is out, and for the earliest time", async () => {
  const { host } = byHand(parallel("p", { a: worker("a"), b: worker("b") }), 1);
  await rest();
  expect([...(host.waiting()?.outstanding.keys() ?? [])]).toEqual(["p/a#1", "p/b#1"]);
  expect(host.waiting()?.wakeAt).toBe(100);
});

it("crashes loudly where nothing is out and nothing is over, for that is a mistake of ours", async () => {
  const host = handHost();
  const session = host.open({ runId: "r", sites: [] });
  const kernel = kernelOf(worker("a"), 1, stepDriver());
  const stuck = { ...kernel, waiting: () => ({ outstanding: new Map(), wakeAt: undefined }) };
  await expect(drive(stuck, session, () => {})).rejects.toThrow("nothing to wait for and no outcome");
});

it("crashes loudly where a host answers with nothing", async () => {
  const session = { ...handHost().open({ runId: "r", sites: [] }), next: () => [] };
  const kernel = kernelOf(worker("a"), 1, stepDriver());
  await expect(drive(kernel, session, () => {})).rejects.toThrow("a host that answers has at least one completion");
});

it("lets others have a turn whenever the host says so", async () => {
  let turns = 0;
  const session = {
    ...handHost().open({ runId: "r", sites: [] }),
    breathe: () => {
      turns += 1;
      return Promise.resolve();
    },
    next: () => [{ kind: "returned", at: 0, id: "a#1", value: 1 } as const],
  };
  await drive(kernelOf(worker("a"), 1, stepDriver()), session, () => {});
  expect(turns).toBeGreaterThan(0);
});

it("says that facts were published after each commit", async () => {
  const { run, host } = byHand(worker("a"), 1);
  const reading = (async () => {
    const facts = [];
    for await (const fact of run.facts()) facts.push(fact);
    return facts;
  })();
  host.say({ kind: "returned", id: "a#1", value: 2 });
  expect(factsOf(await reading, "run.ended").length).toBe(1);
});
