// A union the schema tells apart by which property is present; TypeScript needs it written out.

export type LedgerInvariant =
  /** Two measures have equal sums per posting. */
  | { readonly equal: readonly [string, string] }
  /** A measure's balance per key of dimensions never falls below the minimum; kept in a guarded balance row. */
  | { readonly measure: string; readonly min: string; readonly per: readonly string[] };
