import { fail } from "../../kernel/index.ts";

/** Rows all reads of one call may hand over together. */
export const READ_ROWS_MAX = 1_000_000;

export interface RowBudget {
  /** Raises FUNCTION_READS_TOO_MUCH. */
  spend(rows: number): void;
}

/** What a function is handed fits into memory, whatever the organization has collected: beyond it nothing is cut in silence. */
export function createRowBudget(name: string, max = READ_ROWS_MAX): RowBudget {
  let left = max;
  return {
    spend(rows) {
      left -= rows;
      if (left < 0) fail("FUNCTION_READS_TOO_MUCH", { function: name, max });
    },
  };
}
