import { expect, it } from "vitest";
import { openRuntime } from "../../../src/cli/journal/open-runtime.ts";
import { agent } from "../../../src/index.ts";
import { makePath } from "../../hosts/durable/place.ts";

const hello = agent("hello", { work: () => "hello" });

it("runs on a journal, and gives it back when it is closed", async () => {
  const file = makePath();
  for (const id of ["a", "b"]) {
    const { runtime, writer } = await openRuntime(file, { plans: [hello], seed: 0 });
    expect(await runtime.start(hello, null, { id }).outcome).toMatchObject({ status: "done" });
    expect(await writer.run(id)).toMatchObject({ status: "done" });
    await runtime.close();
  }
});

it("says at once that another process has the journal", async () => {
  const file = makePath();
  const { runtime } = await openRuntime(file, { plans: [hello], seed: 0 });
  await expect(openRuntime(file, { plans: [hello], seed: 0 })).rejects.toThrow("JOURNAL_BUSY");
  await runtime.close();
});
