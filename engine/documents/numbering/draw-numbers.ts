import type { SeriesNumber } from "../../contract/index.ts";
import { ident, type Sql, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { hasSearchText } from "../writing/table-columns.ts";

export interface NumberDue {
  readonly id: string;
  readonly series: SeriesNumber;
}

/**
 * Draws a number for each document, in their order, gives it to the document and its postings (`posted`) and answers them,
 * in one statement. It is the last of its transaction: the counter's row stays locked for one round trip only, and a failure
 * before it draws nothing. Counters are taken in the order of their keys.
 */
export function drawNumbers(doctype: ResolvedDoctype, due: readonly NumberDue[], posted: readonly string[]): Sql {
  const [only] = due;
  if (only && due.length === 1) return drawNumber(doctype, only, posted);
  const counts = new Map<string, number>();
  const places = due.map(({ id, series: { key, prefix, suffix, digits } }, ordinal) => {
    const place = counts.get(key) ?? 0;
    counts.set(key, place + 1);
    return { id, key, place, prefix, suffix, digits, ordinal };
  });
  const wanted = [...counts].map(([key, count]) => ({ key, count }));
  const isSearched = hasSearchText(doctype) && doctype.search?.includes("number");
  const search = isSearched ? sql`, search_text = concat_ws(' ', search_text, lower(_drawn.number))` : sql``;
  return sql`with _wanted as (
      select key, count from json_to_recordset(${JSON.stringify(wanted)}::json) as _wanted (key text, count bigint)),
    _counter as (
      insert into number_series as _series (prefix, next) select key, count + 1 from _wanted order by key
      on conflict (prefix) do update set next = _series.next + excluded.next - 1
      returning prefix, next),
    _drawn as (
      select _place.id, _place.ordinal, _place.prefix || lpad(_value::text, greatest(length(_value::text), _place.digits), '0') || _place.suffix
        as number
      from json_to_recordset(${JSON.stringify(places)}::json)
          as _place (id uuid, key text, place bigint, prefix text, suffix text, digits int, ordinal int)
        join _wanted using (key) join _counter on _counter.prefix = _place.key
        cross join lateral (select _counter.next - _wanted.count + _place.place as _value) as _counted),
    _document as (
      update ${ident(doctype.table)} as _owner set number = _drawn.number ${search} from _drawn where _owner.id = _drawn.id)${numberPostings(posted)}
    select _drawn.number from _drawn order by _drawn.ordinal`;
}

function numberPostings(posted: readonly string[]): Sql {
  if (posted.length === 0) return sql``;
  return sql`, _postings as (
      update posting set document_number = _drawn.number from _drawn
      where posting.id = any(${posted}::uuid[]) and document_id = _drawn.id and document_number is null)`;
}

/** The usual case, one document, costs Postgres less. */
function drawNumber(
  doctype: ResolvedDoctype,
  { id, series: { key, prefix, suffix, digits } }: NumberDue,
  posted: readonly string[],
): Sql {
  const isSearched = hasSearchText(doctype) && doctype.search?.includes("number");
  const search = isSearched ? sql`, search_text = concat_ws(' ', search_text, lower(_drawn.number))` : sql``;
  return sql`with _counter as (
      insert into number_series as _series (prefix, next) values (${key}, 2)
      on conflict (prefix) do update set next = _series.next + 1
      returning next - 1 as _value),
    _drawn as (
      select ${id}::uuid as id, ${prefix}::text || lpad(_value::text, greatest(length(_value::text), ${digits}::int), '0') || ${suffix}::text
        as number from _counter),
    _document as (
      update ${ident(doctype.table)} as _owner set number = _drawn.number ${search} from _drawn where _owner.id = _drawn.id)${numberPostings(posted)}
    select number from _drawn`;
}
