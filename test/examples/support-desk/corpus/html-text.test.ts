import fc from "fast-check";
import { expect, it } from "vitest";
import { htmlToText } from "../../../../examples/support-desk/corpus/html-text.ts";

it("turns blocks into lines and drops tags, scripts, styles and comments", () => {
  const html =
    "<html><style>p { color: red }</style><p>One <b>two</b></p><!-- no --><script>if (a < b) c()</script><p>three</p>";
  expect(htmlToText(html)).toBe("One two\n\nthree");
});

it("decodes entities by name and number and leaves what is none", () => {
  expect(htmlToText("a &lt; b &amp;&nbsp;c &#8364; &#x41; &nosuch; &")).toBe("a < b & c € A &nosuch; &");
});

it("survives entities that stand for no character", () => {
  expect(htmlToText("a&#0;b&#xD800;c&#9999999;d").isWellFormed()).toBe(true);
});

it("takes what is never closed to the end", () => {
  expect(htmlToText("before <a href='")).toBe("before");
  expect(htmlToText("before <!-- never")).toBe("before");
  expect(htmlToText("before <script> never")).toBe("before");
});

it("gives well-formed text for anything", () => {
  const piece = fc.constantFrom("<", ">", "<!--", "-->", "<script>", "</script>", "&#", ";", "&amp", "a", "\n", " ");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
      expect(htmlToText(pieces.join("")).isWellFormed()).toBe(true);
    }),
  );
});
