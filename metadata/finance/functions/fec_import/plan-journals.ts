import { type Finding, finding } from "./finding.ts";
import type { FecEntry } from "./group-entries.ts";
import type { KnownJournal } from "./known.ts";

export interface JournalRow {
  readonly code: string;
  readonly name: string;
  readonly type: string;
}

export interface PlannedJournals {
  readonly rows: readonly JournalRow[];
  readonly findings: readonly Finding[];
  /** Code under which the file's journal is kept. */
  codeOf(journal: string): string;
  isOpening(journal: string): boolean;
}

/** Words of labels, then usual codes. « Clôture » is no closing journal here: a FEC holds no entries that empty classes 6 and 7. */
const TYPES: readonly { readonly type: string; readonly label: RegExp; readonly code: RegExp }[] = [
  { type: "opening", label: /nouveau|ouverture|opening/, code: /^(AN|RAN|ANO|OUV)\d*$/ },
  { type: "sales", label: /vente|client|facturation|sales/, code: /^(VT|VE|VEN|VTE)\d*$/ },
  { type: "purchases", label: /achat|fournisseur|purchase/, code: /^(AC|ACH|HA)\d*$/ },
  { type: "cash", label: /caisse|especes|cash/, code: /^(CA|CAI|CS)\d*$/ },
  {
    type: "bank",
    label: /banque|tresorerie|bank|credit agricole|bnp|cic\b|paypal|stripe/,
    code: /^(BQ|BA|BN|BNQ|BAN|TR)\d*$/,
  },
];
const NAME_MAX = 100;

/** Journals of the file that the books lack, with a type guessed from label and code. */
export function planJournals(entries: readonly FecEntry[], known: readonly KnownJournal[]): PlannedJournals {
  const existing = new Map(known.map((journal) => [journal.code, journal]));
  const codes = new Map<string, string>();
  const rows = new Map<string, JournalRow>();
  const findings: Finding[] = [];
  for (const { journal, lines } of entries) {
    if (codes.has(journal)) continue;
    const code = usableCode(journal, existing, findings);
    codes.set(journal, code);
    const label = lines[0]?.journalLabel ?? "";
    if (!existing.has(code)) {
      rows.set(code, { code, name: (label || code).slice(0, NAME_MAX), type: journalType(journal, label) });
    }
  }
  const codeOf = (journal: string) => codes.get(journal) ?? journal;
  const typeOf = (code: string) => existing.get(code)?.type ?? rows.get(code)?.type;
  return { rows: [...rows.values()], findings, codeOf, isOpening: (journal) => typeOf(codeOf(journal)) === "opening" };
}

/** The books' own closing journal is left out of trial balances: another program's journal of that code must not be. */
function usableCode(journal: string, existing: ReadonlyMap<string, KnownJournal>, findings: Finding[]): string {
  if (existing.get(journal)?.type !== "closing") return journal;
  const code = `${journal}-FEC`;
  findings.push(finding("FEC_JOURNAL_RENAMED", null, { journal, code }));
  return code;
}

export function journalType(code: string, label: string): string {
  const plain = label
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const byLabel = TYPES.find((type) => type.label.test(plain));
  const byCode = TYPES.find((type) => type.code.test(code.toUpperCase()));
  return (byLabel ?? byCode)?.type ?? "general";
}
