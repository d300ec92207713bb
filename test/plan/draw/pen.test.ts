import { expect, it } from "vitest";
import { lead, type Pen, placeArrow, placeLine, type Sketch } from "../../../src/plan/draw/pen.ts";

it("draws arrows with and without a word, and dotted ones for what need not happen", () => {
  const sketch: Sketch = { boxes: [], arrows: [] };
  placeArrow(sketch, { from: "a", to: "b" });
  placeArrow(sketch, { from: "a", to: "b" }, { label: "x[0]" });
  placeArrow(sketch, { from: "a", to: "b" }, { isDotted: true });
  placeArrow(sketch, { from: "a", to: "b" }, { label: "when", isDotted: true });
  expect(sketch.arrows).toEqual(["  a --> b", '  a -->|"x#91;0#93;"| b', "  a -.-> b", '  a -. "when" .-> b']);
});

it("indents a line by its depth", () => {
  const sketch: Sketch = { boxes: [], arrows: [] };
  placeLine(sketch, "end", 2);
  expect(sketch.boxes).toEqual(["    end"]);
});

it("leads from all ends to one place", () => {
  const arrows: string[] = [];
  const pen: Pen = {
    child: () => ({ entry: "", exits: [] }),
    place: () => {},
    arrow: (from, to) => void arrows.push(`${from} ${to}`),
  };
  lead(pen, ["a", "b"], "c");
  expect(arrows).toEqual(["a c", "b c"]);
});
