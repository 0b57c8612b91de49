/** What the books hold already, as the declaration's `reads` asks for it. */
export interface KnownBooks {
  readonly accounts: readonly KnownAccount[];
  readonly journals: readonly KnownJournal[];
  readonly parties: readonly { readonly code: string | null }[];
  /** Entries imported before. */
  readonly entries: readonly { readonly import_key: string | null }[];
  /** At most one: the oldest submitted entry. */
  readonly first_entry: readonly { readonly date: string }[];
}

export interface KnownAccount {
  readonly code: string;
  readonly nature: string;
  readonly type: string;
  readonly normal_side: string;
  readonly statement_line: string | null;
  readonly is_reconcilable: boolean | null;
  readonly is_group: boolean | null;
  readonly is_active: boolean | null;
}

export interface KnownJournal {
  readonly code: string;
  readonly type: string;
}
