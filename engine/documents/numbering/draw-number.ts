import type { SeriesNumber } from "../../contract/index.ts";
import { ident, prepared, type Sql, sql, type Transaction } from "../../database/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { hasSearchText } from "../writing/table-columns.ts";

/**
 * Draws the next number and gives it to the document and its postings, in one statement. It is the last of its
 * transaction: the counter's row stays locked for one round trip only, and a failure before it draws nothing.
 */
export async function drawNumber(
  tx: Transaction,
  doctype: ResolvedDoctype,
  id: string,
  series: SeriesNumber,
): Promise<string> {
  return mustExist(await tx.queryText(prepared(drawStatement(doctype, id, series))), "the number drawn");
}

function drawStatement(doctype: ResolvedDoctype, id: string, { key, prefix, suffix, digits }: SeriesNumber): Sql {
  const isSearched = hasSearchText(doctype) && doctype.search?.includes("number");
  const search = isSearched ? sql`, search_text = concat_ws(' ', search_text, lower(drawn.number))` : sql``;
  return sql`with counter as (
      insert into number_series as series (prefix, next) values (${key}, 2)
      on conflict (prefix) do update set next = series.next + 1
      returning next - 1 as value),
    drawn as (
      select ${prefix}::text || lpad(value::text, greatest(length(value::text), ${digits}::int), '0') || ${suffix}::text
        as number from counter),
    document as (
      update ${ident(doctype.table)} set number = drawn.number ${search} from drawn where id = ${id}::uuid),
    postings as (
      update posting set document_number = drawn.number from drawn
      where document_type = ${doctype.id} and document_id = ${id}::uuid and document_number is null)
    select number from drawn`;
}
