import type { SQLOutputValue } from "node:sqlite";
import { corrupt } from "../journal-error.ts";

/** A row as SQLite gives it. */
export type Columns = Readonly<Record<string, SQLOutputValue>>;

/** Reads the columns of one journal. STRICT tables hold only what was declared, so that anything else is damage. */
export interface ColumnReader {
  text(columns: Columns, name: string): string;
  whole(columns: Columns, name: string): number;
  /** undefined for NULL. */
  maybeText(columns: Columns, name: string): string | undefined;
  maybeWhole(columns: Columns, name: string): number | undefined;
}

/** A reader of columns that throws JOURNAL_CORRUPT. */
export function columnReader(journal: string): ColumnReader {
  function text(columns: Columns, name: string): string {
    const value = columns[name];
    if (typeof value === "string") return value;
    throw corrupt(journal, `the column ${name} holds no text`, { column: name });
  }

  function whole(columns: Columns, name: string): number {
    const value = columns[name];
    if (typeof value === "number" && Number.isInteger(value)) return value;
    throw corrupt(journal, `the column ${name} holds no whole number`, { column: name });
  }

  return {
    text,
    whole,
    maybeText: (columns, name) => (columns[name] === null ? undefined : text(columns, name)),
    maybeWhole: (columns, name) => (columns[name] === null ? undefined : whole(columns, name)),
  };
}
