import fc from "fast-check";
import { expect, it } from "vitest";
import { escaped, quoted } from "../../../src/plan/draw/mermaid-text.ts";

it("leaves words as they are", () => {
  expect(quoted(["draft", "timeout: retry, attempts 3 – or 0.5 s/step"])).toBe(
    '"draft<br/>timeout: retry, attempts 3 – or 0.5 s/step"',
  );
});

it("codes what ends a text, begins HTML, Markdown or an entity, or numbers a list", () => {
  expect(escaped('1. "a" <b> #c; `d` %% {e} [f] (g) *h* |i| $j$ \\')).toBe(
    "1#46; #34;a#34; #60;b#62; #35;c#59; #96;d#96; #37;#37; #123;e#125; #91;f#93; #40;g#41; #42;h#42; #124;i#124; #36;j#36; #92;",
  );
});

it("codes a colon before a word: behind the word style, Mermaid would take what follows for a style", () => {
  expect(escaped("style: a:b")).toBe("style: a#58;b");
});

it("has one line and no character of Mermaid's, whatever it is given", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(escaped(text).replaceAll(/#\d+;/g, "")).not.toMatch(/["#&<>`\\[\]{}()|;*$%\p{Cc}\p{Zl}\p{Zp}]/u);
    }),
  );
});
