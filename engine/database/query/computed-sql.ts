import { checkExpression } from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import { quoteIdent } from "../sql.ts";
import { currencyDecimalsSql } from "./currency-decimals-sql.ts";
import { expressionSql } from "./expression-sql.ts";
import type { RowSource } from "./row-source.ts";

type Computed = Extract<ResolvedField, { readonly type: "computed" }>;

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

function formulaSql(row: RowSource, field: Computed): string {
  const doctype = mustExist(row.shape.doctype, `doctype of ${row.shape.id}`);
  const checked =
    doctype.compiled.computed[field.id]?.checked ??
    checkExpression(mustExist(field.expression, `expression of ${field.id}`), doctype.scope);
  return row.header
    ? expressionSql(checked, { row, document: row.header, trust: "metadata" })
    : expressionSql(checked, { document: row, trust: "metadata" });
}

/** From the guarded balance when the ledger keeps one for exactly this dimension, else the sum of the entries. */
function balanceSql(row: RowSource, { ledger: id, measure, of }: NonNullable<Computed["balance"]>): string {
  const ledger = row.context.registry.ledger(id);
  const isGuarded = Object.values(ledger.invariants ?? {}).some(
    (invariant) => "measure" in invariant && invariant.measure === measure && invariant.per.join() === of,
  );
  const table = quoteIdent(`ledger_${id}${isGuarded ? "__guard" : ""}`);
  const value = `b.${quoteIdent(isGuarded ? "balance" : measure)}`;
  const isDynamic = ledger.dimensions[of]?.type === "dynamic_link";
  const ofType = isDynamic
    ? ` and b.${quoteIdent(`${of}_type`)} = ${row.context.parameters.constant(row.shape.id)}`
    : "";
  return `(select coalesce(sum(${value}), 0) from ${table} b where b.${quoteIdent(of)} = ${row.own("id")}${ofType})`;
}

/**
 * Decimals of an amount whose currency stands at `path`: from the row, or from its header where the row has no such
 * column; a path that ends in a link goes on to its `code`. Without a path: the organization's currency.
 */
export function moneyDecimalsSql(row: RowSource, path: string | undefined): string {
  if (path === undefined) return currencyDecimalsSql(row.context, null);
  const names = path.split(".");
  const isOfHeader = row.header !== null && !row.shape.columns.has(names[0]!);
  const relative = names[0] === "doc" ? names.slice(1) : names;
  let here = isOfHeader && row.header ? row.header : row;
  for (const name of relative.slice(0, -1)) here = here.link(name, "metadata");
  const last = relative.at(-1)!;
  const isLink = here.column(last).to !== undefined;
  const code = isLink ? here.link(last, "metadata").own("code") : here.own(last);
  return currencyDecimalsSql(row.context, code);
}
