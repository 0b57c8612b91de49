import type { SeriesNumber } from "../../contract/index.ts";
import { ident, prepared, sql, type Transaction } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { hasSearchText } from "../writing/table-columns.ts";

export interface NumberDue {
  readonly id: string;
  readonly series: SeriesNumber;
}

/**
 * Draws a number for each document, in their order, and gives it to the document and its postings, in one statement.
 * Like a single draw it is the last of its transaction. Counters are taken in the order of their keys.
 */
export async function drawNumbers(tx: Transaction, doctype: ResolvedDoctype, due: readonly NumberDue[]): Promise<void> {
  if (due.length === 0) return;
  const counts = new Map<string, number>();
  const places = due.map(({ id, series: { key, prefix, suffix, digits } }) => {
    const place = counts.get(key) ?? 0;
    counts.set(key, place + 1);
    return { id, key, place, prefix, suffix, digits };
  });
  const wanted = [...counts].map(([key, count]) => ({ key, count }));
  const isSearched = hasSearchText(doctype) && doctype.search?.includes("number");
  const search = isSearched ? sql`, search_text = concat_ws(' ', search_text, lower(drawn.number))` : sql``;
  await tx.query(
    prepared(sql`with wanted as (
      select key, count from json_to_recordset(${JSON.stringify(wanted)}::json) as wanted (key text, count bigint)),
    counter as (
      insert into number_series as series (prefix, next) select key, count + 1 from wanted order by key
      on conflict (prefix) do update set next = series.next + excluded.next - 1
      returning prefix, next),
    drawn as (
      select place.id, place.prefix || lpad(value::text, greatest(length(value::text), place.digits), '0') || place.suffix
        as number
      from json_to_recordset(${JSON.stringify(places)}::json)
          as place (id uuid, key text, place bigint, prefix text, suffix text, digits int)
        join wanted using (key) join counter on counter.prefix = place.key
        cross join lateral (select counter.next - wanted.count + place.place as value) as counted),
    document as (
      update ${ident(doctype.table)} as owner set number = drawn.number ${search} from drawn where owner.id = drawn.id)
    update posting set document_number = drawn.number from drawn
    where document_type = ${doctype.id} and document_id = drawn.id and document_number is null`),
  );
}
