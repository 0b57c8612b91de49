import { decodeText } from "./decode-text.ts";
import { computeDueDates } from "./due-dates.ts";
import { type Finding, finding } from "./finding.ts";
import type { FecImportInput, FecImportOutput } from "./generated/types.ts";
import { type FecEntry, groupEntries } from "./group-entries.ts";
import type { KnownBooks } from "./known.ts";
import { centsText } from "./parse-amount.ts";
import { type ParsedFec, parseFec } from "./parse-fec.ts";
import { planAccounts } from "./plan-accounts.ts";
import { compareWithImported, importedKeys, planEntry } from "./plan-entries.ts";
import { type PlannedJournals, planJournals } from "./plan-journals.ts";
import { planParties } from "./plan-parties.ts";

const FINDINGS_MAX = 500;

/**
 * Reads a « fichier des écritures comptables » (LPF art. A47 A-1) and plans the documents that bring it into the books:
 * journals, accounts and parties it names and the books lack, and one journal entry per entry of the file.
 */
export function fecImport({ bytes, options, known }: FecImportInput): FecImportOutput {
  const parsed = parseFec(decodeText(Buffer.from(bytes, "base64")));
  const grouped = groupEntries(parsed.lines);
  const journals = planJournals(grouped.entries, known.journals);
  const postable = keepPostable(grouped.entries, known);
  const opening = leaveOpeningOut(postable.entries, journals, known, options?.opening ?? "auto");
  const fresh = leaveImportedOut(opening.entries, known);
  const entries = fresh.entries.map(({ entry }) => entry);
  const accounts = planAccounts(entries, known.accounts);
  const parties = planParties(entries, known.parties, accounts.typeOf);
  const usedJournals = new Set(entries.map(({ journal }) => journals.codeOf(journal)));
  const journalRows = journals.rows.filter(({ code }) => usedJournals.has(code));
  const dueDates = computeDueDates(grouped.entries, accounts.typeOf);
  const rows = fresh.entries.map(({ entry, key }) =>
    planEntry(entry, {
      key,
      journal: journals.codeOf(entry.journal),
      isOpening: journals.isOpening(entry.journal),
      dueDates,
    }),
  );
  const findings = [
    ...parsed.findings,
    ...grouped.findings,
    ...journals.findings,
    ...postable.findings,
    ...fresh.findings,
    ...counted(parsed, { ...grouped, openingSkipped: opening.skipped, alreadyImported: fresh.same }),
  ];
  const effects: FecImportOutput["effects"] = [
    { create: "journal", key: "code", rows: journalRows },
    { create: "account", key: "code", rows: accounts.rows },
    { create: "party", key: "code", rows: parties },
    { create: "journal_entry", key: "import_key", rows, submit: true },
  ];
  return {
    summary: {
      lines: parsed.lines.length,
      ...totals(entries),
      journals: journalRows.length,
      accounts: accounts.rows.length,
      parties: parties.length,
      refused: grouped.refused + postable.refused + fresh.changed,
      already_imported: fresh.same,
      opening_skipped: opening.skipped,
    },
    findings: cut(findings),
    effects: effects.filter((effect) => "rows" in effect && effect.rows.length > 0),
  };
}

/** Entries on accounts of the chart that take no entries are refused, each account told once. */
function keepPostable(entries: readonly FecEntry[], { accounts }: KnownBooks) {
  const closed = new Set(
    accounts.filter(({ is_group, is_active }) => is_group === true || is_active === false).map(({ code }) => code),
  );
  const told = new Map<string, Finding>();
  const kept = entries.filter(({ lines }) => {
    const wrong = lines.find(({ account }) => closed.has(account));
    if (wrong && !told.has(wrong.account)) {
      told.set(wrong.account, finding("FEC_ACCOUNT_NOT_POSTABLE", wrong.line, { account: wrong.account }));
    }
    return wrong === undefined;
  });
  return { entries: kept, findings: [...told.values()], refused: entries.length - kept.length };
}

/** Balances carry forward by themselves: opening entries only belong to the first year in the books. */
function leaveOpeningOut(
  entries: readonly FecEntry[],
  journals: PlannedJournals,
  known: KnownBooks,
  option: "auto" | "import" | "skip",
) {
  const first = known.first_entry[0]?.date;
  const isLeftOut = (entry: FecEntry) => {
    if (option === "import" || !journals.isOpening(entry.journal)) return false;
    return option === "skip" || (first !== undefined && first < entry.date);
  };
  const kept = entries.filter((entry) => !isLeftOut(entry));
  return { entries: kept, skipped: entries.length - kept.length };
}

function leaveImportedOut(entries: readonly FecEntry[], known: KnownBooks) {
  const imported = importedKeys(known.entries);
  const fresh: { entry: FecEntry; key: string }[] = [];
  const findings: Finding[] = [];
  let same = 0;
  for (const entry of entries) {
    const compared = compareWithImported(entry, imported);
    if ("problem" in compared) findings.push(compared.problem);
    else if (compared.state === "same") same += 1;
    else fresh.push({ entry, key: compared.key });
  }
  return { entries: fresh, findings, same, changed: findings.length };
}

function counted(
  { lines, negativeAmounts }: ParsedFec,
  {
    zeroLines,
    openingSkipped,
    alreadyImported,
  }: { readonly zeroLines: number; readonly openingSkipped: number; readonly alreadyImported: number },
): Finding[] {
  const notValidated = lines.filter(({ isValidated, error }) => !isValidated && error === null).length;
  const counts = [
    ["FEC_ALREADY_IMPORTED", alreadyImported],
    ["FEC_OPENING_SKIPPED", openingSkipped],
    ["FEC_ZERO_LINES", zeroLines],
    ["FEC_NEGATIVE_AMOUNTS", negativeAmounts],
    ["FEC_NOT_VALIDATED", notValidated],
  ] as const;
  return counts.flatMap(([code, count]) => (count > 0 ? [finding(code, null, { count })] : []));
}

function totals(entries: readonly FecEntry[]) {
  const cents = (side: "debit" | "credit") =>
    entries.reduce((sum, { lines }) => sum + lines.reduce((part, line) => part + line[side], 0), 0);
  return {
    entries: entries.length,
    debit: centsText(cents("debit")),
    credit: centsText(cents("credit")),
    from: entries[0]?.date ?? null,
    to: entries.at(-1)?.date ?? null,
  };
}

/** The first ones are enough to act on; the rest is counted. */
function cut(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= FINDINGS_MAX) return findings;
  const more = finding("FEC_FINDINGS_CUT", null, { count: findings.length - FINDINGS_MAX });
  return [...findings.slice(0, FINDINGS_MAX), more];
}
