import { looksOf } from "../field-types/field-looks.ts";
import type { ColumnSpec } from "./columns.ts";

interface MainAmounts {
  /** What a document comes to: the last amount it keeps. */
  readonly total: ColumnSpec | undefined;
  /** What is still open of it: a balance kept by a ledger. */
  readonly open: ColumnSpec | undefined;
  /** All columns but the amounts on the way to these. */
  readonly without: readonly ColumnSpec[];
}

const isAmount = ({ field }: ColumnSpec) => looksOf(field).text === "amount";
const isBalance = ({ field }: ColumnSpec) => field.type === "computed" && field.balance !== undefined;

/** Where there is no room for all columns of a list, the amounts that matter most stand before the others. */
export function mainAmounts(columns: readonly ColumnSpec[]): MainAmounts {
  const amounts = columns.filter(isAmount);
  const open = amounts.find(isBalance);
  const total = amounts.findLast(({ field }) => field.type !== "computed") ?? amounts.findLast((one) => one !== open);
  return { total, open, without: columns.filter((one) => !isAmount(one) || one === total || one === open) };
}
