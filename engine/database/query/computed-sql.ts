import { entryTable, guardedInvariant, guardTable } from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import { quoteIdent } from "../sql.ts";
import { currencyDecimalsSql } from "./currency-decimals-sql.ts";
import { expressionSql } from "./expression-sql.ts";
import type { RowSource } from "./row-source.ts";

export type Computed = Extract<ResolvedField, { readonly type: "computed" }>;

/** A computed field is never stored: its expression, or the balance of a ledger, as SQL over the row. */
export function computedSql(row: RowSource, field: Computed): string {
  const value = field.balance ? balanceSql(row, field.balance) : formulaSql(row, field);
  switch (field.result) {
    case "money":
      return `round(${value}, ${moneyDecimalsSql(row, field.currency)})`;
    case "decimal":
      return `trim_scale(${value})`;
    case "integer":
      return `round(${value})::bigint`;
    default:
      return value;
  }
}

/** Rows of a table have no computed fields, so the names are the document's own. */
function formulaSql(row: RowSource, field: Computed): string {
  const computed = row.shape.doctype?.compiled.computed[field.id];
  const { checked } = mustExist(computed, `expression of ${row.shape.id}.${field.id}`);
  return expressionSql(checked, { document: row, trust: "metadata" });
}

/** From the guarded balance when the ledger keeps one for exactly this dimension, else the sum of the entries. */
function balanceSql(row: RowSource, { ledger: id, measure, of }: NonNullable<Computed["balance"]>): string {
  const ledger = row.context.registry.ledger(id);
  const guard = guardedInvariant(ledger);
  const isGuarded = guard?.measure === measure && guard.per.join() === of;
  const table = isGuarded ? guardTable(id) : entryTable(id);
  row.context.tables.add(table);
  const value = `_entry.${quoteIdent(isGuarded ? "_balance" : measure)}`;
  const isDynamic = ledger.dimensions[of]?.type === "dynamic_link";
  const ofType = isDynamic
    ? ` and _entry.${quoteIdent(`${of}_type`)} = ${row.context.parameters.constant(row.shape.id)}`
    : "";
  const ofRow = `_entry.${quoteIdent(of)} = ${row.own("id")}${ofType}`;
  return `(select coalesce(sum(${value}), 0) from ${quoteIdent(table)} _entry where ${ofRow})`;
}

/**
 * Decimals of an amount whose currency stands at `path`; a path that ends in a link goes on to its `code`. Without a
 * path: the organization's currency.
 */
function moneyDecimalsSql(row: RowSource, path: string | undefined): string {
  if (path === undefined) return currencyDecimalsSql(row.context, null);
  const names = path.split(".");
  const last = mustExist(names.at(-1), "path of a currency");
  const owner = names.slice(0, -1).reduce((here, name) => here.link(name, "metadata"), row);
  const isLink = owner.column(last).to !== undefined;
  return currencyDecimalsSql(row.context, isLink ? owner.link(last, "metadata").own("code") : owner.own(last));
}
