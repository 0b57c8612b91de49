import { type Finding, finding } from "./finding.ts";

/** The 18 columns of article A47 A-1 of the LPF, in their legal order. */
export const FEC_COLUMNS = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
  "Debit",
  "Credit",
  "EcritureLet",
  "DateLet",
  "ValidDate",
  "Montantdevise",
  "Idevise",
] as const;

/** Allowed instead of Debit and Credit: an amount and its side. */
const AMOUNT_AND_SIDE = ["Montant", "Sens"] as const;

export type FecColumn = (typeof FEC_COLUMNS)[number] | (typeof AMOUNT_AND_SIDE)[number];

export interface FecHeader {
  readonly separator: "\t" | "|";
  /** Position of each column that is there. */
  readonly positions: Readonly<Partial<Record<FecColumn, number>>>;
  readonly fields: number;
  /** Debit and Credit, or Montant and Sens. */
  readonly hasSides: boolean;
  /** The first line is data. */
  readonly isMissing: boolean;
}

/** Columns no entry can be read without. */
const NEEDED: readonly FecColumn[] = ["JournalCode", "EcritureNum", "EcritureDate", "CompteNum"];
const canonical = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
const BY_NAME = new Map<string, FecColumn>(
  [...FEC_COLUMNS, ...AMOUNT_AND_SIDE].map((column) => [canonical(column), column]),
);

/** Finds separator and columns in the first line; columns may stand in any order, unknown ones are passed over. */
export function parseHeader(firstLine: string): { header: FecHeader | null; findings: Finding[] } {
  const separator = firstLine.includes("\t") ? "\t" : firstLine.includes("|") ? "|" : null;
  if (separator === null) return { header: null, findings: [finding("FEC_SEPARATOR", 1)] };
  const cells = firstLine.split(separator);
  if (isData(cells)) return { header: legalOrder(separator), findings: [finding("FEC_NO_HEADER", 1)] };
  const positions: Partial<Record<FecColumn, number>> = {};
  cells.forEach((cell, index) => {
    const column = BY_NAME.get(canonical(cell));
    if (column !== undefined) positions[column] ??= index;
  });
  const hasSides = positions.Montant !== undefined && positions.Sens !== undefined;
  const needed: readonly FecColumn[] = hasSides ? NEEDED : [...NEEDED, "Debit", "Credit"];
  const missing = needed.filter((column) => positions[column] === undefined);
  if (missing.length > 0) {
    return { header: null, findings: [finding("FEC_COLUMN_MISSING", 1, { columns: missing.join(", ") })] };
  }
  return { header: { separator, positions, fields: cells.length, hasSides, isMissing: false }, findings: [] };
}

const isData = (cells: readonly string[]) =>
  cells.length >= FEC_COLUMNS.length && /^\d{8}$/.test((cells[3] ?? "").trim());

function legalOrder(separator: "\t" | "|"): FecHeader {
  const positions = Object.fromEntries(FEC_COLUMNS.map((column, index) => [column, index]));
  return { separator, positions, fields: FEC_COLUMNS.length, hasSides: false, isMissing: true };
}
