import type { DueDates } from "./due-dates.ts";
import { type Finding, finding } from "./finding.ts";
import { entryName, type FecEntry } from "./group-entries.ts";
import { centsText } from "./parse-amount.ts";
import type { FecLine } from "./parse-fec.ts";

export interface EntryRow {
  readonly import_key: string;
  readonly journal: string;
  readonly date: string;
  readonly label: string;
  readonly reference: string | null;
  readonly reference_date: string | null;
  readonly origin: "import" | "opening";
  readonly lines: readonly EntryLineRow[];
}

export interface EntryLineRow {
  readonly account: string;
  readonly party: string | null;
  readonly label: string;
  readonly debit: string;
  readonly credit: string;
  readonly due_date: string | null;
  readonly lettering: string | null;
  readonly currency: string | null;
  readonly currency_amount: string | null;
}

const LABEL_MAX = 250;
const REFERENCE_MAX = 80;
const KEY_MAX = 180;

/** Keys of entries imported before: their name → the print of their content. */
export type ImportedKeys = ReadonlyMap<string, string>;

export function importedKeys(entries: readonly { readonly import_key: string | null }[]): ImportedKeys {
  return new Map(entries.flatMap(({ import_key }) => (import_key === null ? [] : [splitKey(import_key)])));
}

function splitKey(key: string): [string, string] {
  const mark = key.lastIndexOf("#");
  return mark === -1 ? [key, ""] : [key.slice(0, mark), key.slice(mark + 1)];
}

/** Tells a new entry from one imported before, and one whose content changed since. */
export function compareWithImported(
  entry: FecEntry,
  imported: ImportedKeys,
): { readonly key: string; readonly state: "new" | "same" } | { readonly problem: Finding } {
  const name = `fec ${entry.journal} ${entry.number} ${entry.date}`.slice(0, KEY_MAX);
  const print = contentPrint(entry);
  const before = imported.get(name);
  if (before === undefined) return { key: `${name}#${print}`, state: "new" };
  if (before === print) return { key: `${name}#${print}`, state: "same" };
  return { problem: finding("FEC_ENTRY_CHANGED", entry.lines[0]?.line ?? null, { entry: entryName(entry) }) };
}

/** 53 bits over everything that is imported (FNV-like, two halves): enough to see that an entry changed. */
function contentPrint({ lines }: FecEntry): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const { account, party, debit, credit, lettering } of lines) {
    const text = `${account}|${party}|${debit}|${credit}|${lettering}\n`;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      high = Math.imul(high ^ code, 2_654_435_761);
      low = Math.imul(low ^ code, 1_597_334_677);
    }
  }
  return ((high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff)).toString(36);
}

export interface EntryContext {
  readonly key: string;
  /** Code the journal is kept under. */
  readonly journal: string;
  readonly isOpening: boolean;
  readonly dueDates: DueDates;
}

/** One entry of the file as values of a journal entry; links are given by code. */
export function planEntry(entry: FecEntry, { key, journal, isOpening, dueDates }: EntryContext): EntryRow {
  const first = entry.lines[0] as FecLine;
  const label = first.label || `${entry.journal} ${entry.number}`;
  return {
    import_key: key,
    journal,
    date: entry.date,
    label: label.slice(0, LABEL_MAX),
    reference: (first.reference || entry.number).slice(0, REFERENCE_MAX) || null,
    reference_date: first.referenceDate,
    origin: isOpening ? "opening" : "import",
    lines: entry.lines.flatMap((line) => entryLines(line, label, dueDates)),
  };
}

/** A line with both a debit and a credit becomes two. */
function entryLines(line: FecLine, label: string, dueDates: DueDates): EntryLineRow[] {
  const row = (debit: number, credit: number): EntryLineRow => ({
    account: line.account,
    party: line.party || null,
    label: (line.label || label).slice(0, LABEL_MAX),
    debit: centsText(debit),
    credit: centsText(credit),
    due_date: dueDates.get(line) ?? null,
    lettering: line.lettering || null,
    currency: line.currency || null,
    currency_amount: line.currencyAmount,
  });
  if (line.debit !== 0 && line.credit !== 0)
    return [row(line.debit, 0), { ...row(0, line.credit), currency_amount: null }];
  return [row(line.debit, line.credit)];
}
