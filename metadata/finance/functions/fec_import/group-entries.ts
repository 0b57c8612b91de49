import { type Finding, finding } from "./finding.ts";
import { centsForReading } from "./parse-amount.ts";
import type { FecLine } from "./parse-fec.ts";

/** Lines with one JournalCode, EcritureNum and EcritureDate, balanced. */
export interface FecEntry {
  readonly journal: string;
  readonly number: string;
  readonly date: string;
  readonly lines: readonly FecLine[];
}

export interface GroupedEntries {
  /** By date, then in the file's order. */
  readonly entries: readonly FecEntry[];
  readonly findings: readonly Finding[];
  readonly refused: number;
  readonly zeroLines: number;
}

/** Most lines a journal entry may have. */
export const LINES_MAX = 20_000;

/** Puts lines together to entries; an entry with a line that cannot be read, or that does not balance, is refused alone. */
export function groupEntries(lines: readonly FecLine[]): GroupedEntries {
  const groups = new Map<string, FecLine[]>();
  const findings: Finding[] = [];
  let unreadable = 0;
  for (const line of lines) {
    if (line.error) findings.push(line.error);
    if (line.journal === "" || line.date === "") {
      unreadable += 1;
      continue;
    }
    const key = `${line.journal}\u0000${line.entry}\u0000${line.date}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  if (unreadable > 0) findings.push(finding("FEC_LINES_UNREADABLE", null, { count: unreadable }));
  return sortEntries([...groups.values()], findings);
}

function sortEntries(groups: readonly FecLine[][], findings: Finding[]): GroupedEntries {
  const entries: FecEntry[] = [];
  let refused = 0;
  let zeroLines = 0;
  for (const group of groups) {
    const first = group[0] as FecLine;
    const lines = group.filter(({ debit, credit, error }) => error !== null || debit !== 0 || credit !== 0);
    zeroLines += group.length - lines.length;
    const entry: FecEntry = { journal: first.journal, number: first.entry, date: first.date, lines };
    const problem = entryProblem(entry);
    if (problem) {
      findings.push(problem);
      if (problem.severity === "error") refused += 1;
    } else entries.push(entry);
  }
  entries.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { entries, findings, refused, zeroLines };
}

function entryProblem(entry: FecEntry): Finding | null {
  const { lines } = entry;
  const name = entryName(entry);
  const broken = lines.find(({ error }) => error !== null);
  if (broken) return finding("FEC_ENTRY_REFUSED", broken.line, { entry: name, line: broken.line });
  if (lines.length === 0) return finding("FEC_ENTRY_EMPTY", null, { entry: name });
  if (lines.length > LINES_MAX) {
    return finding("FEC_ENTRY_TOO_LONG", lines[0]?.line ?? null, { entry: name, lines: lines.length, max: LINES_MAX });
  }
  const debit = lines.reduce((sum, line) => sum + line.debit, 0);
  const credit = lines.reduce((sum, line) => sum + line.credit, 0);
  if (debit === credit) return null;
  return finding("FEC_ENTRY_UNBALANCED", lines[0]?.line ?? null, {
    entry: name,
    debit: centsForReading(debit),
    credit: centsForReading(credit),
    difference: centsForReading(debit - credit),
  });
}

/** How messages name an entry: journal, number and date. */
export function entryName({ journal, number, date }: Pick<FecEntry, "journal" | "number" | "date">): string {
  return `${journal} ${number} (${date})`;
}
