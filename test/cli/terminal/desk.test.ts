import { expect, it } from "vitest";
import { plainBoard, widthFor } from "../../../src/cli/terminal/desk.ts";

it("writes the question once, what is said of an answer below it, and nothing that is on the terminal already", () => {
  let written = "";
  const board = plainBoard({ write: (text) => (written += text), columns: () => 100 });
  board.pose(({ width, isLive }) => ["? pay", `${width} ${isLive}`]);
  board.remark({ typed: ["> perhaps"], said: ["  Type approve"] });
  board.remark({ typed: ["> r"], said: [] });
  board.print(["all of it"]);
  board.typed(1);
  board.typing(undefined);
  expect(written).toBe("? pay\n99 false\n  Type approve\nall of it\n");
});

it("leaves the last column free, and knows a width where the terminal does not", () => {
  expect([100, 0, 5].map(widthFor)).toEqual([99, 79, 20]);
});
