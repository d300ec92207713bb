import { expect, it } from "vitest";
import { readableText } from "../../../../examples/support-desk/corpus/mail-body.ts";
import { splitHeaders } from "../../../../examples/support-desk/corpus/mail-headers.ts";

const read = (lines: readonly string[]) => readableText(splitHeaders(lines.join("\n")));

const html = ["--b", "Content-Type: text/html", "", "<p>rich</p>"];
const plain = [
  "--b",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "caf=C3=A9",
];
const attachment = ["--b", "Content-Type: text/plain", "Content-Disposition: attachment; filename=x", "", "attached"];
const multipart = 'Content-Type: multipart/alternative; boundary="b"';

it("prefers plain text to HTML, wherever it stands", () => {
  expect(read([multipart, "", "preamble", ...html, ...plain, "--b--", "epilogue"])).toBe("café");
});

it("takes HTML if there is no plain text, and no attachment", () => {
  expect(read([multipart, "", ...attachment, ...html])).toBe("rich");
});

it("looks into parts within parts, also where one boundary begins like the other", () => {
  const inner = ['Content-Type: multipart/mixed; boundary="bb"', "", "--bb", "", "inside", "--bb--"];
  expect(read([multipart, "", "--b", ...inner, "--b--"])).toBe("inside");
});

it("reads a multipart without a boundary as plain text", () => {
  expect(read(["Content-Type: multipart/mixed", "", "text"])).toBe("text");
});

it("sees HTML that calls itself plain", () => {
  expect(read(["Content-Type: text/plain", "", "<HTML><body>hello<br>you"])).toBe("hello\nyou");
});

it("finds nothing in a picture, and nothing in no body", () => {
  expect(read(["Content-Type: image/png", "", "PNG"])).toBe("");
  expect(read(["Subject: x"])).toBe("");
});

it("does not follow parts deeper than the limit", () => {
  const nest = (depth: number): readonly string[] =>
    depth === 0
      ? ["", "deep"]
      : [`Content-Type: multipart/mixed; boundary=b${depth}x`, "", `--b${depth}x`, ...nest(depth - 1)];
  expect(read(nest(6))).toBe("deep");
  expect(read(nest(7))).toBe("");
});
