import { type FecColumn, type FecHeader, parseHeader } from "./fec-columns.ts";
import { type Finding, finding } from "./finding.ts";
import { parseCents } from "./parse-amount.ts";
import { parseDate } from "./parse-date.ts";

/** One line of the file, typed. Amounts are cents, at least zero, and at most one of them is above zero unless the file says both. */
export interface FecLine {
  /** Number in the file, from 1. */
  readonly line: number;
  readonly journal: string;
  readonly journalLabel: string;
  readonly entry: string;
  /** ISO date; "" when `error` says why there is none. */
  readonly date: string;
  readonly account: string;
  readonly accountLabel: string;
  readonly party: string;
  readonly partyLabel: string;
  readonly reference: string;
  readonly referenceDate: string | null;
  readonly label: string;
  readonly debit: number;
  readonly credit: number;
  readonly lettering: string;
  readonly currency: string;
  /** Text of an exact decimal, positive for debits; null when the file has none. */
  readonly currencyAmount: string | null;
  readonly isValidated: boolean;
  /** Why the line cannot be imported. */
  readonly error: Finding | null;
}

export interface ParsedFec {
  readonly lines: readonly FecLine[];
  readonly findings: readonly Finding[];
  readonly negativeAmounts: number;
}

const ACCOUNT = /^[0-9][0-9A-Za-z._-]{0,19}$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Reads the whole file line by line. A line that cannot be read keeps its error and costs only its own entry. */
export function parseFec(text: string): ParsedFec {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const firstEnd = lineEnd(content, 0);
  const first = trimEnd(content.slice(0, firstEnd));
  if (first.trim() === "") return { lines: [], findings: [finding("FEC_EMPTY", null)], negativeAmounts: 0 };
  const { header, findings } = parseHeader(first);
  if (header === null) return { lines: [], findings, negativeAmounts: 0 };
  const reader = createLineReader(header);
  const lines: FecLine[] = [];
  let number = 1;
  for (let start = header.isMissing ? 0 : firstEnd + 1; start < content.length; ) {
    const end = lineEnd(content, start);
    const row = trimEnd(content.slice(start, end));
    if (!header.isMissing || start > 0) number += 1;
    if (row !== "" && row.trim() !== "") lines.push(reader.read(row, number));
    start = end + 1;
  }
  return { lines, findings, negativeAmounts: reader.negativeAmounts() };
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

const trimEnd = (row: string) => (row.endsWith("\r") ? row.slice(0, -1) : row);

interface Amounts {
  readonly debit: number;
  readonly credit: number;
  readonly error: Finding | null;
}

function createLineReader(header: FecHeader) {
  let negatives = 0;

  function read(row: string, line: number): FecLine {
    const cells = row.split(header.separator);
    const cell = (column: FecColumn) => {
      const position = header.positions[column];
      return position === undefined ? "" : clean(cells[position] ?? "");
    };
    const date = parseDate(cell("EcritureDate"));
    const amounts = readAmounts(cell, line);
    const currency = optional(cell("Idevise")).toUpperCase();
    const isCurrency = CURRENCY.test(currency);
    return {
      line,
      journal: cell("JournalCode").slice(0, 20),
      journalLabel: cell("JournalLib"),
      entry: cell("EcritureNum"),
      date: date ?? "",
      account: cell("CompteNum"),
      accountLabel: cell("CompteLib"),
      party: optional(cell("CompAuxNum")).slice(0, 40),
      partyLabel: optional(cell("CompAuxLib")),
      reference: optional(cell("PieceRef")),
      referenceDate: parseDate(cell("PieceDate")),
      label: cell("EcritureLib"),
      debit: amounts.debit,
      credit: amounts.credit,
      lettering: optional(cell("EcritureLet")).slice(0, 20),
      currency: isCurrency ? currency : "",
      currencyAmount: isCurrency ? currencyAmount(cell("Montantdevise"), amounts) : null,
      isValidated: parseDate(cell("ValidDate")) !== null,
      error: lineError(cells, cell, date, line) ?? amounts.error,
    };
  }

  function lineError(
    cells: readonly string[],
    cell: (column: FecColumn) => string,
    date: string | null,
    line: number,
  ): Finding | null {
    if (cells.length < header.fields) {
      return finding("FEC_FIELD_COUNT", line, { found: cells.length, expected: header.fields });
    }
    if (cell("JournalCode") === "") return finding("FEC_JOURNAL_MISSING", line);
    const account = cell("CompteNum");
    if (!ACCOUNT.test(account)) return finding("FEC_ACCOUNT_INVALID", line, { value: account });
    if (date !== null) return null;
    return finding("FEC_DATE_INVALID", line, { column: "EcritureDate", value: cell("EcritureDate") });
  }

  function readAmounts(cell: (column: FecColumn) => string, line: number): Amounts {
    return header.hasSides ? amountAndSide(cell, line) : debitAndCredit(cell, line);
  }

  function debitAndCredit(cell: (column: FecColumn) => string, line: number): Amounts {
    const [debit, credit] = [parseCents(cell("Debit")), parseCents(cell("Credit"))];
    if (debit === null) return invalidAmount("Debit", cell("Debit"), line);
    if (credit === null) return invalidAmount("Credit", cell("Credit"), line);
    return positive(debit, credit);
  }

  function amountAndSide(cell: (column: FecColumn) => string, line: number): Amounts {
    const amount = parseCents(cell("Montant"));
    if (amount === null) return invalidAmount("Montant", cell("Montant"), line);
    const side = cell("Sens").toUpperCase();
    if (side === "D" || side === "+1" || side === "1") return positive(amount, 0);
    if (side === "C" || side === "-1") return positive(0, amount);
    return { debit: 0, credit: 0, error: finding("FEC_SIDE_INVALID", line, { value: cell("Sens") }) };
  }

  /** A negative amount is a positive one on the other side. */
  function positive(debit: number, credit: number): Amounts {
    negatives += Number(debit < 0) + Number(credit < 0);
    return {
      debit: Math.max(debit, 0) + Math.max(-credit, 0),
      credit: Math.max(credit, 0) + Math.max(-debit, 0),
      error: null,
    };
  }

  return { read, negativeAmounts: () => negatives };
}

function invalidAmount(column: FecColumn, value: string, line: number): Amounts {
  return { debit: 0, credit: 0, error: finding("FEC_AMOUNT_INVALID", line, { column, value }) };
}

/** Without the quotes and blanks some programs put around a value. */
function clean(value: string): string {
  const trimmed = value.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"')
    ? trimmed.slice(1, -1).replaceAll('""', '"').trim()
    : trimmed;
}

/** « - » marks an empty optional value. */
const optional = (value: string) => (value === "-" ? "" : value);

/** Some programs sign the amount, others leave the side to Debit and Credit: the side decides. */
function currencyAmount(text: string, { debit, credit }: Amounts): string | null {
  const plain = text.replace(/[ \u00a0\u202f]/g, "").replace(",", ".");
  if (!/^[+-]?\d{1,18}(\.\d{1,6})?$/.test(plain)) return null;
  const absolute = plain.replace(/^[+-]/, "");
  if (/^0*(\.0*)?$/.test(absolute)) return null;
  return credit > debit ? `-${absolute}` : absolute;
}
