import { mustExist } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import { quoteIdent } from "../sql.ts";
import { expressionSql } from "./expression-sql.ts";
import type { RowSource } from "./row-source.ts";

type Computed = Extract<ResolvedField, { readonly type: "computed" }>;

/** A computed field is never stored: its expression, or the balance of a ledger, as SQL over the row. */
export function computedSql(row: RowSource, field: Computed): string {
  if (field.balance) return balanceSql(row, field.balance);
  const doctype = mustExist(row.shape.doctype, `doctype of ${row.shape.id}`);
  const { checked } = mustExist(doctype.compiled.computed[field.id], `compiled ${doctype.id}.${field.id}`);
  return row.header
    ? expressionSql(checked, { row, document: row.header, trust: "metadata" })
    : expressionSql(checked, { document: row, trust: "metadata" });
}

/** From the guarded balance when the ledger keeps one for exactly this dimension, else the sum of the entries. */
function balanceSql(row: RowSource, balance: NonNullable<Computed["balance"]>): string {
  const ledger = row.context.registry.ledger(balance.ledger);
  const isGuarded = Object.values(ledger.invariants ?? {}).some(
    (invariant) =>
      "measure" in invariant &&
      invariant.measure === balance.measure &&
      invariant.per.length === 1 &&
      invariant.per[0] === balance.of,
  );
  const table = quoteIdent(`ledger_${balance.ledger}${isGuarded ? "__guard" : ""}`);
  const value = `b.${isGuarded ? "balance" : quoteIdent(balance.measure)}`;
  const isDynamic = ledger.dimensions[balance.of]?.type === "dynamic_link";
  const ofType = isDynamic
    ? ` and b.${quoteIdent(`${balance.of}_type`)} = ${row.context.parameters.constant(row.shape.id)}`
    : "";
  return `(select coalesce(sum(${value}), 0) from ${table} b where b.${quoteIdent(balance.of)} = ${row.own("id")}${ofType})`;
}
