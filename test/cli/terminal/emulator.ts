/** What a terminal would show: enough of one to read what our pictures and readline leave on the screen. */
export interface Emulator {
  write(text: string): void;
  /** All lines that were ever written to, without spaces at their ends; the last ones are on the screen. */
  lines(): readonly string[];
  readonly isCursorHidden: boolean;
  /** Whether anything was written in a colour or a weight. */
  readonly hasColours: boolean;
}

const ESCAPE = String.fromCodePoint(27);
const TOKEN = new RegExp(`${ESCAPE}\\[(\\??)([\\d;]*)([A-Za-z])|${ESCAPE}.|.`, "gsu");

/** A terminal of so many columns; every character is one column wide. */
export function createEmulator(columns: number): Emulator {
  const screen: string[][] = [[]];
  let row = 0;
  let column = 0;
  let isCursorHidden = false;
  let hasColours = false;

  const lineAt = (at: number): string[] => {
    while (screen.length <= at) screen.push([]);
    return screen[at] ?? [];
  };

  function control(code: string, amount: number): void {
    switch (code) {
      case "A":
        row = Math.max(0, row - amount);
        return;
      case "B":
        row += amount;
        return;
      case "C":
        column += amount;
        return;
      case "D":
        column = Math.max(0, column - amount);
        return;
      case "G":
        column = amount - 1;
        return;
      case "K":
        lineAt(row).splice(column);
        return;
      case "J":
        lineAt(row).splice(column);
        screen.splice(row + 1);
        return;
      case "m":
        hasColours = true;
    }
  }

  function put(character: string): void {
    if (column >= columns) {
      row += 1;
      column = 0;
    }
    const line = lineAt(row);
    while (line.length < column) line.push(" ");
    line[column] = character;
    column += 1;
  }

  return {
    get hasColours() {
      return hasColours;
    },
    get isCursorHidden() {
      return isCursorHidden;
    },
    write(text) {
      for (const [token, mark = "", parameters = "", code] of text.matchAll(TOKEN)) {
        if (token === "\n") {
          row += 1;
          column = 0;
        } else if (token === "\r") column = 0;
        else if (mark === "?" && parameters === "25") isCursorHidden = code === "l";
        else if (code !== undefined && mark === "") control(code, Number(parameters || "1"));
        else if (!token.startsWith(ESCAPE)) put(token);
      }
      lineAt(row);
    },
    lines: () => screen.map((line) => line.join("").trimEnd()),
  };
}
