import type { SeriesNumber } from "../../contract/index.ts";
import { ident, type Sql, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { hasSearchText } from "../writing/table-columns.ts";

export interface NumberDue {
  readonly id: string;
  readonly series: SeriesNumber;
}

/**
 * Draws a number for each document, in their order, gives it to the document and its postings and answers them, in one
 * statement. It is the last of its transaction: the counter's row stays locked for one round trip only, and a failure
 * before it draws nothing. Counters are taken in the order of their keys.
 */
export function drawNumbers(doctype: ResolvedDoctype, due: readonly NumberDue[]): Sql {
  const [only] = due;
  if (only && due.length === 1) return drawNumber(doctype, only);
  const counts = new Map<string, number>();
  const places = due.map(({ id, series: { key, prefix, suffix, digits } }, ordinal) => {
    const place = counts.get(key) ?? 0;
    counts.set(key, place + 1);
    return { id, key, place, prefix, suffix, digits, ordinal };
  });
  const wanted = [...counts].map(([key, count]) => ({ key, count }));
  const isSearched = hasSearchText(doctype) && doctype.search?.includes("number");
  const search = isSearched ? sql`, search_text = concat_ws(' ', search_text, lower(drawn.number))` : sql``;
  return sql`with wanted as (
      select key, count from json_to_recordset(${JSON.stringify(wanted)}::json) as wanted (key text, count bigint)),
    counter as (
      insert into number_series as series (prefix, next) select key, count + 1 from wanted order by key
      on conflict (prefix) do update set next = series.next + excluded.next - 1
      returning prefix, next),
    drawn as (
      select place.id, place.ordinal, place.prefix || lpad(value::text, greatest(length(value::text), place.digits), '0') || place.suffix
        as number
      from json_to_recordset(${JSON.stringify(places)}::json)
          as place (id uuid, key text, place bigint, prefix text, suffix text, digits int, ordinal int)
        join wanted using (key) join counter on counter.prefix = place.key
        cross join lateral (select counter.next - wanted.count + place.place as value) as counted),
    document as (
      update ${ident(doctype.table)} as owner set number = drawn.number ${search} from drawn where owner.id = drawn.id),
    postings as (
      update posting set document_number = drawn.number from drawn
      where document_type = ${doctype.id} and document_id = drawn.id and document_number is null)
    select drawn.number from drawn order by drawn.ordinal`;
}

/** The usual case, one document, costs Postgres less. */
function drawNumber(doctype: ResolvedDoctype, { id, series: { key, prefix, suffix, digits } }: NumberDue): Sql {
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
