import { type ErrorCode, errorDefinition, interpolateText } from "../../kernel/index.ts";
import { type DocumentWish, type FindDocument, findDocuments } from "../linking/find-documents.ts";
import { refusedWish } from "../linking/refused-wish.ts";
import type { CellError, CellFormat, ImportRequest, JsonValue, RequestContext } from "../types.ts";
import { unguardText } from "./formula-guard.ts";
import type { MappedColumn } from "./import-mapping.ts";
import { parseCell } from "./parse-cell.ts";

/** One document of the file: the cells of its first row and the lines of that and the following rows. */
export interface ImportedDocument {
  /** Row of the file, the header being row 1. */
  readonly row: number;
  readonly id: JsonValue;
  readonly number: JsonValue;
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly lines: Readonly<Record<string, readonly ImportedLine[]>>;
  readonly errors: readonly CellError[];
}

export interface ImportedLine {
  readonly row: number;
  readonly values: Readonly<Record<string, JsonValue>>;
}

interface Reading {
  readonly row: number;
  readonly identity: Record<string, JsonValue>;
  readonly values: Record<string, JsonValue>;
  readonly lines: Record<string, ImportedLine[]>;
  readonly errors: CellError[];
}

const FRENCH: CellFormat = { decimalSeparator: ",", dateOrder: "dmy" };

/** Cells → values of documents, links resolved in a few statements. A row without any header cell adds lines to the document above. */
export async function readRows(
  ctx: RequestContext,
  columns: readonly MappedColumn[],
  request: ImportRequest,
): Promise<readonly ImportedDocument[]> {
  const readLink = linkReader(ctx, await findDocuments(ctx, linkWishes(columns, request)));
  const documents: Reading[] = [];
  const header = columns.filter(({ table }) => table === null);
  const tables = [...new Set(columns.flatMap(({ table }) => table?.id ?? []))];
  request.rows.forEach((cells, index) => {
    const row = index + 2;
    const isContinuation =
      tables.length > 0 && header.every(({ column }) => isBlank(cells[column])) && documents.length > 0;
    const reading = isContinuation ? documents.at(-1)! : { row, identity: {}, values: {}, lines: {}, errors: [] };
    if (!isContinuation) {
      documents.push(reading);
      readCells(reading, row, header, cells, request, readLink, reading.values);
    }
    for (const table of tables) readLine(reading, row, table, columns, cells, request, readLink);
  });
  return documents.map(({ identity, ...reading }) => ({
    ...reading,
    id: identity["id"] ?? null,
    number: identity["number"] ?? null,
  }));
}

type Cells = Readonly<Record<string, JsonValue>>;

export const isBlank = (cell: JsonValue | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");

/** Every text in a link's column, once. */
function linkWishes(columns: readonly MappedColumn[], { rows }: ImportRequest): DocumentWish[] {
  return columns.flatMap(({ column, field, by }) => {
    if (field?.type !== "link") return [];
    const texts = new Set(rows.map((cells) => linkText(cells[column])).filter((text) => text !== ""));
    return [...texts].map((text) => ({ doctype: field.to, by, text }));
  });
}

const linkText = (cell: JsonValue | undefined): string => (isBlank(cell) ? "" : unguardText(String(cell).trim()));

function readCells(
  reading: Reading,
  row: number,
  columns: readonly MappedColumn[],
  cells: Cells,
  request: ImportRequest,
  readLink: ReadLink,
  values: Record<string, JsonValue>,
): void {
  for (const column of columns) {
    const cell = cells[column.column] ?? null;
    if (!column.field) {
      reading.identity[column.name] = isBlank(cell) ? null : String(cell).trim();
      continue;
    }
    const outcome = readCell(column, cell, request, readLink);
    if ("error" in outcome) reading.errors.push(cellError(row, column.column, outcome.error, outcome.params));
    // A new document takes its default where the cell is blank; of one that is there, only who says so loses a value by it.
    else if (outcome.value !== null || isCleared(column, request)) values[column.name] = outcome.value;
  }
}

/** Neither yes nor no is nothing a person could have meant. */
const isCleared = ({ field }: MappedColumn, { mode, blanks }: ImportRequest): boolean =>
  mode === "upsert" && blanks === "clear" && field?.type !== "boolean";

function readLine(
  reading: Reading,
  row: number,
  table: string,
  columns: readonly MappedColumn[],
  cells: Cells,
  request: ImportRequest,
  readLink: ReadLink,
): void {
  const own = columns.filter((column) => column.table?.id === table);
  reading.lines[table] ??= [];
  if (own.every(({ column }) => isBlank(cells[column]))) return;
  const values: Record<string, JsonValue> = {};
  readCells(reading, row, own, cells, request, readLink, values);
  reading.lines[table].push({ row, values });
}

type CellOutcome =
  | { readonly value: JsonValue }
  | { readonly error: ErrorCode; readonly params: Readonly<Record<string, unknown>> };

type ReadLink = (wish: DocumentWish) => CellOutcome;

const linkReader =
  ({ registry }: RequestContext, find: FindDocument): ReadLink =>
  (wish) => {
    const answer = find(wish);
    if (typeof answer === "object") return { value: answer.id };
    const { code, params } = refusedWish(registry, wish, answer);
    return { error: code, params };
  };

function readCell(
  { field, by }: MappedColumn,
  cell: JsonValue,
  request: ImportRequest,
  readLink: ReadLink,
): CellOutcome {
  if (!field) return { value: null };
  if (field.type === "link") {
    const text = linkText(cell);
    return text === "" ? { value: null } : readLink({ doctype: field.to, by, text });
  }
  const outcome = parseCell(field, cell, request.format ?? FRENCH);
  if ("value" in outcome) return outcome;
  const { fr, en } = outcome.expected;
  return {
    error: "IMPORT_CELL_INVALID",
    params: { value: String(cell).slice(0, 80), expected_fr: fr, expected_en: en },
  };
}

export function cellError(
  row: number,
  column: string | null,
  code: ErrorCode,
  params: Readonly<Record<string, unknown>>,
): CellError {
  return { row, column, code, message: interpolateText(errorDefinition(code), params) };
}
