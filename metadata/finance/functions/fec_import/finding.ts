export interface LocalizedMessage {
  readonly fr: string;
  readonly en: string;
}

/**
 * What a person must know about the file. `error`: something was left out · `warning`: imported, but look at it ·
 * `info`: done and why. `line` is the number in the file, from 1.
 */
export interface Finding {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly line: number | null;
  readonly message: LocalizedMessage;
}

const TEXTS = {
  FEC_EMPTY: { severity: "error", fr: "Le fichier est vide.", en: "The file is empty." },
  FEC_SEPARATOR: {
    severity: "error",
    fr: "Les colonnes doivent être séparées par une tabulation ou par « | » (art. A47 A-1 du LPF).",
    en: "Columns must be separated by a tab or by “|” (art. A47 A-1 of the French tax procedure code).",
  },
  FEC_COLUMN_MISSING: {
    severity: "error",
    fr: "Il manque la colonne {columns}.",
    en: "Missing column {columns}.",
  },
  FEC_NO_HEADER: {
    severity: "warning",
    fr: "La ligne d'en-tête manque : les 18 colonnes sont lues dans l'ordre légal.",
    en: "The header line is missing: the 18 columns are read in the legal order.",
  },
  FEC_FIELD_COUNT: {
    severity: "error",
    fr: "La ligne a {found} champs au lieu de {expected}.",
    en: "The line has {found} fields instead of {expected}.",
  },
  FEC_DATE_INVALID: {
    severity: "error",
    fr: "{column} : « {value} » n'est pas une date AAAAMMJJ.",
    en: "{column}: “{value}” is not a YYYYMMDD date.",
  },
  FEC_AMOUNT_INVALID: {
    severity: "error",
    fr: "{column} : « {value} » n'est pas un montant à deux décimales au plus.",
    en: "{column}: “{value}” is not an amount of at most two decimals.",
  },
  FEC_SIDE_INVALID: {
    severity: "error",
    fr: "Sens : « {value} » n'est ni D ni C.",
    en: "Sens: “{value}” is neither D nor C.",
  },
  FEC_ACCOUNT_INVALID: {
    severity: "error",
    fr: "CompteNum : « {value} » n'est pas un numéro de compte (un chiffre, puis au plus 19 lettres ou chiffres).",
    en: "CompteNum: “{value}” is not an account code (a digit, then at most 19 letters or digits).",
  },
  FEC_JOURNAL_MISSING: { severity: "error", fr: "JournalCode est vide.", en: "JournalCode is empty." },
  FEC_ENTRY_UNBALANCED: {
    severity: "error",
    fr: "L'écriture {entry} n'est pas équilibrée : débit {debit}, crédit {credit}, écart {difference}. Elle n'est pas importée.",
    en: "Entry {entry} does not balance: debit {debit}, credit {credit}, difference {difference}. It is not imported.",
  },
  FEC_ENTRY_REFUSED: {
    severity: "error",
    fr: "L'écriture {entry} n'est pas importée : sa ligne {line} est refusée.",
    en: "Entry {entry} is not imported: its line {line} is refused.",
  },
  FEC_ENTRY_EMPTY: {
    severity: "info",
    fr: "L'écriture {entry} n'a que des lignes à zéro : elle est laissée de côté.",
    en: "Entry {entry} has only zero lines: it is left out.",
  },
  FEC_ENTRY_TOO_LONG: {
    severity: "error",
    fr: "L'écriture {entry} a {lines} lignes : au plus {max} sont possibles. Elle n'est pas importée.",
    en: "Entry {entry} has {lines} lines: at most {max} are possible. It is not imported.",
  },
  FEC_ENTRY_CHANGED: {
    severity: "error",
    fr: "L'écriture {entry} est déjà dans les comptes avec un autre contenu : elle n'est pas importée.",
    en: "Entry {entry} is already in the books with other content: it is not imported.",
  },
  FEC_ACCOUNT_NOT_POSTABLE: {
    severity: "error",
    fr: "Le compte {account} est un compte de regroupement ou inactif : les écritures qui l'emploient ne sont pas importées.",
    en: "Account {account} is a group account or inactive: entries that use it are not imported.",
  },
  FEC_LINES_UNREADABLE: {
    severity: "warning",
    fr: "{count} lignes sans écriture identifiable sont laissées de côté.",
    en: "{count} lines that belong to no identifiable entry are left out.",
  },
  FEC_ALREADY_IMPORTED: {
    severity: "info",
    fr: "{count} écritures sont déjà importées : rien n'est fait deux fois.",
    en: "{count} entries are already imported: nothing is done twice.",
  },
  FEC_OPENING_SKIPPED: {
    severity: "info",
    fr: "{count} écritures d'à-nouveaux sont laissées de côté : l'exercice précédent est déjà dans les comptes, ses soldes se reportent d'eux-mêmes.",
    en: "{count} opening entries are left out: the previous year is already in the books and its balances carry forward by themselves.",
  },
  FEC_ZERO_LINES: {
    severity: "info",
    fr: "{count} lignes à zéro sont laissées de côté.",
    en: "{count} zero lines are left out.",
  },
  FEC_NEGATIVE_AMOUNTS: {
    severity: "info",
    fr: "{count} montants négatifs sont inscrits en positif de l'autre côté.",
    en: "{count} negative amounts are entered as positive on the other side.",
  },
  FEC_NOT_VALIDATED: {
    severity: "warning",
    fr: "{count} lignes n'ont pas de date de validation (ValidDate).",
    en: "{count} lines have no validation date (ValidDate).",
  },
  FEC_JOURNAL_RENAMED: {
    severity: "info",
    fr: "Le journal {journal} sert ici à la clôture : celui du fichier est créé sous le code {code}.",
    en: "Journal {journal} is the closing journal here: the file's one is created as {code}.",
  },
  FEC_FINDINGS_CUT: {
    severity: "warning",
    fr: "{count} autres constats ne sont pas montrés.",
    en: "{count} more findings are not shown.",
  },
} as const satisfies Record<string, LocalizedMessage & { readonly severity: Finding["severity"] }>;

export type FindingCode = keyof typeof TEXTS;

export function finding(
  code: FindingCode,
  line: number | null,
  params: Readonly<Record<string, string | number>> = {},
): Finding {
  const { severity, fr, en } = TEXTS[code];
  return { severity, code, line, message: { fr: fill(fr, params), en: fill(en, params) } };
}

function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
