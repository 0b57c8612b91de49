import type { FormattedValue } from "../format-value.ts";

/** An expression over the fixture document and what it must give, wherever it is evaluated. */
export interface ExpressionCase {
  readonly source: string;
  /** As `formatValue` writes it. */
  readonly expected: FormattedValue;
  /** Fields that differ from the fixture. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** True when it reads rows of a table, which SQL conditions cannot. */
  readonly isMemoryOnly?: boolean;
}

/** Cases from pairs of source and result. */
export function cases(
  rows: readonly (readonly [source: string, expected: FormattedValue])[],
): readonly ExpressionCase[] {
  return rows.map(([source, expected]) => ({ source, expected }));
}

/** The same, for expressions over rows. */
export function rowCases(
  rows: readonly (readonly [source: string, expected: FormattedValue])[],
): readonly ExpressionCase[] {
  return cases(rows).map((row) => ({ ...row, isMemoryOnly: true }));
}
