import { expect, it } from "vitest";
import { askedLines } from "../../../src/cli/journal/asked-lines.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { asked } from "./samples.ts";

const lines = (question: typeof asked, now = 0) =>
  askedLines({ runId: "r1", plan: "refund", question }, { file: "my t.db", width: 100, paint: plain, now });

it("shows what is asked, until when, and the commands that answer it", () => {
  expect(lines(asked)).toEqual([
    "? approval large-sum · refund/pay",
    '  {"euros":120}',
    expect.stringMatching(/^ {2}1m left, then reject \(at \d\d:\d\d:\d\d\) · id refund\/pay!1$/),
    "  troupe answer 'my t.db' 'refund/pay!1' --run r1 approve",
    "  troupe answer 'my t.db' 'refund/pay!1' --run r1 reject <reason>",
    "  troupe answer 'my t.db' 'refund/pay!1' --run r1 edit <json>",
  ]);
});

it("names what an answer must be signed with", () => {
  expect(lines({ ...asked, quorum: 2, roles: ["legal", "lead"] }).join("\n")).toContain(
    "--run r1 approve --by <name> --role <legal|lead>",
  );
});

it("says that the time is over", () => {
  expect(lines(asked, 60_000).join("\n")).toContain("its deadline has passed: it takes reject · id refund/pay!1");
});
