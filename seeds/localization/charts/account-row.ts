/** One account of a complete chart: the official code and label with what the books need to know about it. */
export interface AccountRow {
  readonly code: string;
  readonly name: string;
  /** Code of the account above; null for a class. */
  readonly parent: string | null;
  readonly nature: string;
  readonly type: string;
  readonly normal_side: string;
  /** Key in the framework's statement-lines.json. */
  readonly statement_line: string;
  readonly is_reconcilable: boolean;
  /** Classes and two-digit headings that have accounts below them take no entries. */
  readonly is_group: boolean;
}

export const ACCOUNT_COLUMNS = [
  "code",
  "name",
  "parent",
  "nature",
  "type",
  "normal_side",
  "statement_line",
  "is_reconcilable",
  "is_group",
] as const satisfies readonly (keyof AccountRow)[];
