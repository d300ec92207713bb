/** Lines of text as Mermaid shows them, in quotes: no name or value in them can become syntax. */
export function quoted(lines: readonly string[]): string {
  return `"${lines.map(escaped).join("<br/>")}"`;
}

/** A text on one line of which Mermaid reads nothing: whatever could end it, or be read as Markdown, HTML or an entity, is a code. */
export function escaped(line: string): string {
  return line
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/["#&<>`\\[\]{}()|;*$%]|:(?=\S)/g, (char) => `#${char.charCodeAt(0)};`)
    .replace(/^(\d+)\./, "$1#46;");
}
