import fc from "fast-check";
import { expect, it } from "vitest";
import { mask } from "./mask.ts";

it("blanks comments and keeps them aside with their place", () => {
  const text = "a(); // one\n/* two\n lines */ b();";
  expect(mask(text)).toEqual({
    code: "a();       \n      \n          b();",
    comments: [
      { offset: 5, text: "// one" },
      { offset: 12, text: "/* two\n lines */" },
    ],
  });
});

it("blanks the inside of strings, and an escaped quote does not end them", () => {
  expect(mask(`say("a \\" // b", 'c')`).code).toBe(`say("         ", ' ')`);
});

it("keeps the code in a template's holes, however deep they nest", () => {
  expect(mask("`a ${f({ b: `c ${d} e` })} f` + g").code).toBe("`  ${f({ b: `  ${d}  ` })}  ` + g");
});

it("tells a regular expression from a division", () => {
  expect(mask("a / b / c").code).toBe("a / b / c");
  expect(mask("x = /[/'] any/.test(y)").code).toBe("x = /        /.test(y)");
  expect(mask("return /'/g").code).toBe("return / /g");
});

it("blanks the first line when it names an interpreter", () => {
  expect(mask("#!/usr/bin/env node\nrun();").code).toBe(`${" ".repeat(19)}\nrun();`);
});

it("keeps every line and column in place, whatever it reads", () => {
  const piece = fc.constantFrom(
    "/",
    "*",
    "//",
    "/*",
    "*/",
    '"',
    "'",
    "`",
    "${",
    "{",
    "}",
    "\\",
    "\n",
    " ",
    "a",
    "[",
    "]",
    "=",
    ")",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      const { code } = mask(text);
      expect(code.length).toBe(text.length);
      expect(newlines(code)).toEqual(newlines(text));
    }),
  );
});

function newlines(text: string): number[] {
  return [...text.matchAll(/\n/g)].map(({ index }) => index);
}
