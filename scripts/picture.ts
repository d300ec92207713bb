/**
 * Draws what a terminal showed as an SVG: `tmux capture-pane -ep | node scripts/picture.ts > docs/picture/x.svg`.
 * The picture of the README is `npm start --silent -- --patience 60` in a window of 116 by 44, a second after it began.
 * It knows the colours and weights that `styleText` writes, and nothing else.
 */
import { text } from "node:stream/consumers";

interface Style {
  readonly colour: string;
  readonly isBold: boolean;
  readonly isDim: boolean;
}
interface Piece {
  readonly column: number;
  readonly text: string;
  readonly style: Style;
}

const PLAIN: Style = { colour: "#c9d1d9", isBold: false, isDim: false };
const COLOURS: readonly string[] = [
  "#484f58",
  "#ff7b72",
  "#3fb950",
  "#d29922",
  "#58a6ff",
  "#bc8cff",
  "#39c5cf",
  "#c9d1d9",
];
const CELL = { width: 8.4, height: 18 } as const;
const MARGIN = 16;

function restyle(style: Style, code: number): Style {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, isBold: true };
  if (code === 2) return { ...style, isDim: true };
  if (code === 22) return { ...style, isBold: false, isDim: false };
  if (code === 39) return { ...style, colour: PLAIN.colour };
  const index = code >= 90 && code <= 97 ? code - 90 : code >= 30 && code <= 37 ? code - 30 : -1;
  return { ...style, colour: code === 90 ? "#8b949e" : (COLOURS[index] ?? style.colour) };
}

/** A line in pieces of one style each; the escape sequences between them say which. */
function pieces(line: string): readonly Piece[] {
  const [start = "", ...styled] = line.split("\u001b[");
  const found: Piece[] = [{ column: 0, text: start, style: PLAIN }];
  let style = PLAIN;
  let column = cells(start);
  for (const part of styled) {
    const end = part.indexOf("m");
    style = part.slice(0, end).split(";").map(Number).reduce(restyle, style);
    found.push({ column, text: part.slice(end + 1), style });
    column += cells(part.slice(end + 1));
  }
  return found.filter((piece) => piece.text !== "");
}

/** How many cells a text takes; what we draw is one cell wide. */
function cells(words: string): number {
  return Array.from(words).length;
}

function draw({ column, text: words, style }: Piece, row: number): string {
  const weight = style.isBold ? ' font-weight="bold"' : "";
  const opacity = style.isDim ? ' opacity="0.65"' : "";
  const x = (MARGIN + column * CELL.width).toFixed(1);
  const y = MARGIN + 30 + row * CELL.height;
  const length = (cells(words) * CELL.width).toFixed(1);
  return `<text x="${x}" y="${y}" fill="${style.colour}"${weight}${opacity} textLength="${length}" xml:space="preserve">${escape(words)}</text>`;
}

function escape(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const lines = (await text(process.stdin)).trimEnd().split("\n");
const columns = Math.max(
  ...lines.map((line) => pieces(line).reduce((end, piece) => Math.max(end, piece.column + cells(piece.text)), 0)),
);
const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
const height = lines.length * CELL.height + 2 * MARGIN + 24;
const dots = ["#ff5f56", "#ffbd2e", "#27c93f"].map(
  (colour, i) => `<circle cx="${MARGIN + 6 + i * 18}" cy="18" r="5.5" fill="${colour}"/>`,
);
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${dots.join("")}
${lines.flatMap((line, row) => pieces(line).map((piece) => draw(piece, row))).join("\n")}
</svg>
`);
